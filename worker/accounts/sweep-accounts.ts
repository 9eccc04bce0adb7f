import { DAY } from "../platform/clock.ts";
import { KNOWN_MS } from "./place.ts";

/** A link that is over is still told apart from one that never was, for that long. */
const LINKS_KEPT_MS = 30 * DAY;

/** The cron's work on accounts: what is over goes. Idempotent. */
export async function sweepAccounts(env: Env, now: number): Promise<void> {
  await env.DB.batch([
    env.DB.prepare("DELETE FROM session WHERE expires_at < ?1").bind(now),
    env.DB.prepare("DELETE FROM verification WHERE expires_at < ?1").bind(now),
    env.DB.prepare("DELETE FROM account_link WHERE expires_at < ?1").bind(now - LINKS_KEPT_MS),
    env.DB.prepare("DELETE FROM known_place WHERE seen_at < ?1").bind(now - KNOWN_MS),
  ]);
}
