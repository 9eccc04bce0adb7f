import { HOUR, MINUTE } from "./clock.ts";
import { RETENTION } from "./retention.ts";
import { hashText } from "./token.ts";

/**
 * Failures that make the next attempt wait: `free` of them cost nothing, then one minute, doubling up
 * to an hour. They are forgotten after a day. `key` says what and for whom; only its SHA-256 is kept.
 */
export type FailureThrottle = { key: string; free: number };

/** SQL: until when one of the throttles of `?1` holds the next attempt back, at `?2`. */
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
 * Counts one failure under every key, unless one of them holds attempts back: false then, and nothing
 * is counted. One statement: of many attempts made at once, only the free ones are told they failed.
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

/** After a success: the failures before it no longer count. */
export async function forgetFailures(env: Env, key: string): Promise<void> {
  await env.DB.prepare("DELETE FROM attempt WHERE key = ?1")
    .bind(await hashText(key))
    .run();
}

async function hashed(throttles: FailureThrottle[]): Promise<string> {
  const keys = await Promise.all(throttles.map(({ key }) => hashText(key)));
  return JSON.stringify(throttles.map(({ free }, place) => ({ key: keys[place], free })));
}
