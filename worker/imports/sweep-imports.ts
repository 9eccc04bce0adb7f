import { DAY, MINUTE } from "../platform/clock.ts";
import { log } from "../platform/log.ts";
import { cleanImport } from "./clean-import.ts";
import { expireImport } from "./decide.ts";
import { deskOf } from "./desk.ts";
import { CHANGES_MS } from "./undo-import.ts";

const STALE_MS = MINUTE;
const CONFIRMATION_MS = DAY;
const FAILED_SOURCE_MS = DAY;
const ORPHAN_MS = DAY;
const DETAILS_MS = 30 * DAY;
const AT_A_TIME = 100;

/** The cron's work on imports: everything a crash or a forgotten page may have left behind. Idempotent. */
export async function sweepImports(env: Env, now: number): Promise<void> {
  const woken = await wakeStaleImports(env, now);
  const cancelled = await cancelUnconfirmed(env, now);
  await cleanLeftovers(env, now);
  const deletedObjects = await deleteOrphans(env, now);
  await purgeOldDetails(env, now);
  log({ event: "sweep.done", woken, cancelled, deletedObjects });
}

/** Active imports that nobody moved for a minute: their desk looks again. */
export async function wakeStaleImports(env: Env, now: number): Promise<number> {
  const { results } = await env.DB.prepare(
    `SELECT DISTINCT organization_id AS organizationId FROM import
     WHERE status IN ('received', 'reading', 'checking', 'applying') AND heartbeat_at < ?1 LIMIT ?2`,
  )
    .bind(now - STALE_MS, AT_A_TIME)
    .all<{ organizationId: string }>();
  for (const { organizationId } of results) await deskOf(env, organizationId).changed();
  return results.length;
}

async function cancelUnconfirmed(env: Env, now: number): Promise<number> {
  const { results } = await env.DB.prepare(
    `SELECT id AS importId, organization_id AS organizationId FROM import
     WHERE status = 'awaiting-confirmation' AND heartbeat_at < ?1 LIMIT ?2`,
  )
    .bind(now - CONFIRMATION_MS, AT_A_TIME)
    .all<{ importId: string; organizationId: string }>();
  for (const one of results) await expireImport(env, one);
  return results.length;
}

/** Ends whose cleaning was interrupted, and uploads kept for a retry that never came. */
async function cleanLeftovers(env: Env, now: number): Promise<void> {
  const { results } = await env.DB.prepare(
    `SELECT id FROM import WHERE cleaned_at IS NULL AND finished_at < ?1 LIMIT ?2`,
  )
    .bind(now - MINUTE, AT_A_TIME)
    .all<{ id: string }>();
  for (const { id } of results) await cleanImport(env, id);

  const kept = await env.DB.prepare(
    `SELECT id, source_key AS sourceKey FROM import
     WHERE status = 'failed' AND source_key IS NOT NULL AND finished_at < ?1 LIMIT ?2`,
  )
    .bind(now - FAILED_SOURCE_MS, AT_A_TIME)
    .all<{ id: string; sourceKey: string }>();
  for (const { id, sourceKey } of kept.results) {
    await env.FILES.delete(sourceKey);
    await env.DB.prepare("UPDATE import SET source_key = NULL WHERE id = ?1 AND status = 'failed'")
      .bind(id)
      .run();
  }
}

/** Objects whose row never came, or that lost it: a crash between R2 and D1. */
async function deleteOrphans(env: Env, now: number): Promise<number> {
  let deleted = 0;
  let cursor: string | undefined;
  do {
    const page = await env.FILES.list({ prefix: "imports/", cursor });
    const old = page.objects.filter((object) => object.uploaded.getTime() < now - ORPHAN_MS);
    const orphans = await withoutRow(
      env,
      old.map((object) => object.key),
    );
    if (orphans.length > 0) await env.FILES.delete(orphans);
    deleted += orphans.length;
    cursor = page.truncated ? page.cursor : undefined;
  } while (cursor);
  return deleted;
}

async function withoutRow(env: Env, keys: string[]): Promise<string[]> {
  if (keys.length === 0) return [];
  const { results } = await env.DB.prepare(
    `SELECT value AS key FROM json_each(?1)
     WHERE NOT EXISTS (SELECT 1 FROM import WHERE id = substr(value, 46, 36)
       AND (source_key = value OR plain_key = value))`,
  )
    .bind(JSON.stringify(keys))
    .all<{ key: string }>();
  return results.map(({ key }) => key);
}

/** Errors and skipped pupils after 30 days, changes after 12 months; the counts of each import stay. */
async function purgeOldDetails(env: Env, now: number): Promise<void> {
  const old = `SELECT id FROM import WHERE purged_at IS NULL AND finished_at < ?1`;
  const limit = now - DETAILS_MS;
  await env.DB.batch([
    env.DB.prepare(`DELETE FROM import_error WHERE import_id IN (${old})`).bind(limit),
    env.DB.prepare(`DELETE FROM import_skip WHERE import_id IN (${old})`).bind(limit),
    env.DB.prepare(
      "UPDATE import SET purged_at = ?2 WHERE purged_at IS NULL AND finished_at < ?1",
    ).bind(limit, now),
    env.DB.prepare(
      `DELETE FROM pupil_change WHERE (import_id, ordinal) IN (
         SELECT import_id, ordinal FROM pupil_change WHERE at < ?1 LIMIT 5000)`,
    ).bind(now - CHANGES_MS),
  ]);
}
