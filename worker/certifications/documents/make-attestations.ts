import { loadSchool } from "../../organizations/find-school.ts";
import { breathe } from "../../platform/breathe.ts";
import { hashSet, type Selection, selectAttestations } from "./select-attestations.ts";
import {
  type DocumentRecord,
  dropDocument,
  finishDocument,
  loadDocument,
  reportProgress,
} from "./store.ts";

/** Pages between two signs of life. */
const STRIDE = 20;

/**
 * Makes a claimed PDF and keeps it under the hash of its content: made twice, it is the same object. A
 * document whose results changed since it was asked for is dropped. Throws what is our fault.
 */
export async function makeAttestations(env: Env, row: DocumentRecord): Promise<void> {
  const organization = await loadSchool(env, row.organizationId);
  const selection: Selection = JSON.parse(row.selection ?? "{}");
  const set = await selectAttestations(env, { organization, selection });
  if (typeof set === "string" || (await hashSet(set)) !== row.contentHash) {
    return await dropDocument(env, row);
  }

  const { renderAttestations } = await import("../attestation/render-attestations.ts");
  const { FONTS } = await import("./fonts.ts");
  const bytes = await renderAttestations(set, FONTS, async (done) => {
    if (done % STRIDE !== 0) return;
    await reportProgress(env, row, { done, now: Date.now() });
    await breathe();
  });
  const objectKey = `documents/${row.organizationId}/${row.contentHash}.pdf`;
  await env.FILES.put(objectKey, bytes);
  const made = { objectKey, size: bytes.byteLength, now: Date.now() };
  if (await finishDocument(env, row, made)) return;
  // Another attempt may be making the same object; without a row it belongs to none.
  if ((await loadDocument(env, row.id)) === null) await env.FILES.delete(objectKey);
}
