import { RETENTION } from "../platform/retention.ts";
import type { SchoolEnv } from "../platform/school-env.ts";
import { sendDocumentHint } from "./message.ts";
import { type DocumentRecord, loadDocument } from "./store.ts";
import type { DocumentKind } from "./view.ts";
import { wakeDocument } from "./wake-document.ts";

const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 250;

export type DocumentWish = {
  organizationId: number;
  userId: string;
  kind: DocumentKind;
  /** The selection that its maker reads again, as JSON. */
  selection: unknown;
  /** A hash of everything the document shows, distinct for each kind of document. */
  hash: string;
  pages: number;
};

/**
 * Requests a document with exactly this content, made or in progress. Repeated requests return the same document as
 * long as the content is the same.
 */
export async function requestDocument(env: SchoolEnv, wish: DocumentWish): Promise<DocumentRecord> {
  const now = Date.now();
  const known = await env.DB.prepare(
    `INSERT INTO document (id, organization_id, kind, status, selection, content_hash, total,
       requested_by, created_at, heartbeat_at, expires_at)
     VALUES (?1, ?2, ?3, 'queued', ?4, ?5, ?6, ?7, ?8, 0, ?9)
     ON CONFLICT (organization_id, content_hash) DO UPDATE SET
       expires_at = excluded.expires_at,
       attempt = iif(status = 'failed', 0, attempt),
       heartbeat_at = iif(status = 'failed', 0, heartbeat_at),
       status = iif(status = 'failed', 'queued', status)
     RETURNING id`,
  )
    .bind(
      ...[crypto.randomUUID(), wish.organizationId, wish.kind, JSON.stringify(wish.selection)],
      ...[wish.hash, wish.pages, wish.userId, now, now + RETENTION.document],
    )
    .first<{ id: string }>();
  const document = known && (await loadDocument(env, known.id));
  if (!document) throw new Error("a document just asked for is gone");
  await wakeDocument(env, document.id, now);
  return document;
}

/**
 * Waits until the document is made or failed, at most `forMs`, and returns its current state; null when it was
 * dropped because its content changed meanwhile.
 */
export async function waitForDocument(
  env: SchoolEnv,
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

/** Makes a document again when its row is `done` but its object was lost. */
export async function remakeDocument(
  env: SchoolEnv,
  { id, organizationId }: Pick<DocumentRecord, "id" | "organizationId">,
): Promise<void> {
  await env.DB.prepare("UPDATE document SET status = 'queued' WHERE id = ?1 AND status = 'done'")
    .bind(id)
    .run();
  await sendDocumentHint(env, { organizationId, documentId: id });
}
