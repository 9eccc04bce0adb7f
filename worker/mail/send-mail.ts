import { PRODUCT } from "#app/i18n/pages.ts";
import { MINUTE } from "../platform/clock.ts";
import { causeText, log } from "../platform/log.ts";

const LEASE_MS = 2 * MINUTE;
/** Refusals that no later attempt can change: the address is the problem, not the moment. */
const FINAL = new Set([
  "E_RECIPIENT_SUPPRESSED",
  "E_RECIPIENT_NOT_ALLOWED",
  "E_VALIDATION_ERROR",
  "E_FIELD_MISSING",
  "E_CONTENT_TOO_LARGE",
]);

type Leased = { recipient: string; subject: string; text: string; html: string };

/**
 * Sends one mail of the outbox, once: two senders at a time are kept apart by a lease. Does nothing for
 * a mail already sent, refused or being sent. Throws when the mail service failed and should be asked
 * again; a refusal of the address itself is kept as the mail's state.
 */
export async function sendMail(env: Env, outboxId: string, now: number): Promise<void> {
  const mail = await env.DB.prepare(
    `UPDATE outbox SET leased_until = ?2 + ${LEASE_MS}, attempts = attempts + 1
     WHERE id = ?1 AND state = 'pending' AND leased_until <= ?2
     RETURNING recipient, subject, text, html`,
  )
    .bind(outboxId, now)
    .first<Leased>();
  if (!mail) return;
  try {
    await env.EMAIL.send({
      from: { email: env.MAIL_FROM, name: PRODUCT },
      to: mail.recipient,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
    });
  } catch (error) {
    const code = codeOf(error);
    if (FINAL.has(code)) return await markRefused(env, outboxId, code);
    await env.DB.prepare("UPDATE outbox SET leased_until = 0 WHERE id = ?1 AND state = 'pending'")
      .bind(outboxId)
      .run();
    throw error;
  }
  await markSent(env, outboxId, now);
}

/** The body goes with the state: what was sent holds links that must not be kept. The demo shows them. */
async function markSent(env: Env, outboxId: string, now: number): Promise<void> {
  const emptied = env.DEMO === "true" ? "" : ", text = '', html = ''";
  await env.DB.prepare(
    `UPDATE outbox SET state = 'sent', sent_at = ?2${emptied} WHERE id = ?1 AND state = 'pending'`,
  )
    .bind(outboxId, now)
    .run();
}

/** Ends a mail that cannot be sent; its room shows it. */
export async function markRefused(env: Env, outboxId: string, refusal: string): Promise<void> {
  const { meta } = await env.DB.prepare(
    `UPDATE outbox SET state = 'refused', refusal = ?2, text = '', html = ''
     WHERE id = ?1 AND state = 'pending'`,
  )
    .bind(outboxId, refusal)
    .run();
  if (meta.changes > 0) log({ event: "mail.refused", outboxId, refusal });
}

function codeOf(error: unknown): string {
  const named = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof named === "string" ? named : causeText(error);
}
