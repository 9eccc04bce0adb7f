import { MINUTE } from "../platform/clock.ts";
import type { Cause, Failure } from "./causes.ts";
import type { MailPause } from "./report.ts";

/** After this time, a sender that died during its attempt counts as failed. */
export const LEASE_MS = 2 * MINUTE;
const LONGEST_MS = 30 * MINUTE;
const LONGEST_MAIL_MS = 60 * MINUTE;

/** Null while mails can be sent. */
export async function readMailPause(env: Env): Promise<MailPause | null> {
  const row = await env.DB.prepare(
    "SELECT since, probe_at AS probeAt, failures, cause, code FROM mail_pause WHERE id = 1",
  ).first<{ since: number; probeAt: number; failures: number; cause: Cause; code: string }>();
  if (!row) return null;
  const { since, probeAt, ...why } = row;
  return {
    since: new Date(since).toISOString(),
    nextTryAt: new Date(probeAt).toISOString(),
    ...why,
  };
}

/**
 * For the batch that leases a mail: during a pause, claims the one probe that is allowed once its time has come.
 * `isDue` (SQL; `?1` the mail, `?2` now) says that this mail may be sent.
 */
export function takeProbe(env: Env, isDue: string, outboxId: string, now: number) {
  return env.DB.prepare(
    `UPDATE mail_pause SET probe_at = ?2 + ${LEASE_MS}
     WHERE id = 1 AND probe_at <= ?2 AND EXISTS (SELECT 1 FROM outbox WHERE ${isDue})`,
  ).bind(outboxId, now);
}

/** Ends the pause: mails can be sent again. */
export function endPause(env: Env): D1PreparedStatement {
  return env.DB.prepare("DELETE FROM mail_pause WHERE id = 1");
}

/**
 * Pauses sending: a minute after the first failure, twice as long after each further one, half an hour at most. Mails
 * in progress when the service stopped count as one failure.
 */
export function pause(env: Env, failure: Failure, probed: boolean, now: number) {
  return env.DB.prepare(
    `INSERT INTO mail_pause (id, since, probe_at, failures, cause, code)
     VALUES (1, ?1, ?1 + ${MINUTE}, 1, ?2, ?3)
     ON CONFLICT (id) DO UPDATE SET failures = failures + 1, cause = excluded.cause,
       code = excluded.code,
       probe_at = ?1 + MIN(${LONGEST_MS}, ${MINUTE} * (1 << MIN(failures, 10)))
     WHERE ?4`,
  ).bind(now, failure.cause, failure.code, probed ? 1 : 0);
}

/** How long a mail that was refused alone waits before its next attempt. */
export function delayAfter(attempts: number): number {
  return Math.min(LONGEST_MAIL_MS, MINUTE * 2 ** Math.min(attempts - 1, 10));
}
