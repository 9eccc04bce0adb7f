import { HOUR, MINUTE } from "./clock.ts";
import { assertInBatch } from "./database.ts";
import { RETENTION } from "./retention.ts";
import { hashText } from "./token.ts";

/**
 * Delays attempts after failures: the first `free` failures are free, then each one delays the next attempt by a
 * minute, doubling up to an hour. Failures are forgotten after a day. `key` names the action and its subject; only its
 * SHA-256 is stored.
 */
export type FailureThrottle = { key: string; free: number };

/** SQL: the time until which one of the throttles of `?1` delays the next attempt, at `?2`. */
const HELD_UNTIL = `
  SELECT MAX(last + MIN(${HOUR}, ${MINUTE} * (1 << MIN(failures - free, 20)))) AS until
  FROM (
    SELECT value ->> 'free' AS free,
      (SELECT COUNT(*) FROM attempt WHERE key = value ->> 'key' AND at > ?2 - ${RETENTION.attempt}) AS failures,
      (SELECT MAX(at) FROM attempt WHERE key = value ->> 'key') AS last
    FROM json_each(?1)
  ) WHERE failures >= free`;

/** Milliseconds to wait before the next attempt; 0 when it may be made now. */
export async function readThrottle(
  env: Env,
  throttles: FailureThrottle[],
  now: number,
): Promise<number> {
  const row = await env.DB.prepare(HELD_UNTIL)
    .bind(await hashed(throttles), now)
    .first<{ until: number | null }>();
  return Math.max(0, (row?.until ?? 0) - now);
}

/**
 * Counts one failure under every key, unless one of them delays attempts: then it returns false and counts nothing. One
 * statement: of many attempts made at once, only the free ones learn that they failed.
 */
export async function recordFailure(
  env: Env,
  throttles: FailureThrottle[],
  now: number,
): Promise<boolean> {
  const { meta } = await env.DB.prepare(
    `INSERT INTO attempt (key, at) SELECT value ->> 'key', ?2 FROM json_each(?1)
     WHERE COALESCE((${HELD_UNTIL}), 0) <= ?2`,
  )
    .bind(await hashed(throttles), now)
    .run();
  return meta.changes > 0;
}

/** For the batch of a success: it is rolled back if one of the throttles delays attempts by now. */
export async function assertNotDelayed(
  env: Env,
  throttles: FailureThrottle[],
  now: number,
): Promise<D1PreparedStatement> {
  const condition = `COALESCE((${HELD_UNTIL}), 0) <= ?2`;
  return assertInBatch(env, condition, await hashed(throttles), now);
}

/** For the batch of a success: the earlier failures no longer count. */
export async function forgetFailures(env: Env, key: string): Promise<D1PreparedStatement> {
  return env.DB.prepare("DELETE FROM attempt WHERE key = ?1").bind(await hashText(key));
}

async function hashed(throttles: FailureThrottle[]): Promise<string> {
  const keys = await Promise.all(throttles.map(({ key }) => hashText(key)));
  return JSON.stringify(throttles.map(({ free }, place) => ({ key: keys[place], free })));
}
