import { RETENTION } from "../platform/retention.ts";
import type { Sweep } from "../platform/sweep.ts";
import { SECRET_SWEEP } from "./rotate-secret.ts";

export const ACCOUNT_SWEEPS: readonly Sweep[] = [
  deleteOlder("accounts.sessions", "DELETE FROM session WHERE expires_at < ?1"),
  deleteOlder("accounts.verifications", "DELETE FROM verification WHERE expires_at < ?1"),
  deleteOlder(
    "accounts.links",
    "DELETE FROM account_link WHERE expires_at < ?1",
    RETENTION.accountLink,
  ),
  deleteOlder(
    "accounts.places",
    "DELETE FROM known_place WHERE seen_at < ?1",
    RETENTION.knownPlace,
  ),
  SECRET_SWEEP,
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
