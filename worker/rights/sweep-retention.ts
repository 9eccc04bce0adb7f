import { DELETE_OLD_HISTORY } from "../certifications/sweep-results.ts";
import { DELETE_OLD_CHANGES } from "../imports/sweep-imports.ts";
import { DELETE_OLD_LINES } from "../journal/sweep-journal.ts";
import { HOUR } from "../platform/clock.ts";
import { RETENTION } from "../platform/retention.ts";
import type { SchoolEnv } from "../platform/school-env.ts";
import type { Sweep, SweepRun } from "../platform/sweep.ts";

/** Each school is one range of each table: a visit reads only the rows of these schools. */
const SCHOOLS_A_RUN = 50;
/** Tolerates a difference of an hour with the clock of the trigger. */
const JOURNAL_KEPT_MS = RETENTION.journal + HOUR;

/**
 * Deletes what has been kept long enough, school by school: each run visits those whose last visit is the oldest, so
 * that no table needs an index by age. The journal of access is swept the same way in the central database.
 */
export const RETENTION_SWEEPS: readonly Sweep[] = [
  { name: "retention.schools", perDatabase: sweepSchools },
  { name: "retention.journal", work: sweepJournal },
];

async function sweepSchools({ env, now }: SweepRun<SchoolEnv>): Promise<void> {
  const ids = await findDue(env.DB, "school", now);
  if (ids === null) return;
  await env.DB.batch([
    env.DB.prepare(DELETE_OLD_CHANGES).bind(ids, now - RETENTION.pupilChange),
    env.DB.prepare(DELETE_OLD_HISTORY).bind(ids, now - RETENTION.resultHistory),
    env.DB.prepare(markVisited("school")).bind(ids, now),
  ]);
  await deleteOldLines(env.DB, ids, now);
}

async function sweepJournal({ env, now }: SweepRun): Promise<void> {
  const ids = await findDue(env.DB, "organization", now);
  if (ids === null) return;
  await env.DB.prepare(markVisited("organization")).bind(ids, now).run();
  await deleteOldLines(env.DB, ids, now);
}

type Preparing = Pick<SchoolEnv["DB"], "prepare"> | Pick<Env["DB"], "prepare">;

/**
 * By itself, after the visit is marked: the trigger, which has a clock of its own, may refuse the deletion, and the same
 * schools would then be visited at each run in place of the others.
 */
async function deleteOldLines(db: Preparing, ids: string, now: number): Promise<void> {
  await db
    .prepare(DELETE_OLD_LINES)
    .bind(ids, now - JOURNAL_KEPT_MS)
    .run();
}

/** The table that keeps the last visit of each school, in the databases of schools and in the central one. */
type Visited = "school" | "organization";

/** The numbers of the schools whose visit is due, as a JSON array; null when none is. */
async function findDue(db: Preparing, table: Visited, now: number): Promise<string | null> {
  const { results } = await db
    .prepare(`SELECT id FROM ${table} WHERE swept_at < ?1 ORDER BY swept_at LIMIT ?2`)
    .bind(now, SCHOOLS_A_RUN)
    .all<{ id: number }>();
  return results.length === 0 ? null : JSON.stringify(results.map(({ id }) => id));
}

function markVisited(table: Visited): string {
  return `UPDATE ${table} SET swept_at = ?2 WHERE id IN (SELECT value FROM json_each(?1))`;
}
