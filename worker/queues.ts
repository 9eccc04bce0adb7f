import { makeArchive } from "./archives/make-archive.ts";
import { makeSheets } from "./campaigns/sheets/make-sheets.ts";
import { makeAttestations } from "./certifications/documents/make-attestations.ts";
import { buryDocuments, consumeDocuments, type DocumentMakers } from "./documents/consumer.ts";
import { buryImports, consumeImports } from "./imports/consumer.ts";
import { buryMails, consumeMails } from "./mail/consumer.ts";
import { log } from "./platform/log.ts";

/** What makes each kind of document. */
const MAKERS: DocumentMakers = {
  attestations: makeAttestations,
  archive: makeArchive,
  sheets: makeSheets,
};

type Consumer = (batch: MessageBatch<unknown>, env: Env) => Promise<void>;

const CONSUMERS: Record<string, Consumer> = {
  imports: consumeImports,
  "imports-dead": buryImports,
  mails: consumeMails,
  "mails-dead": buryMails,
  documents: async (batch, env) => await consumeDocuments(batch, env, MAKERS),
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
