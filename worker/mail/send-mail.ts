import { PRODUCT } from "#words/pages.ts";
import { log } from "../platform/log.ts";
import { surely } from "../platform/surely.ts";
import { classifyFailure, type Failure } from "./causes.ts";
import { journalStatement } from "./journal-mail.ts";
import { delayAfter, endPause, LEASE_MS, pause, takeProbe } from "./pause.ts";

type Leased = {
  recipient: string;
  subject: string;
  text: string;
  html: string;
  attempts: number;
};

/** `?1`: the mail. `?2`: now. */
const IS_DUE = `id = ?1 AND state = 'pending' AND leased_until <= ?2 AND next_at <= ?2
  AND expires_at > ?2`;

/**
 * Tries to send one mail of the outbox, once: a lease prevents a second sender. Does nothing for a mail that is already
 * sent, refused, being sent, or not due; while the mail service is down, only one mail at a time is tried. A failure of
 * the service is stored in the mail's state, never thrown; returns false when the service takes no mail for now.
 */
export async function sendMail(env: Env, outboxId: string, now: number): Promise<boolean> {
  const [probe, leased] = await env.DB.batch<Leased>([
    takeProbe(env, IS_DUE, outboxId, now),
    env.DB.prepare(
      `UPDATE outbox SET leased_until = ?2 + ${LEASE_MS}, attempts = attempts + 1
       WHERE ${IS_DUE} AND (changes() = 1 OR NOT EXISTS (SELECT 1 FROM mail_pause WHERE id = 1))
       RETURNING recipient, subject, text, html, attempts`,
    ).bind(outboxId, now),
  ]);
  const mail = leased?.results[0];
  if (!mail) return !(await isPaused(env));
  const probed = probe?.meta.changes === 1;
  try {
    await env.EMAIL.send({
      from: { email: env.MAIL_FROM, name: PRODUCT },
      to: mail.recipient,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
    });
  } catch (error) {
    const failure = classifyFailure(error);
    log({ event: "mail.failed", outboxId, cause: failure.cause, code: failure.code });
    await keepFailure(env, { outboxId, failure, probed, attempts: mail.attempts }, now);
    return failure.ofThisMail;
  }
  // A sent mail that is not marked would be sent again (decision 0032).
  await surely(() => markSent(env, outboxId, now));
  return true;
}

async function isPaused(env: Env): Promise<boolean> {
  return (await env.DB.prepare("SELECT 1 FROM mail_pause WHERE id = 1").first()) !== null;
}

/** Deletes the body with the change of state: it holds links that must not be kept. The demo keeps and shows it. */
async function markSent(env: Env, outboxId: string, now: number): Promise<void> {
  const emptied = env.DEMO === "true" ? "" : ", text = '', html = ''";
  await env.DB.batch([
    env.DB.prepare(
      `UPDATE outbox SET state = 'sent', sent_at = ?2, cause = NULL, refusal = NULL${emptied}
       WHERE id = ?1 AND state = 'pending'`,
    ).bind(outboxId, now),
    journalStatement(env, outboxId, "mail.sent", now),
    endPause(env),
  ]);
}

type Failed = { outboxId: string; failure: Failure; probed: boolean; attempts: number };

/**
 * The text stays, whatever the cause: the operator may send it again as long as its link opens. A mail that is refused
 * alone shows that the service answers, so the others may be sent.
 */
async function keepFailure(env: Env, failed: Failed, now: number): Promise<void> {
  const { outboxId, failure, probed, attempts } = failed;
  const { cause, code, ofThisMail } = failure;
  const refused = cause === "address";
  // When the service is down, the mail goes to the end of the queue: the next attempt takes another mail.
  const nextAt = ofThisMail ? now + delayAfter(attempts) : now;
  await env.DB.batch([
    env.DB.prepare(
      `UPDATE outbox SET state = ?2, cause = ?3, refusal = ?4, next_at = ?5, leased_until = 0
       WHERE id = ?1 AND state = 'pending'`,
    ).bind(outboxId, refused ? "refused" : "pending", cause, code, nextAt),
    ...(refused ? [journalStatement(env, outboxId, "mail.refused", now)] : []),
    ofThisMail ? endPause(env) : pause(env, failure, probed, now),
  ]);
}
