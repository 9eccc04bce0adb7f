import type { SchoolEnv } from "../../platform/school-env.ts";
import { type LeavingReason, toLeaving } from "../../pupils/leaving.ts";
import { fieldName } from "../../pupils/shown-value.ts";
import { PUPIL_COLUMNS } from "../run/staging.ts";
import { CHANGE, changeKind, type importSkip } from "../schema.ts";
import { findImport, type ImportRecord, isListed, theImport } from "../store.ts";
import type { ChangeKind, PupilChange, Purgeable, SkippedPupil } from "../view.ts";
import { toImport } from "./read-imports.ts";
import { ordinalsOf } from "./search-rows.ts";

export const LIST_PAGE_SIZE = 50;

type ListInput = {
  organizationId: number;
  importId: string;
  page: number | "all";
  /** Words of a name; absent or empty for the whole list. */
  search?: string;
};

type Listing = { total: number; pageSize: number; page: number };
type SkippedList = Purgeable<Listing & { skipped: SkippedPupil[] }>;
/** `pupilIds`: the pupil of each change, in the order of the list. */
type ChangeList = Purgeable<Listing & { changes: PupilChange[]; pupilIds: string[] }>;

/**
 * What the page of a list shows: the import, without the errors that it does not show, and the list, read at one moment;
 * null for an import of another school.
 */
export async function readListPage(
  env: SchoolEnv,
  { kind, ...input }: ListInput & { kind: ChangeKind | "skipped" },
) {
  const none = { skipped: [] as SkippedPupil[], changes: [] as PupilChange[], pupilIds: [] };
  if (kind === "skipped") {
    const [row, read] = await Promise.all([findImport(env, input), readSkips(env, input)]);
    return row && { one: toImport(row), ...none, ...toSkippedList(row, read, input) };
  }
  const asked = { ...input, kind };
  const [row, read] = await Promise.all([findImport(env, input), readChanges(env, asked)]);
  return row && { one: toImport(row), ...none, ...toChangeList(row, read, asked) };
}

/** The pupils that an import skipped, in the order of the file; null for an import of another school. */
export async function listSkipped(env: SchoolEnv, input: ListInput): Promise<SkippedList | null> {
  const [row, read] = await Promise.all([findImport(env, input), readSkips(env, input)]);
  return row && toSkippedList(row, read, input);
}

/** The changes an import made, or would make if it waits, in file order; null for an import of another school. */
export async function listChanges(
  env: SchoolEnv,
  input: ListInput & { kind?: ChangeKind },
): Promise<ChangeList | null> {
  const [row, read] = await Promise.all([findImport(env, input), readChanges(env, input)]);
  return row && toChangeList(row, read, input);
}

function toSkippedList(row: ImportRecord, read: ReadSkip[], input: ListInput): SkippedList {
  const page = pageOf(input);
  const listing = { total: row.skipped, page: page.number, pageSize: LIST_PAGE_SIZE };
  if (row.purged === 1) return { ...listing, purged: true, skipped: [] };
  // Rows of a run that did not end may be left.
  const { total, rows } = choose(row.skipped > 0 ? read : [], input);
  return { ...listing, ...(total !== null && { total }), skipped: rows.map(toSkipped) };
}

function toChangeList(
  row: ImportRecord,
  read: ReadChange[],
  input: ListInput & { kind?: ChangeKind },
): ChangeList {
  const page = pageOf(input);
  const total = input.kind
    ? row[input.kind]
    : row.added + row.changed + row.reactivated + row.deactivated;
  const none = { total: 0, page: page.number, pageSize: LIST_PAGE_SIZE, changes: [], pupilIds: [] };
  if (!isListed(row)) return none;
  const { total: found, rows } = choose(read, input);
  const purged = total > 0 && read.length === 0 && page.offset === 0;
  return {
    ...none,
    total: found ?? total,
    ...(purged && { purged: true as const }),
    changes: rows.flatMap(toChange),
    pupilIds: rows.map(({ pupilId }) => pupilId),
  };
}

/** Of the rows that `readSkips` or `readChanges` read, those to show; `total` is null without a search. */
function choose<Row extends { ordinal: number; pupil: string }>(
  read: Row[],
  input: ListInput,
): { total: number | null; rows: Row[] } {
  if (!input.search) return { total: null, rows: read };
  const { limit, offset } = pageOf(input);
  const found = ordinalsOf(read, input.search);
  const shown = new Set(limit < 0 ? found : found.slice(offset, offset + limit));
  return { total: found.length, rows: read.filter(({ ordinal }) => shown.has(ordinal)) };
}

/** The rows to read: those of the page, or all of them for a search, which looks at every name. */
function rangeOf(input: ListInput): [limit: number, offset: number] {
  const { limit, offset } = pageOf(input);
  return input.search ? [-1, 0] : [limit, offset];
}

type ReadSkip = Omit<typeof importSkip.$inferSelect, "importId">;

async function readSkips(env: SchoolEnv, input: ListInput): Promise<ReadSkip[]> {
  const { ids, values } = theImport(input);
  const { results } = await env.DB.prepare(
    `SELECT ordinal, reason, line, ine, pupil, division, left_on AS leftOn FROM import_skip
     WHERE import_id IN (${ids}) ORDER BY ordinal LIMIT ?3 OFFSET ?4`,
  )
    .bind(...values, ...rangeOf(input))
    .all<ReadSkip>();
  return results;
}

type ReadChange = ChangeRow & { ordinal: number; pupilId: string };

async function readChanges(
  env: SchoolEnv,
  input: ListInput & { kind?: ChangeKind },
): Promise<ReadChange[]> {
  const kind = input.kind ? CHANGE[input.kind] : null;
  const { results } = await env.DB.prepare(
    `${SELECT_CHANGES} ORDER BY c.ordinal LIMIT ?4 OFFSET ?5`,
  )
    .bind(input.organizationId, input.importId, kind, ...rangeOf(input))
    .all<ReadChange>();
  return results;
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

function toSkipped(row: ReadSkip): SkippedPupil {
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
