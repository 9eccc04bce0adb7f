import { DAY } from "../platform/clock.ts";

/** Twelve months, as the trigger counts them (365 days), and an hour that clocks may differ by. */
const KEPT_MS = 365 * DAY + DAY / 24;
const AT_A_TIME = 5000;

/**
 * The cron's work: lines older than twelve months go, the only ones the journal's trigger lets go. Looks
 * at the first lines written, never at the whole journal of the country.
 */
export async function sweepJournal(env: Env, now: number): Promise<void> {
  await env.DB.prepare(
    `DELETE FROM journal WHERE at < ?1
       AND id IN (SELECT id FROM journal ORDER BY id LIMIT ?2)`,
  )
    .bind(now - KEPT_MS, AT_A_TIME)
    .run();
}
