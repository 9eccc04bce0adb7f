import { MINUTE } from "../platform/clock.ts";
import { RETENTION } from "../platform/retention.ts";
import type { Sweep, SweepRun } from "../platform/sweep.ts";
import type { MailMessage } from "./message.ts";

const PENDING_MS = MINUTE;
const AT_A_TIME = 100;

export const MAIL_SWEEPS: readonly Sweep[] = [
  { name: "mails.send-pending", work: sendPending },
  { name: "mails.delete-old", work: deleteOldMails },
];

/** Sends again the hints of mails that wait. Idempotent. */
async function sendPending({ env, now }: SweepRun): Promise<void> {
  const { results } = await env.DB.prepare(
    `SELECT id FROM outbox WHERE state = 'pending' AND created_at < ?1 AND leased_until < ?2
     ORDER BY created_at LIMIT ?3`,
  )
    .bind(now - PENDING_MS, now, AT_A_TIME)
    .all<{ id: string }>();
  if (results.length > 0) {
    await env.MAILS.sendBatch(
      results.map(({ id }) => ({ body: { v: 1, outboxId: id } satisfies MailMessage })),
    );
  }
}

async function deleteOldMails({ env, now }: SweepRun): Promise<void> {
  await env.DB.prepare("DELETE FROM outbox WHERE created_at < ?1")
    .bind(now - RETENTION.mail)
    .run();
}
