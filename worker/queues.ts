import { buryDocuments, consumeDocuments } from "./certifications/documents/consumer.ts";
import { buryImports, consumeImports } from "./imports/consumer.ts";
import { buryMails, consumeMails } from "./mail/consumer.ts";
import { log } from "./platform/log.ts";

type Consumer = (batch: MessageBatch<unknown>, env: Env) => Promise<void>;

const CONSUMERS: Record<string, Consumer> = {
  imports: consumeImports,
  "imports-dead": buryImports,
  mails: consumeMails,
  "mails-dead": buryMails,
  documents: consumeDocuments,
  "documents-dead": buryDocuments,
};

export async function consumeQueue(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  await (CONSUMERS[batch.queue] ?? refuse)(batch, env);
}

async function refuse(batch: MessageBatch<unknown>): Promise<void> {
  for (const message of batch.messages) {
    log({ event: "message.refused", queue: batch.queue });
    message.ack();
  }
}
