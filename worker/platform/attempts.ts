import { RETENTION } from "./retention.ts";
import type { Sweep } from "./sweep.ts";
import { hashText } from "./token.ts";

export type AttemptLimit = {
  /** What is limited and for whom, such as `activation ip 10.0.0.1`. Kept only as its SHA-256. */
  key: string;
  limit: number;
  windowMs: number;
};

/**
 * Counts one attempt if fewer than `limit` were made in the last `windowMs`. False beyond it, and then
 * nothing is counted. One conditional insert: two requests at once cannot both take the last one.
 */
export async function takeAttempt(env: Env, wish: AttemptLimit, now: number): Promise<boolean> {
  const { meta } = await env.DB.prepare(
    `INSERT INTO attempt (key, at) SELECT ?1, ?2
     WHERE (SELECT COUNT(*) FROM attempt WHERE key = ?1 AND at > ?2 - ?3) < ?4`,
  )
    .bind(await hashText(wish.key), now, wish.windowMs, wish.limit)
    .run();
  return meta.changes > 0;
}

/** No window is longer than a day. */
export const ATTEMPT_SWEEPS: readonly Sweep[] = [
  {
    name: "attempts.delete-old",
    work: async ({ env, now }) => {
      await env.DB.prepare("DELETE FROM attempt WHERE at < ?1")
        .bind(now - RETENTION.attempt)
        .run();
    },
  },
];
