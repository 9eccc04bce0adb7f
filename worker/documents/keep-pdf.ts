import { yieldToEventLoop } from "../platform/yield-to-event-loop.ts";
import {
  type DocumentRecord,
  dropDocument,
  finishDocument,
  loadDocument,
  reportProgress,
} from "./store.ts";

/** Pages between two signs of life. */
const STRIDE = 20;

/** Called after each page of a document that is made: says how far it is, and lets requests be answered. */
export function tellPages(env: Env, row: DocumentRecord): (done: number) => Promise<void> {
  return async (done) => {
    if (done % STRIDE !== 0) return;
    await reportProgress(env, row, { done, now: Date.now() });
    await yieldToEventLoop();
  };
}

/**
 * Makes the PDF of a claimed document and keeps it under the hash of its content: made twice, it is the same
 * object. One whose content, of which `hash` is the name, is no longer the one asked for is dropped.
 */
export async function keepPdf(
  env: Env,
  row: DocumentRecord,
  hash: string,
  render: () => Promise<Uint8Array>,
): Promise<void> {
  if (hash !== row.contentHash) return await dropDocument(env, row);
  const bytes = await render();
  const objectKey = `documents/${row.organizationId}/${row.contentHash}.pdf`;
  await env.FILES.put(objectKey, bytes);
  const made = { objectKey, size: bytes.byteLength, now: Date.now() };
  if (await finishDocument(env, row, made)) return;
  // Another attempt may be making the same object; without a row it belongs to none.
  if ((await loadDocument(env, row.id)) === null) await env.FILES.delete(objectKey);
}
