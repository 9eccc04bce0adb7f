import { DAY, HOUR } from "../platform/clock.ts";
import type { Sweep, SweepRun } from "../platform/sweep.ts";

/** A row waits for the school's choice that long. */
const WAITING_MS = 30 * DAY;
/** An import is over in seconds: one that is not was left by a crash. */
const STAGING_MS = HOUR;

export const RESULT_SWEEPS: readonly Sweep[] = [
  { name: "results.delete-waiting", work: deleteWaiting },
];

/** Deletes the rows that no administrator chose for in time, and the files that a crash left half entered. */
async function deleteWaiting({ env, now }: SweepRun): Promise<void> {
  const old = `SELECT id FROM certification_import
    WHERE at < ?1 OR (at < ?2 AND state = 'staging')`;
  const limits = [now - WAITING_MS, now - STAGING_MS];
  await env.DB.batch([
    env.DB.prepare(`DELETE FROM certification_row WHERE import_id IN (${old})`).bind(...limits),
    env.DB.prepare("DELETE FROM certification_import WHERE at < ?1 AND state = 'staging'").bind(
      now - STAGING_MS,
    ),
  ]);
}
