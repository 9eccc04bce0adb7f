import type { Organization } from "../../organizations/access.ts";
import { RETENTION } from "../../platform/retention.ts";
import type { AttestationSet } from "../attestation/render-attestations.ts";
import { sendDocumentHint } from "./message.ts";
import { hashSet, type Selection, selectAttestations } from "./select-attestations.ts";
import { type DocumentRecord, loadDocument } from "./store.ts";
import { wakeDocument } from "./wake-document.ts";

/** Beyond, a document no longer fits in the memory of the one who makes it. */
export const MOST_ATTESTATIONS = 1500;
const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 250;

export type AttestationsRequest =
  | { ok: true; document: DocumentRecord; set: AttestationSet }
  | { ok: false; code: "NO_RESULT" | "NO_ATTESTATION" | "TOO_MANY_ATTESTATIONS" };

/**
 * Asks for the attestations of a selection: the document that holds exactly them, made, or on its way.
 * Asking again asks for the same one, as long as the results are the same.
 */
export async function requestAttestations(
  env: Env,
  input: { organization: Organization; userId: string; selection: Selection },
): Promise<AttestationsRequest> {
  const set = await selectAttestations(env, input);
  if (typeof set === "string") return { ok: false, code: set };
  if (set.results.length > MOST_ATTESTATIONS) return { ok: false, code: "TOO_MANY_ATTESTATIONS" };
  const now = Date.now();
  const organizationId = input.organization.id;
  const hash = await hashSet(set);
  const known = await env.DB.prepare(
    `INSERT INTO document (id, organization_id, kind, status, selection, content_hash, total,
       requested_by, created_at, heartbeat_at, expires_at)
     VALUES (?1, ?2, 'attestations', 'queued', ?3, ?4, ?5, ?6, ?7, 0, ?8)
     ON CONFLICT (organization_id, content_hash) DO UPDATE SET
       expires_at = excluded.expires_at,
       attempt = iif(status = 'failed', 0, attempt),
       heartbeat_at = iif(status = 'failed', 0, heartbeat_at),
       status = iif(status = 'failed', 'queued', status)
     RETURNING id`,
  )
    .bind(
      ...[crypto.randomUUID(), organizationId, JSON.stringify(input.selection), hash],
      ...[set.results.length, input.userId, now, now + RETENTION.document],
    )
    .first<{ id: string }>();
  const document = known && (await loadDocument(env, known.id));
  if (!document) throw new Error("a document just asked for is gone");
  await wakeDocument(env, document.id, now);
  return { ok: true, document, set };
}

/**
 * The document once it is made or failed, as it is after `forMs` otherwise; null when it is gone because
 * the results changed meanwhile.
 */
export async function waitForDocument(
  env: Env,
  id: string,
  forMs: number,
): Promise<DocumentRecord | null> {
  const deadline = Date.now() + forMs;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    const row = await loadDocument(env, id);
    const ended = !row || row.status === "done" || row.status === "failed";
    if (ended || Date.now() >= deadline) return row;
    await scheduler.wait(pause);
  }
}

/** The object of a document that is said to be made was lost: it is made again. */
export async function remakeDocument(env: Env, id: string): Promise<void> {
  await env.DB.prepare("UPDATE document SET status = 'queued' WHERE id = ?1 AND status = 'done'")
    .bind(id)
    .run();
  await sendDocumentHint(env, id);
}
