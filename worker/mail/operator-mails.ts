import { RETENTION } from "../platform/retention.ts";
import { sendSoon } from "./outbox.ts";
import { readMailPause } from "./pause.ts";
import type { MailReport, WaitingMail } from "./report.ts";

const AT_MOST = 200;

const NOT_SENT = "state IN ('pending', 'refused', 'expired') AND created_at > ?1";

/** The mails of the last 30 days that were not sent, and why. */
export async function readMailReport(env: Env, now: number): Promise<MailReport> {
  const since = now - RETENTION.mail;
  const [counts, mails] = await env.DB.batch([
    env.DB.prepare(
      `SELECT state, cause, refusal AS code, COUNT(*) AS mails FROM outbox WHERE ${NOT_SENT}
       GROUP BY state, cause, refusal ORDER BY mails DESC`,
    ).bind(since),
    env.DB.prepare(
      `SELECT id, kind, state, cause, refusal AS code, attempts,
         substr(recipient, instr(recipient, '@') + 1) AS domain,
         strftime('%Y-%m-%dT%H:%M:%SZ', created_at / 1000, 'unixepoch') AS createdAt,
         strftime('%Y-%m-%dT%H:%M:%SZ', expires_at / 1000, 'unixepoch') AS expiresAt
       FROM outbox WHERE ${NOT_SENT} ORDER BY created_at LIMIT ${AT_MOST}`,
    ).bind(since),
  ]);
  return {
    pause: await readMailPause(env),
    counts: (counts?.results ?? []) as MailReport["counts"],
    mails: (mails?.results ?? []) as WaitingMail[],
  };
}

/**
 * Tries again, at once, one mail or all unsent mails whose link still opens. `resent` counts them; the others have lost
 * their text: only a new request creates a new link.
 */
export async function resendMails(
  env: Env,
  which: { id: string } | "all",
  now: number,
): Promise<{ resent: number }> {
  const one = which === "all" ? null : which.id;
  const [updated] = await env.DB.batch<{ outboxId: string }>([
    env.DB.prepare(
      `UPDATE outbox SET state = 'pending', next_at = 0, cause = NULL, refusal = NULL
       WHERE state IN ('pending', 'refused') AND text <> '' AND expires_at > ?1 AND leased_until <= ?1
         AND (?2 IS NULL OR id = ?2)
       RETURNING id AS outboxId`,
    ).bind(now, one),
    env.DB.prepare("UPDATE mail_pause SET probe_at = ?1 WHERE id = 1 AND probe_at > ?1").bind(now),
  ]);
  const resent = updated?.results ?? [];
  await sendSoon(env, resent);
  return { resent: resent.length };
}
