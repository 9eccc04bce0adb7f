import { HOUR } from "../platform/clock.ts";
import { RETENTION } from "../platform/retention.ts";
import type { SchoolEnv } from "../platform/school-env.ts";
import type { Sweep, SweepRun } from "../platform/sweep.ts";

/** Tolerates a difference of an hour with the clock of the trigger. */
const KEPT_MS = RETENTION.journal + HOUR;
const AT_A_TIME = 5000;

export const JOURNAL_SWEEPS: readonly Sweep[] = [
  { name: "journal.delete-old", work: deleteOldLines },
  { name: "journal.delete-old-of-schools", perDatabase: deleteOldLines },
];

/**
 * Deletes lines older than twelve months, the only ones that the journal's trigger lets go. Reads only the first lines
 * written, never the whole journal of the country.
 */
async function deleteOldLines({ env, now }: SweepRun<Env | SchoolEnv>): Promise<void> {
  await env.DB.prepare(
    `DELETE FROM journal WHERE at < ?1
       AND id IN (SELECT id FROM journal ORDER BY id LIMIT ?2)`,
  )
    .bind(now - KEPT_MS, AT_A_TIME)
    .run();
}
