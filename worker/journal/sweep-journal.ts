import { HOUR } from "../platform/clock.ts";
import { RETENTION } from "../platform/retention.ts";
import type { Sweep, SweepRun } from "../platform/sweep.ts";

/** An hour by which the clock of the trigger may differ. */
const KEPT_MS = RETENTION.journal + HOUR;
const AT_A_TIME = 5000;

export const JOURNAL_SWEEPS: readonly Sweep[] = [
  { name: "journal.delete-old", work: deleteOldLines },
];

/**
 * Deletes lines older than twelve months, the only ones that the journal's trigger lets go. Looks at the
 * first lines written, never at the whole journal of the country.
 */
async function deleteOldLines({ env, now }: SweepRun): Promise<void> {
  await env.DB.prepare(
    `DELETE FROM journal WHERE at < ?1
       AND id IN (SELECT id FROM journal ORDER BY id LIMIT ?2)`,
  )
    .bind(now - KEPT_MS, AT_A_TIME)
    .run();
}
