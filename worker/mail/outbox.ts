import { DAY } from "../platform/clock.ts";
import { currentRequestId } from "../platform/request-id.ts";
import type { MailMessage } from "./message.ts";
import { type Mail, writeMail } from "./write-mail.ts";

/** How long a mail is worth sending, unless its link sets another limit. */
const WORTH_MS = 7 * DAY;

export type PostedMail = { outboxId: string; statement: D1PreparedStatement };

/**
 * A mail for the batch of the action that it announces: run `statement` in it, then `sendSoon` with the result. `to` is
 * one address, already checked by its room; throws when a header could be forged with it. `expiresAt`: when its link
 * opens nothing any more; seven days after `at` when left out. Until then it is tried again.
 */
export function outboxStatement(
  env: Env,
  input: {
    organizationId: number | null;
    to: string;
    mail: Mail;
    at: number;
    expiresAt?: number;
  },
): PostedMail {
  const outboxId = crypto.randomUUID();
  const { subject, text, html } = writeMail(input.mail);
  refuseControls(input.to);
  refuseControls(subject);
  const statement = env.DB.prepare(
    `INSERT INTO outbox (id, organization_id, kind, recipient, subject, text, html, created_at,
       expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`,
  ).bind(
    ...[outboxId, input.organizationId, input.mail.kind, input.to, subject, text, html, input.at],
    input.expiresAt ?? input.at + WORTH_MS,
  );
  return { outboxId, statement };
}

/** True when the transaction of this mail was committed, for one whose answer was lost. */
export async function wasPosted(env: Env, { outboxId }: PostedMail): Promise<boolean> {
  const row = await env.DB.prepare("SELECT 1 FROM outbox WHERE id = ?1").bind(outboxId).first();
  return row !== null;
}

/**
 * The statement that withdraws the waiting mails of these kinds for this address: a newer mail carries another link, or
 * the announced action was cancelled. A mail that is being sent is left alone.
 */
export function withdrawStatement(
  env: Env,
  mails: { organizationId: number | null; to: string; kinds: Array<Mail["kind"]>; at: number },
): D1PreparedStatement {
  return env.DB.prepare(
    `UPDATE outbox SET state = 'withdrawn', text = '', html = ''
     WHERE recipient = ?1 AND state = 'pending' AND organization_id IS ?2
       AND kind IN (SELECT value FROM json_each(?3)) AND leased_until <= ?4`,
  ).bind(mails.to, mails.organizationId, JSON.stringify(mails.kinds), mails.at);
}

/** SQL for such a batch: withdraws the waiting mails among `ids`; `now` names the parameter with the current time. */
export function withdrawSql(ids: string, now: `?${number}`): string {
  return `UPDATE outbox SET state = 'withdrawn', text = '', html = ''
    WHERE id IN (${ids}) AND state = 'pending' AND leased_until <= ${now}`;
}

/**
 * Sends the queue a message for each mail whose batch has run. Never throws: the sweep finds a lost message a minute
 * later.
 */
export async function sendSoon(
  env: Env,
  posted: Array<Pick<PostedMail, "outboxId">>,
): Promise<void> {
  const requestId = currentRequestId();
  const hints = posted.map(({ outboxId }) => ({
    body: { v: 1, outboxId, requestId } satisfies MailMessage,
  }));
  for (let from = 0; from < hints.length; from += 100) {
    await env.MAILS.sendBatch(hints.slice(from, from + 100)).catch(() => undefined);
  }
}

/** Local workerd accepts a line end in a subject, which would add a header. */
function refuseControls(header: string) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are forbidden
  if (/[\u0000-\u001f\u007f]/.test(header))
    throw new Error("a mail header holds a control character");
}
