import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { database } from "../../platform/database.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { type LeavingReason, toLeaving } from "../../pupils/leaving.ts";
import { fieldName } from "../../pupils/shown-value.ts";
import { PUPIL_COLUMNS } from "../run/staging.ts";
import { CHANGE, changeKind, importSkip } from "../schema.ts";
import { findImport, type ImportRecord, isListed } from "../store.ts";
import type { ChangeKind, PupilChange, Purgeable, SkippedPupil } from "../view.ts";
import { toImport } from "./read-imports.ts";
import { ordinalsOf } from "./search-rows.ts";

export const LIST_PAGE_SIZE = 50;

type ListInput = {
  organizationId: number;
  importId: string;
  /** The row of that import, when `readListPage` reads it too. */
  row?: Promise<ImportRecord | null>;
  page: number | "all";
  /** Words of a name; absent or empty for the whole list. */
  search?: string;
};

/**
 * What the page of a list shows: the import, without the errors that it does not show, and the list, read at one moment;
 * null for an import of another school.
 */
export async function readListPage(
  env: SchoolEnv,
  { kind, ...input }: ListInput & { kind: ChangeKind | "skipped" },
) {
  const row = findImport(env, input);
  const [record, list] = await Promise.all([
    row,
    kind === "skipped"
      ? listSkipped(env, { ...input, row })
      : listChanges(env, { ...input, row, kind }),
  ]);
  const none = { skipped: [] as SkippedPupil[], changes: [] as PupilChange[], pupilIds: [] };
  return record && list && { one: toImport(record), ...none, ...list };
}

/** The pupils that an import skipped, in the order of the file; null for an import of another school. */
export async function listSkipped(
  env: SchoolEnv,
  input: ListInput,
): Promise<Purgeable<{
  total: number;
  pageSize: number;
  page: number;
  skipped: SkippedPupil[];
}> | null> {
  const row = await (input.row ?? findImport(env, input));
  if (!row) return null;
  const page = pageOf(input);
  const listing = { total: row.skipped, page: page.number, pageSize: LIST_PAGE_SIZE };
  if (row.purged === 1) return { ...listing, purged: true, skipped: [] };
  const all = and(eq(importSkip.importId, row.id), sql`${row.skipped} > 0`);
  const named = input.search
    ? await database(env)
        .select({ ordinal: importSkip.ordinal, pupil: importSkip.pupil })
        .from(importSkip)
        .where(all)
        .orderBy(asc(importSkip.ordinal))
    : null;
  const found = named && ordinalsOf(named, input.search ?? "");
  const rows = await database(env)
    .select()
    .from(importSkip)
    .where(found ? and(all, among(importSkip.ordinal, found, page)) : all)
    .orderBy(asc(importSkip.ordinal))
    .limit(page.limit)
    .offset(found ? 0 : page.offset);
  return { ...listing, ...(found && { total: found.length }), skipped: rows.map(toSkipped) };
}

/** The changes an import made, or would make if it waits, in file order; null for an import of another school. */
export async function listChanges(
  env: SchoolEnv,
  input: ListInput & { kind?: ChangeKind },
): Promise<Purgeable<{
  total: number;
  pageSize: number;
  page: number;
  changes: PupilChange[];
  /** The pupil of each change, in the order of the list. */
  pupilIds: string[];
}> | null> {
  const page = pageOf(input);
  const [row, read] = await Promise.all([
    input.row ?? findImport(env, input),
    readChanges(env, input),
  ]);
  if (!row) return null;
  const total = input.kind
    ? row[input.kind]
    : row.added + row.changed + row.reactivated + row.deactivated;
  const none = { total: 0, page: page.number, pageSize: LIST_PAGE_SIZE, changes: [], pupilIds: [] };
  if (!isListed(row)) return none;
  const found = input.search ? ordinalsOf(read, input.search) : null;
  const shown = found && new Set(pageOfFound(found, page));
  const results = shown ? read.filter(({ ordinal }) => shown.has(ordinal)) : read;
  const purged = total > 0 && read.length === 0 && page.offset === 0;
  return {
    ...none,
    total: found?.length ?? total,
    ...(purged && { purged: true as const }),
    changes: results.flatMap(toChange),
    pupilIds: results.map(({ pupilId }) => pupilId),
  };
}

type ReadChange = ChangeRow & { ordinal: number; pupilId: string };

/** The changes of one page, or all of them for a search: it looks at every name. */
async function readChanges(
  env: SchoolEnv,
  input: ListInput & { kind?: ChangeKind },
): Promise<ReadChange[]> {
  const { limit, offset } = input.search ? { limit: -1, offset: 0 } : pageOf(input);
  const kind = input.kind ? CHANGE[input.kind] : null;
  const { results } = await env.DB.prepare(
    `${SELECT_CHANGES} ORDER BY c.ordinal LIMIT ?4 OFFSET ?5`,
  )
    .bind(input.organizationId, input.importId, kind, limit, offset)
    .all<ReadChange>();
  return results;
}

function pageOfFound(found: number[], page: { limit: number; offset: number }): number[] {
  return page.limit < 0 ? found : found.slice(page.offset, page.offset + page.limit);
}

/** The rows of one page of those found. */
function among(
  column: typeof importSkip.ordinal,
  found: number[],
  page: { limit: number; offset: number },
): SQL {
  const shown = JSON.stringify(pageOfFound(found, page));
  return inArray(column, sql`(SELECT value FROM json_each(${shown}))`);
}

/**
 * SQL: the changes `c` of import `?2` of school `?1`, of kind `?3` unless null, with the name and class of each pupil:
 * those of the file while it is staged, else those of the base, else what an undo kept of a pupil whom it deleted.
 */
const SELECT_CHANGES = `SELECT c.ordinal, CAST(c.pupil_id AS TEXT) AS pupilId, c.kind, c.diff, c.reason, c.left_on AS leftOn,
    coalesce(r.first_name || ' ' || r.last_name, p.first_name || ' ' || p.last_name,
      c.diff ->> '$.name', '') AS pupil,
    coalesce(r.division, iif(c.kind = ${CHANGE.deactivated}, NULL, s.division), p.division,
      c.diff ->> '$.division', '') AS division
  FROM pupil_change c
  JOIN import i ON i.organization_id = c.organization_id AND i.number = c.import_number
  LEFT JOIN import_row r ON r.import_id = ?2 AND r.ordinal = c.ordinal
  LEFT JOIN pupil p ON p.organization_id = c.organization_id AND p.id = c.pupil_id
  LEFT JOIN schooling s ON s.organization_id = c.organization_id AND s.pupil_id = c.pupil_id
    AND s.year = CAST(i.school_year AS INTEGER)
  WHERE c.organization_id = ?1
    AND c.import_number = (SELECT number FROM import WHERE organization_id = ?1 AND id = ?2)
    AND c.kind <> ${CHANGE.schooling} AND (?3 IS NULL OR c.kind = ?3)`;

export type ChangeRow = {
  kind: number;
  diff: string | null;
  reason: LeavingReason | null;
  leftOn: string | null;
  pupil: string;
  division: string;
};

function pageOf(input: ListInput): { number: number; limit: number; offset: number } {
  if (input.page === "all") return { number: 1, limit: -1, offset: 0 };
  return {
    number: input.page,
    limit: LIST_PAGE_SIZE,
    offset: (input.page - 1) * LIST_PAGE_SIZE,
  };
}

function toSkipped(row: typeof importSkip.$inferSelect): SkippedPupil {
  return {
    reason: row.reason,
    pupil: row.pupil,
    ...(row.ine !== null && { ine: row.ine }),
    ...(row.division !== null && { division: row.division }),
    ...(row.line !== null && { line: row.line }),
    ...(row.leftOn !== null && { leftOn: row.leftOn }),
  };
}

/** A stored change as shown to the user; an empty list for `schooling`, which is not shown. */
export function toChange(row: ChangeRow): PupilChange[] {
  const kind = changeKind(row.kind);
  if (kind === null) return [];
  const { pupil, division } = row;
  if (kind === "added" || kind === "deactivated" || row.diff === null) {
    return [{ kind, pupil, division, ...toLeaving(row) }];
  }
  return [{ kind, pupil, division, ...difference(JSON.parse(row.diff)) }];
}

/** Only the columns that differ, under their API names. */
function difference(diff: Record<string, [unknown, unknown]>) {
  const changed = PUPIL_COLUMNS.filter((column) => column in diff);
  const pick = (place: 0 | 1) =>
    Object.fromEntries(
      changed.map((column) => [fieldName(column), String(diff[column]?.[place] ?? "")]),
    );
  return { before: pick(0), after: pick(1) };
}
