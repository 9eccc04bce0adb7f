import { MINUTE } from "../platform/clock.ts";
import { recordReader } from "../platform/database.ts";
import { RETENTION } from "../platform/retention.ts";
import type { SchoolEnv } from "../platform/school-env.ts";
import { document } from "./schema.ts";
import type { DocumentView } from "./view.ts";

export type DocumentRecord = typeof document.$inferSelect;

const toRecord = recordReader(document);

/** The maker of a document sends a heartbeat at least this often; after that, another attempt may begin. */
export const LEASE_MS = MINUTE / 2;

/** For the worker's own ids only; requests must use `findDocument`, which checks the school. */
export async function loadDocument(env: SchoolEnv, id: string): Promise<DocumentRecord | null> {
  const row = await env.DB.prepare("SELECT * FROM document WHERE id = ?1").bind(id).first();
  return row && toRecord(row);
}

export async function findDocument(
  env: SchoolEnv,
  input: { organizationId: number; id: string; kind?: DocumentRecord["kind"] },
): Promise<DocumentRecord | null> {
  const row = await loadDocument(env, input.id);
  const mine = row?.organizationId === input.organizationId;
  return row && mine && (input.kind === undefined || row.kind === input.kind) ? row : null;
}

/** The newest archive of the school, in any state. */
export async function findLatestArchive(
  env: SchoolEnv,
  organizationId: number,
): Promise<DocumentRecord | null> {
  const row = await env.DB.prepare(
    `SELECT * FROM document WHERE organization_id = ?1 AND kind = 'archive'
     ORDER BY created_at DESC LIMIT 1`,
  )
    .bind(organizationId)
    .first();
  return row && toRecord(row);
}

/** Claims a document for a new attempt; null when it is made, deleted, or being made by a live attempt. */
export async function claimDocument(
  env: SchoolEnv,
  input: { id: string; now: number },
): Promise<DocumentRecord | null> {
  const { meta } = await env.DB.prepare(
    `UPDATE document SET status = 'running', attempt = attempt + 1, done = 0, heartbeat_at = ?2
     WHERE id = ?1 AND (status = 'queued' OR (status = 'running' AND heartbeat_at < ?3))`,
  )
    .bind(input.id, input.now, input.now - LEASE_MS)
    .run();
  return meta.changes === 1 ? await loadDocument(env, input.id) : null;
}

type Attempt = Pick<DocumentRecord, "id" | "attempt">;

const MINE = "id = ?1 AND attempt = ?2 AND status = 'running'";

/** False when a newer attempt took over: the caller must stop. */
export async function reportProgress(
  env: SchoolEnv,
  { id, attempt }: Attempt,
  progress: { done: number; now: number },
): Promise<boolean> {
  const { meta } = await env.DB.prepare(
    `UPDATE document SET done = ?3, heartbeat_at = ?4 WHERE ${MINE}`,
  )
    .bind(id, attempt, progress.done, progress.now)
    .run();
  return meta.changes === 1;
}

/** False when a newer attempt took over: no row refers to the object then. */
export async function finishDocument(
  env: SchoolEnv,
  { id, attempt }: Attempt,
  made: { objectKey: string; size: number; now: number },
): Promise<boolean> {
  const { meta } = await env.DB.prepare(
    `UPDATE document SET status = 'done', done = total, object_key = ?3, size = ?4,
       heartbeat_at = ?5, expires_at = ?6 WHERE ${MINE}`,
  )
    .bind(id, attempt, made.objectKey, made.size, made.now, made.now + RETENTION.document)
    .run();
  return meta.changes === 1;
}

/** Returns a document to the queue after a failure of ours. */
export async function releaseDocument(env: SchoolEnv, { id, attempt }: Attempt): Promise<void> {
  await env.DB.prepare(`UPDATE document SET status = 'queued' WHERE ${MINE}`)
    .bind(id, attempt)
    .run();
}

/** Deletes the document because its content changed since the request; callers must request it again. */
export async function dropDocument(env: SchoolEnv, { id, attempt }: Attempt): Promise<void> {
  await env.DB.prepare(`DELETE FROM document WHERE ${MINE}`).bind(id, attempt).run();
}

export async function failDocument(env: SchoolEnv, id: string): Promise<boolean> {
  const { meta } = await env.DB.prepare(
    `UPDATE document SET status = 'failed' WHERE id = ?1 AND status IN ('queued', 'running')`,
  )
    .bind(id)
    .run();
  return meta.changes === 1;
}

export function toView(row: DocumentRecord): DocumentView {
  return {
    id: row.id,
    status: row.status,
    progress: { done: row.done, total: row.total },
    expiresAt: new Date(row.expiresAt).toISOString(),
    createdAt: new Date(row.createdAt).toISOString(),
    size: row.size,
  };
}
