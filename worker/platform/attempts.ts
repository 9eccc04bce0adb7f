import { RETENTION } from "./retention.ts";
import type { Sweep } from "./sweep.ts";
import { hashText } from "./token.ts";

export type AttemptLimit = {
  /** The limited action and its subject, such as `activation ip 10.0.0.1`. Only its SHA-256 is stored. */
  key: string;
  limit: number;
  windowMs: number;
};

export type Attempt<Limit extends AttemptLimit = AttemptLimit> =
  | { ok: true }
  /** `spent` is the limit that blocks the longest: it lets an attempt pass in `waitMs` milliseconds. */
  | { ok: false; spent: Limit; waitMs: number };

/** SQL: the limits of `?1` without attempts left at `?2`, and when the oldest attempt of each expires. */
const SPENT = `
  SELECT wish.key AS place, MIN(attempt.at) + (wish.value ->> 'windowMs') - ?2 AS waitMs
  FROM json_each(?1) wish
    CROSS JOIN attempt ON attempt.key = wish.value ->> 'key'
      AND attempt.at > ?2 - (wish.value ->> 'windowMs')
  GROUP BY wish.key HAVING COUNT(*) >= (wish.value ->> 'limit')`;

/**
 * Counts one attempt under each of `limits`, unless one of them is used up: then nothing is counted. One statement: two
 * requests at once cannot both take the last attempt.
 */
export async function consumeAttempt<Limit extends AttemptLimit>(
  env: Env,
  limits: Limit[],
  now: number,
): Promise<Attempt<Limit>> {
  const { meta } = await env.DB.prepare(
    `INSERT INTO attempt (key, at) SELECT value ->> 'key', ?2 FROM json_each(?1)
     WHERE NOT EXISTS (${SPENT})`,
  )
    .bind(await hashed(limits), now)
    .run();
  if (meta.changes > 0 || limits.length === 0) return { ok: true };
  const found = await findSpent(env, limits, now);
  // Between the two statements the oldest attempt may have expired: the next attempt passes at once.
  return found ?? { ok: false, spent: limits[0] as Limit, waitMs: 1 };
}

/** Whether an attempt would pass under each of `limits`; counts nothing. */
export async function mayAttempt<Limit extends AttemptLimit>(
  env: Env,
  limits: Limit[],
  now: number,
): Promise<Attempt<Limit>> {
  if (limits.length === 0) return { ok: true };
  return (await findSpent(env, limits, now)) ?? { ok: true };
}

async function findSpent<Limit extends AttemptLimit>(env: Env, limits: Limit[], now: number) {
  const row = await env.DB.prepare(`${SPENT} ORDER BY waitMs DESC LIMIT 1`)
    .bind(await hashed(limits), now)
    .first<{ place: number; waitMs: number }>();
  const spent = row && limits[row.place];
  return spent ? { ok: false as const, spent, waitMs: row.waitMs } : null;
}

async function hashed(limits: AttemptLimit[]): Promise<string> {
  const keys = await Promise.all(limits.map(({ key }) => hashText(key)));
  return JSON.stringify(
    limits.map(({ limit, windowMs }, place) => ({ key: keys[place], limit, windowMs })),
  );
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
