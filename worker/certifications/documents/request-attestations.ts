import { requestDocument } from "../../documents/request-document.ts";
import type { DocumentRecord } from "../../documents/store.ts";
import type { Organization } from "../../organizations/access.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import type { AttestationSet } from "../attestation/render-attestations.ts";
import { hashSet, type Selection, selectAttestations } from "./select-attestations.ts";

/** A larger document would not fit in the memory of the queue consumer. */
export const MOST_ATTESTATIONS = 1500;

export type AttestationsRequest =
  | { ok: true; document: DocumentRecord; set: AttestationSet }
  | { ok: false; code: "NO_RESULT" | "NO_ATTESTATION" | "TOO_MANY_ATTESTATIONS" };

/**
 * Requests the attestations of a selection. Returns the document with exactly these, made or in progress: the same
 * document on every request as long as the results are the same.
 */
export async function requestAttestations(
  env: SchoolEnv,
  input: { organization: Organization; userId: string; selection: Selection },
): Promise<AttestationsRequest> {
  const set = await selectAttestations(env, input);
  if (typeof set === "string") return { ok: false, code: set };
  const pages = set.results.length * (set.layout === "remise-releve" ? 2 : 1);
  if (pages > MOST_ATTESTATIONS) return { ok: false, code: "TOO_MANY_ATTESTATIONS" };
  const document = await requestDocument(env, {
    organizationId: input.organization.id,
    userId: input.userId,
    kind: "attestations",
    selection: input.selection,
    hash: await hashSet(set),
    pages: set.results.length,
  });
  return { ok: true, document, set };
}
