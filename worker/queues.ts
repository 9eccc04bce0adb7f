import { makeArchive } from "./archives/make-archive.ts";
import { makeSheets } from "./campaigns/sheets/make-sheets.ts";
import { makeAttestations } from "./certifications/documents/make-attestations.ts";
import {
  consumeDeadDocuments,
  consumeDocuments,
  type DocumentMakers,
} from "./documents/consumer.ts";
import { consumeDeadImports, consumeImports } from "./imports/run/consumer.ts";
import { consumeDeadMails, consumeMails } from "./mail/consumer.ts";
import { countDeadLetters } from "./operator/dead-letters.ts";
import { log } from "./platform/log.ts";

/** The function that makes each kind of document. */
const MAKERS: DocumentMakers = {
  attestations: makeAttestations,
  archive: makeArchive,
  sheets: makeSheets,
};

type Consumer = (batch: MessageBatch<unknown>, env: Env) => Promise<void>;

const CONSUMERS: Record<string, Consumer> = {
  imports: consumeImports,
  "imports-dead": consumeDeadImports,
  mails: consumeMails,
  "mails-dead": consumeDeadMails,
  documents: async (batch, env) => await consumeDocuments(batch, env, MAKERS),
  "documents-dead": consumeDeadDocuments,
};

export async function consumeQueue(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  const kind = kindOf(batch.queue);
  await (CONSUMERS[kind] ?? refuse)(batch, env);
  if (kind.endsWith("-dead")) await countDeadLetters(env, kind, batch.messages.length);
}

/** Locally a queue is `mails-dead`, deployed `pix-orga-production-mails-dead` (scripts/lib/deploy/names.ts). */
function kindOf(queue: string): string {
  return queue.replace(/^pix-orga-[a-z0-9]+-/, "");
}

async function refuse(batch: MessageBatch<unknown>): Promise<void> {
  for (const message of batch.messages) {
    log({ event: "message.refused", queue: batch.queue });
    message.ack();
  }
}
