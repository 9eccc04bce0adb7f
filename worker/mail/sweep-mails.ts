import { lineNumber } from "../journal/record.ts";
import { MINUTE } from "../platform/clock.ts";
import { RETENTION } from "../platform/retention.ts";
import type { Sweep, SweepRun } from "../platform/sweep.ts";
import { LINKS } from "./journal-mail.ts";
import { sendSoon } from "./outbox.ts";
import { readMailPause } from "./pause.ts";
import { sendMail } from "./send-mail.ts";

const UNHEARD_MS = MINUTE;
const AT_A_TIME = 1000;

export const MAIL_SWEEPS: readonly Sweep[] = [
  { name: "mails.end-expired", work: endExpired },
  { name: "mails.send-pending", work: sendPending },
  { name: "mails.delete-old", work: deleteOldMails },
];

/**
 * Queues the due mails again, the least recently tried first. While the mail service is down, tries one of them and
 * continues only if it was sent.
 */
async function sendPending({ env, now }: SweepRun): Promise<void> {
  const { results } = await env.DB.prepare(
    `SELECT id AS outboxId FROM outbox
     WHERE state = 'pending' AND next_at <= ?2 AND created_at < ?1 AND leased_until <= ?2
       AND expires_at > ?2
     ORDER BY next_at LIMIT ?3`,
  )
    .bind(now - UNHEARD_MS, now, AT_A_TIME)
    .all<{ outboxId: string }>();
  const [first, ...others] = results;
  if (!first) return;
  if ((await readMailPause(env)) === null) return await sendSoon(env, results);
  if (await sendMail(env, first.outboxId, now)) await sendSoon(env, others);
}

/**
 * Deletes the text of mails whose link has expired; those that were never sent end as `expired`, and the school's
 * journal records it.
 */
async function endExpired({ env, now }: SweepRun): Promise<void> {
  const over = `id IN (SELECT id FROM outbox
    WHERE state IN ('pending', 'refused') AND text <> '' AND expires_at <= ?1 AND leased_until <= ?1
    ORDER BY expires_at LIMIT ${AT_A_TIME})`;
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO journal (organization_id, at, n, user_id, event, subject, detail)
       SELECT organization_id, ?1, ${lineNumber("organization_id", "?1", { many: true })}, NULL,
         'mail.expired', id,
         json_object('kind', kind, 'email', recipient)
       FROM outbox WHERE ${over} AND state = 'pending' AND organization_id IS NOT NULL
         AND kind IN (SELECT value FROM json_each(?2))`,
    ).bind(now, JSON.stringify(LINKS)),
    env.DB.prepare(
      `UPDATE outbox SET text = '', html = '',
         state = CASE state WHEN 'pending' THEN 'expired' ELSE state END WHERE ${over}`,
    ).bind(now),
  ]);
}

async function deleteOldMails({ env, now }: SweepRun): Promise<void> {
  await env.DB.prepare("DELETE FROM outbox WHERE created_at < ?1")
    .bind(now - RETENTION.mail)
    .run();
}
