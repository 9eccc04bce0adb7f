import { openSchool } from "../organizations/find-school.ts";
import { consumeEach } from "../platform/consume-each.ts";
import { log } from "../platform/log.ts";
import type { SchoolEnv } from "../platform/school-env.ts";
import { DocumentMessage } from "./message.ts";
import { claimDocument, type DocumentRecord, failDocument, releaseDocument } from "./store.ts";
import type { DocumentKind } from "./view.ts";

/** Makes a claimed document and ends it with `finishDocument` or `dropDocument`. Any exception is our fault. */
export type DocumentMaker = (env: SchoolEnv, row: DocumentRecord) => Promise<void>;
/** One maker per kind of document. Their modules import this one, never the reverse. */
export type DocumentMakers = Record<DocumentKind, DocumentMaker>;

const SHAPE = {
  schema: DocumentMessage,
  idOf: ({ documentId }: DocumentMessage) => documentId,
  firstDelay: 5,
  longestDelay: 60,
};

/** Queue `documents`: one document per message; repeated messages never make a document twice at the same time. */
export async function consumeDocuments(
  batch: MessageBatch<unknown>,
  env: Env,
  makers: DocumentMakers,
): Promise<void> {
  await consumeEach(batch, {
    ...SHAPE,
    work: async ({ organizationId, documentId }) =>
      await makeDocument(await openSchool(env, organizationId), documentId, makers),
  });
}

/** Queue `documents-dead`: marks a document as failed after its last attempt, and shows it as failed. */
export async function consumeDeadDocuments(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  await consumeEach(batch, {
    ...SHAPE,
    work: async ({ organizationId, documentId }) => {
      const failed = await failDocument(await openSchool(env, organizationId), documentId);
      if (failed) log({ event: "document.failed", documentId });
    },
  });
}

async function makeDocument(env: SchoolEnv, id: string, makers: DocumentMakers): Promise<void> {
  const row = await claimDocument(env, { id, now: Date.now() });
  if (!row) return;
  try {
    await makers[row.kind](env, row);
  } catch (error) {
    await releaseDocument(env, row);
    throw error;
  }
}
