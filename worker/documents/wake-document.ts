import type { SchoolEnv } from "../platform/school-env.ts";
import { sendDocumentHint } from "./message.ts";
import { LEASE_MS } from "./store.ts";

/** A hint is read in milliseconds. After this long it was lost, or the queue is full and one more does no harm. */
const UNHEARD_MS = 5000;

/**
 * Sends a new hint for a document whose hint was lost or whose maker died: a local queue loses its messages with
 * its process. At most one hint per `UNHEARD_MS`, however many pages poll.
 */
export async function wakeDocument(env: SchoolEnv, id: string, now: number): Promise<void> {
  const woken = await env.DB.prepare(
    `UPDATE document SET status = 'queued', heartbeat_at = ?2
     WHERE id = ?1 AND ((status = 'queued' AND heartbeat_at < ?3)
       OR (status = 'running' AND heartbeat_at < ?4))
     RETURNING organization_id AS organizationId`,
  )
    .bind(id, now, now - UNHEARD_MS, now - LEASE_MS)
    .first<{ organizationId: number }>();
  if (woken) await sendDocumentHint(env, { ...woken, documentId: id });
}
