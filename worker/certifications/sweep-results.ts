import { HOUR } from "../platform/clock.ts";
import { RETENTION } from "../platform/retention.ts";
import type { SchoolEnv } from "../platform/school-env.ts";
import type { Sweep, SweepRun } from "../platform/sweep.ts";

/** An import takes seconds: one that is older was left by a crash. */
const STAGING_MS = HOUR;
const AT_A_TIME = 5000;

export const RESULT_SWEEPS: readonly Sweep[] = [
  { name: "results.delete-waiting", perDatabase: deleteWaiting },
  { name: "results.delete-history", perDatabase: deleteOldHistory },
];

/** Deletes the rows that waited too long for a choice, and the imports that a crash left unfinished. */
async function deleteWaiting({ env, now }: SweepRun<SchoolEnv>): Promise<void> {
  const old = `SELECT id FROM certification_import
    WHERE at < ?1 OR (at < ?2 AND state = 'staging')`;
  const limits = [now - RETENTION.waitingResult, now - STAGING_MS];
  await env.DB.batch([
    env.DB.prepare(`DELETE FROM certification_row WHERE import_id IN (${old})`).bind(...limits),
    env.DB.prepare("DELETE FROM certification_import WHERE at < ?1 AND state = 'staging'").bind(
      now - STAGING_MS,
    ),
  ]);
}

/** Deletes old correction history. The first rows written are the oldest: no full scan. */
async function deleteOldHistory({ env, now }: SweepRun<SchoolEnv>): Promise<void> {
  await env.DB.prepare(
    `DELETE FROM certification_history WHERE at < ?1
       AND id IN (SELECT id FROM certification_history ORDER BY id LIMIT ?2)`,
  )
    .bind(now - RETENTION.resultHistory, AT_A_TIME)
    .run();
}
