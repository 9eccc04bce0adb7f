import { DAY, MINUTE } from "../../platform/clock.ts";
import { log } from "../../platform/log.ts";
import { failDocument } from "./store.ts";
import { wakeDocument } from "./wake-document.ts";

const SILENT_MS = MINUTE;
/** Attempts that all died without a word: the next one would too. */
const MOST_ATTEMPTS = 6;
const ORPHAN_MS = DAY;
const AT_A_TIME = 100;

/** The cron's work on documents: what was forgotten is told again or failed, what is old goes. Idempotent. */
export async function sweepDocuments(env: Env, now: number): Promise<void> {
  await wakeStaleDocuments(env, now);
  await deleteExpired(env, now);
  for (const prefix of ["documents/", "archives/"]) await deleteOrphans(env, prefix, now);
}

async function wakeStaleDocuments(env: Env, now: number): Promise<void> {
  const { results } = await env.DB.prepare(
    `SELECT id, attempt, created_at AS createdAt FROM document
     WHERE status IN ('queued', 'running') AND heartbeat_at < ?1 LIMIT ?2`,
  )
    .bind(now - SILENT_MS, AT_A_TIME)
    .all<{ id: string; attempt: number; createdAt: number }>();
  for (const { id, attempt, createdAt } of results) {
    if (attempt < MOST_ATTEMPTS && createdAt > now - DAY) await wakeDocument(env, id, now);
    else if (await failDocument(env, id)) log({ event: "document.failed", documentId: id });
  }
}

/** The object first: a row that stays because of a crash is found again. */
async function deleteExpired(env: Env, now: number): Promise<void> {
  const { results } = await env.DB.prepare(
    `SELECT id, object_key AS objectKey FROM document
     WHERE expires_at < ?1 AND status IN ('done', 'failed') LIMIT ?2`,
  )
    .bind(now, AT_A_TIME)
    .all<{ id: string; objectKey: string | null }>();
  if (results.length === 0) return;
  const keys = results.flatMap(({ objectKey }) => objectKey ?? []);
  if (keys.length > 0) await env.FILES.delete(keys);
  await env.DB.prepare(
    "DELETE FROM document WHERE expires_at < ?1 AND id IN (SELECT value FROM json_each(?2))",
  )
    .bind(now, JSON.stringify(results.map(({ id }) => id)))
    .run();
}

/** Objects that no row names: an attempt that was overtaken or killed before it could say it was done. */
async function deleteOrphans(env: Env, prefix: string, now: number): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await env.FILES.list({ prefix, cursor });
    const old = page.objects.filter((object) => object.uploaded.getTime() < now - ORPHAN_MS);
    const { results } = await env.DB.prepare(
      `SELECT value AS key FROM json_each(?1)
       WHERE NOT EXISTS (SELECT 1 FROM document WHERE object_key = value)`,
    )
      .bind(JSON.stringify(old.map(({ key }) => key)))
      .all<{ key: string }>();
    if (results.length > 0) await env.FILES.delete(results.map(({ key }) => key));
    cursor = page.truncated ? page.cursor : undefined;
  } while (cursor);
}
