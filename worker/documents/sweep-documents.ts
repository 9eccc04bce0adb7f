import { deleteOrphans } from "../organizations/delete-orphans.ts";
import { DAY, MINUTE } from "../platform/clock.ts";
import { log } from "../platform/log.ts";
import { RETENTION } from "../platform/retention.ts";
import { folderOfKind, type SchoolEnv } from "../platform/school-env.ts";
import type { Sweep, SweepRun } from "../platform/sweep.ts";
import { failDocument } from "./store.ts";
import { wakeDocument } from "./wake-document.ts";

const SILENT_MS = MINUTE;
/** After this many attempts that died silently, the next one would die too. */
const MOST_ATTEMPTS = 6;
const AT_A_TIME = 100;

export const DOCUMENT_SWEEPS: readonly Sweep[] = [
  { name: "documents.wake", perDatabase: wakeStaleDocuments },
  { name: "documents.delete-expired", perDatabase: deleteExpired },
  { name: "documents.delete-orphans", perDatabase: (run) => deleteLostFiles(run, "documents") },
  { name: "archives.delete-orphans", perDatabase: (run) => deleteLostFiles(run, "archives") },
];

/** Sends the hint of each waiting document again; fails the documents with too many attempts. */
async function wakeStaleDocuments({ env, now, each }: SweepRun<SchoolEnv>): Promise<void> {
  const { results } = await env.DB.prepare(
    `SELECT id, attempt, created_at AS createdAt FROM document
     WHERE status IN ('queued', 'running') AND heartbeat_at < ?1 LIMIT ?2`,
  )
    .bind(now - SILENT_MS, AT_A_TIME)
    .all<{ id: string; attempt: number; createdAt: number }>();
  await each(results, async ({ id, attempt, createdAt }) => {
    if (attempt < MOST_ATTEMPTS && createdAt > now - DAY) await wakeDocument(env, id, now);
    else if (await failDocument(env, id)) log({ event: "document.failed", documentId: id });
  });
}

/** Deletes the object first: after a crash the remaining row is found again. */
async function deleteExpired({ env, now, each }: SweepRun<SchoolEnv>): Promise<void> {
  const { results } = await env.DB.prepare(
    `SELECT id, object_key AS objectKey FROM document
     WHERE expires_at < ?1 AND status IN ('done', 'failed') LIMIT ?2`,
  )
    .bind(now, AT_A_TIME)
    .all<{ id: string; objectKey: string | null }>();
  await each(results, async ({ id, objectKey }) => {
    if (objectKey) await env.FILES.delete(objectKey);
    await env.DB.prepare("DELETE FROM document WHERE id = ?1 AND expires_at < ?2")
      .bind(id, now)
      .run();
  });
}

/** Deletes objects without a row, left by an attempt that was overtaken or killed before it recorded them. */
async function deleteLostFiles(
  { env, now }: SweepRun<SchoolEnv>,
  kind: "documents" | "archives",
): Promise<void> {
  await deleteOrphans(env, {
    folder: folderOfKind(env, kind),
    before: now - RETENTION.orphan,
    selectRowless: `SELECT value AS key FROM json_each(?1)
      WHERE NOT EXISTS (SELECT 1 FROM document WHERE object_key = value)`,
  });
}
