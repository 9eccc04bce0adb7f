import { createPageReporter, keepPdf } from "../../documents/keep-pdf.ts";
import { type DocumentRecord, dropDocument } from "../../documents/store.ts";
import { loadSchool } from "../../organizations/find-school.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { hashSet, type Selection, selectAttestations } from "./select-attestations.ts";

/**
 * Makes a claimed PDF of attestations. A document whose results changed since the request is dropped. Any exception
 * is our fault.
 */
export async function makeAttestations(env: SchoolEnv, row: DocumentRecord): Promise<void> {
  const organization = await loadSchool(env.CENTRAL, row.organizationId);
  const selection: Selection = JSON.parse(row.selection ?? "{}");
  const set = await selectAttestations(env, { organization, selection });
  if (typeof set === "string") return await dropDocument(env, row);
  await keepPdf(env, row, await hashSet(set), async () => {
    const { renderAttestations } = await import("../attestation/render-attestations.ts");
    const { FONTS } = await import("../../documents/pdf/fonts.ts");
    return await renderAttestations(set, FONTS, createPageReporter(env, row));
  });
}
