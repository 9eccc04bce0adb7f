import { DAY } from "../platform/clock.ts";
import type { Sweep } from "../platform/sweep.ts";
import { KNOWN_MS } from "./place.ts";

/** A link that is over is still told apart from one that never was, for that long. */
const LINKS_KEPT_MS = 30 * DAY;

export const ACCOUNT_SWEEPS: readonly Sweep[] = [
  deleteOlder("accounts.sessions", "DELETE FROM session WHERE expires_at < ?1"),
  deleteOlder("accounts.verifications", "DELETE FROM verification WHERE expires_at < ?1"),
  deleteOlder("accounts.links", "DELETE FROM account_link WHERE expires_at < ?1", LINKS_KEPT_MS),
  deleteOlder("accounts.places", "DELETE FROM known_place WHERE seen_at < ?1", KNOWN_MS),
];

/** Deletes what ended, or was last seen, more than `keptMs` ago. Idempotent. */
function deleteOlder(name: string, sql: string, keptMs = 0): Sweep {
  return {
    name,
    work: async ({ env, now }) => {
      await env.DB.prepare(sql)
        .bind(now - keptMs)
        .run();
    },
  };
}
