import { sendDocumentHint } from "./message.ts";
import { LEASE_MS } from "./store.ts";

/** A hint is read in milliseconds: after that long it was lost, or the queue is full and one more does no harm. */
const UNHEARD_MS = 5000;

/**
 * Tells the queue of a document that waits unheard, or whose maker is dead: a local queue forgets its
 * messages with its process. At most one hint in `UNHEARD_MS`, however many pages ask.
 */
export async function wakeDocument(env: Env, id: string, now: number): Promise<void> {
  const { meta } = await env.DB.prepare(
    `UPDATE document SET status = 'queued', heartbeat_at = ?2
     WHERE id = ?1 AND ((status = 'queued' AND heartbeat_at < ?3)
       OR (status = 'running' AND heartbeat_at < ?4))`,
  )
    .bind(id, now, now - UNHEARD_MS, now - LEASE_MS)
    .run();
  if (meta.changes === 1) await sendDocumentHint(env, id);
}
