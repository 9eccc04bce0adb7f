import { consumeEach } from "../platform/consume-each.ts";
import { log } from "../platform/log.ts";
import { MailMessage } from "./message.ts";
import { sendMail } from "./send-mail.ts";

/**
 * Queue `mails`: one mail per message. A mail that the service does not take waits in the outbox, where the sweep finds
 * it: only a failure of D1 makes a message be retried.
 */
export async function consumeMails(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  await consumeEach(batch, {
    schema: MailMessage,
    idOf: ({ outboxId }) => outboxId,
    work: async ({ outboxId }) => void (await sendMail(env, outboxId, Date.now())),
    firstDelay: 30,
    longestDelay: 3600,
  });
}

/** Queue `mails-dead`: the message is dropped, but not its mail, which the sweep announces again. */
export async function consumeDeadMails(batch: MessageBatch<unknown>): Promise<void> {
  for (const message of batch.messages) {
    const body = MailMessage.safeParse(message.body);
    if (body.success) log({ event: "mail.message_dead", outboxId: body.data.outboxId });
    message.ack();
  }
}
