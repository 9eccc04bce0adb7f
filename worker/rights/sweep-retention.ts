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
  const { results } = await env.DB.prepare(
    "SELECT id FROM school WHERE swept_at < ?1 ORDER BY swept_at LIMIT ?2",
  )
    .bind(now, SCHOOLS_A_RUN)
    .all<{ id: number }>();
  if (results.length === 0) return;
  const ids = JSON.stringify(results.map(({ id }) => id));
  await env.DB.batch([
    env.DB.prepare(DELETE_OLD_CHANGES).bind(ids, now - RETENTION.pupilChange),
    env.DB.prepare(DELETE_OLD_HISTORY).bind(ids, now - RETENTION.resultHistory),
    env.DB.prepare(
      "UPDATE school SET swept_at = ?2 WHERE id IN (SELECT value FROM json_each(?1))",
    ).bind(ids, now),
  ]);
  // By itself: the trigger, which has a clock of its own, may refuse it.
  await env.DB.prepare(DELETE_OLD_LINES)
    .bind(ids, now - JOURNAL_KEPT_MS)
    .run();
}

async function sweepJournal({ env, now }: SweepRun): Promise<void> {
  const { results } = await env.DB.prepare(
    "SELECT id FROM organization WHERE swept_at < ?1 ORDER BY swept_at LIMIT ?2",
  )
    .bind(now, SCHOOLS_A_RUN)
    .all<{ id: number }>();
  if (results.length === 0) return;
  const ids = JSON.stringify(results.map(({ id }) => id));
  await env.DB.batch([
    env.DB.prepare(DELETE_OLD_LINES).bind(ids, now - JOURNAL_KEPT_MS),
    env.DB.prepare(
      "UPDATE organization SET swept_at = ?2 WHERE id IN (SELECT value FROM json_each(?1))",
    ).bind(ids, now),
  ]);
}
