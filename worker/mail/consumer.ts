import { consumeEach } from "../platform/consume-each.ts";
import { MailMessage } from "./message.ts";
import { markRefused, sendMail } from "./send-mail.ts";

/** Queue `mails`: one mail a message. What the mail service could not do now is asked again. */
export async function consumeMails(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  await consumeEach(batch, {
    schema: MailMessage,
    idOf: ({ outboxId }) => outboxId,
    work: async ({ outboxId }) => await sendMail(env, outboxId, Date.now()),
    firstDelay: 30,
    longestDelay: 3600,
  });
}

/** Queue `mails-dead`: a mail that every attempt failed to send ends as refused, and is shown so. */
export async function buryMails(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  for (const message of batch.messages) {
    const body = MailMessage.safeParse(message.body);
    if (body.success) await markRefused(env, body.data.outboxId, "TOO_MANY_ATTEMPTS");
    message.ack();
  }
}
