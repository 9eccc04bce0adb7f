import { causeText, log } from "../platform/log.ts";
import { MailMessage } from "./message.ts";
import { markRefused, sendMail } from "./send-mail.ts";

/** Queue `mails`: one mail a message. What the mail service could not do now is asked again. */
export async function consumeMails(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  for (const message of batch.messages) {
    const body = MailMessage.safeParse(message.body);
    if (!body.success) {
      log({ event: "message.refused", queue: batch.queue });
      message.ack();
      continue;
    }
    const { outboxId } = body.data;
    try {
      await sendMail(env, outboxId, Date.now());
      message.ack();
    } catch (error) {
      const { attempts } = message;
      const cause = causeText(error);
      log({ event: "message.failed", queue: batch.queue, id: outboxId, attempts, cause });
      message.retry({ delaySeconds: Math.min(30 * 2 ** (attempts - 1), 3600) });
    }
  }
}

/** Queue `mails-dead`: a mail that every attempt failed to send ends as refused, and is shown so. */
export async function buryMails(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  for (const message of batch.messages) {
    const body = MailMessage.safeParse(message.body);
    if (body.success) await markRefused(env, body.data.outboxId, "TOO_MANY_ATTEMPTS");
    message.ack();
  }
}
