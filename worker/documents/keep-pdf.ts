import { folderOf, type SchoolEnv } from "../platform/school-env.ts";
import { yieldToEventLoop } from "../platform/yield-to-event-loop.ts";
import {
  type DocumentRecord,
  dropDocument,
  finishDocument,
  loadDocument,
  reportProgress,
} from "./store.ts";

/** Pages between two heartbeats. */
const STRIDE = 20;

/** Returns a callback for each page of a document: it reports progress and yields, so that requests are answered. */
export function createPageReporter(
  env: SchoolEnv,
  row: DocumentRecord,
): (done: number) => Promise<void> {
  return async (done) => {
    if (done % STRIDE !== 0) return;
    await reportProgress(env, row, { done, now: Date.now() });
    await yieldToEventLoop();
  };
}

/**
 * Makes the PDF of a claimed document and stores it under the hash of its content: a second run writes the same
 * object. Drops the document when `hash`, the hash of the current content, is no longer the requested one.
 */
export async function keepPdf(
  env: SchoolEnv,
  row: DocumentRecord,
  hash: string,
  render: () => Promise<Uint8Array>,
): Promise<void> {
  if (hash !== row.contentHash) return await dropDocument(env, row);
  const bytes = await render();
  const objectKey = `${folderOf(env, "documents", row.organizationId)}/${row.contentHash}.pdf`;
  await env.FILES.put(objectKey, bytes);
  const made = { objectKey, size: bytes.byteLength, now: Date.now() };
  if (await finishDocument(env, row, made)) return;
  // Another attempt may be making the same object; without a row, no attempt needs it.
  if ((await loadDocument(env, row.id)) === null) await env.FILES.delete(objectKey);
}
