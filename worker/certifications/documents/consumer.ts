import { consumeEach } from "../../platform/consume-each.ts";
import { log } from "../../platform/log.ts";
import { makeArchive } from "./make-archive.ts";
import { makeAttestations } from "./make-attestations.ts";
import { DocumentMessage } from "./message.ts";
import { claimDocument, type DocumentRecord, failDocument, releaseDocument } from "./store.ts";

/** Queue `documents`: one document a message, made by one at a time however often the message comes. */
export async function consumeDocuments(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  await consumeEach(batch, {
    schema: DocumentMessage,
    idOf: ({ documentId }) => documentId,
    work: async ({ documentId }) => await makeDocument(env, documentId),
    firstDelay: 5,
    longestDelay: 60,
  });
}

/** Queue `documents-dead`: a document that every attempt failed to make ends as failed, and is shown so. */
export async function buryDocuments(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  for (const message of batch.messages) {
    const body = DocumentMessage.safeParse(message.body);
    if (body.success && (await failDocument(env, body.data.documentId))) {
      log({ event: "document.failed", documentId: body.data.documentId });
    }
    message.ack();
  }
}

async function makeDocument(env: Env, id: string): Promise<void> {
  const row = await claimDocument(env, { id, now: Date.now() });
  if (!row) return;
  try {
    await MAKERS[row.kind](env, row);
  } catch (error) {
    await releaseDocument(env, row);
    throw error;
  }
}

const MAKERS: Record<DocumentRecord["kind"], (env: Env, row: DocumentRecord) => Promise<void>> = {
  attestations: makeAttestations,
  archive: makeArchive,
};
