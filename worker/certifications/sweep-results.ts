import { HOUR } from "../platform/clock.ts";
import { RETENTION } from "../platform/retention.ts";
import type { SchoolEnv } from "../platform/school-env.ts";
import type { Sweep, SweepRun } from "../platform/sweep.ts";

/** An import takes seconds: one that is older was left by a crash. */
const STAGING_MS = HOUR;

export const RESULT_SWEEPS: readonly Sweep[] = [
  { name: "results.delete-waiting", perDatabase: deleteWaiting },
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

/** SQL: deletes what is older than `?2` of the history of corrections of the schools in the JSON array `?1`. */
export const DELETE_OLD_HISTORY = `DELETE FROM certification_history
  WHERE organization_id IN (SELECT value FROM json_each(?1)) AND at < ?2`;
