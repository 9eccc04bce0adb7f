import { and, asc, eq, inArray, ne, type SQL, sql } from "drizzle-orm";
import { database } from "../../platform/database.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { toLeaving } from "../../pupils/leaving.ts";
import { PUPIL_COLUMNS } from "../run/staging.ts";
import { importSkip, pupilChange } from "../schema.ts";
import { findImport, isListed } from "../store.ts";
import type { ChangeKind, PupilChange, Purgeable, SkippedPupil } from "../view.ts";
import { ordinalsOf } from "./search-rows.ts";

export const LIST_PAGE_SIZE = 50;

type ListInput = {
  organizationId: number;
  importId: string;
  page: number | "all";
  /** Words of a name; absent or empty for the whole list. */
  search?: string;
};

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
  const row = await findImport(env, input);
  if (!row) return null;
  const page = pageOf(input);
  const told = { total: row.skipped, page: page.number, pageSize: LIST_PAGE_SIZE };
  if (row.purgedAt !== null) return { ...told, purged: true, skipped: [] };
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
  return { ...told, ...(found && { total: found.length }), skipped: rows.map(toSkipped) };
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
  const row = await findImport(env, input);
  if (!row) return null;
  const page = pageOf(input);
  const total = input.kind
    ? row[input.kind]
    : row.added + row.changed + row.reactivated + row.deactivated;
  const where = and(
    eq(pupilChange.importId, row.id),
    input.kind ? eq(pupilChange.kind, input.kind) : ne(pupilChange.kind, "schooling"),
  );
  const named = input.search
    ? await database(env)
        .select({ ordinal: pupilChange.ordinal, pupil: pupilChange.pupil })
        .from(pupilChange)
        .where(where)
        .orderBy(asc(pupilChange.ordinal))
    : null;
  const found = named && ordinalsOf(named, input.search ?? "");
  const rows = await database(env)
    .select()
    .from(pupilChange)
    .where(found ? and(where, among(pupilChange.ordinal, found, page)) : where)
    .orderBy(asc(pupilChange.ordinal))
    .limit(page.limit)
    .offset(found ? 0 : page.offset);
  const told = { total: isListed(row) ? (found?.length ?? total) : 0 };
  const gone = named ? named.length === 0 && total > 0 : rows.length === 0;
  const purged = isListed(row) && total > 0 && gone && page.offset === 0;
  return {
    ...told,
    page: page.number,
    pageSize: LIST_PAGE_SIZE,
    ...(purged && { purged: true as const }),
    changes: isListed(row) ? rows.flatMap((change) => toChange(change)) : [],
    pupilIds: isListed(row) ? rows.map(({ pupilId }) => pupilId) : [],
  };
}

/** The rows of one page of those found. */
function among(
  column: typeof importSkip.ordinal | typeof pupilChange.ordinal,
  found: number[],
  page: { limit: number; offset: number },
): SQL {
  const shown = page.limit < 0 ? found : found.slice(page.offset, page.offset + page.limit);
  return inArray(column, sql`(SELECT value FROM json_each(${JSON.stringify(shown)}))`);
}

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
export function toChange(row: typeof pupilChange.$inferSelect): PupilChange[] {
  if (row.kind === "schooling") return [];
  const { kind, pupil, division } = row;
  if (!row.before || !row.after) return [{ kind, pupil, division, ...toLeaving(row) }];
  return [{ kind, pupil, division, ...difference(JSON.parse(row.before), JSON.parse(row.after)) }];
}

/** Only the columns that differ, under their API names. */
function difference(before: unknown[], after: unknown[]) {
  const changed = PUPIL_COLUMNS.map((column, place) => ({ column, place })).filter(
    ({ place }) => before[place] !== after[place],
  );
  const pick = (values: unknown[]) =>
    Object.fromEntries(
      changed.map(({ column, place }) => [camelCase(column), String(values[place] ?? "")]),
    );
  return { before: pick(before), after: pick(after) };
}

function camelCase(column: string): string {
  return column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
