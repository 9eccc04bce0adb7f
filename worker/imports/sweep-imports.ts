import { deleteOrphans } from "../organizations/delete-orphans.ts";
import { MINUTE, SECOND } from "../platform/clock.ts";
import { RETENTION } from "../platform/retention.ts";
import { folderOfKind, type SchoolEnv } from "../platform/school-env.ts";
import type { Sweep, SweepRun } from "../platform/sweep.ts";
import { expireImport } from "./decide/decide.ts";
import { deskOf } from "./desk/desk.ts";
import { removeLeftovers } from "./run/clean-import.ts";
import { IS_ACTIVE } from "./store.ts";

/** An import that waits to start should move within seconds; a working one may take longer for a step. */
const NOT_STARTED_MS = 5 * SECOND;
const STALE_MS = MINUTE;
const AT_A_TIME = 100;

/** These sweeps repair what a crash or an unanswered confirmation left behind. Each is idempotent. */
export const IMPORT_SWEEPS: readonly Sweep[] = [
  { name: "imports.wake", perDatabase: wakeStaleImports },
  { name: "imports.cancel-unconfirmed", perDatabase: cancelUnconfirmed },
  { name: "imports.clean", perDatabase: cleanInterrupted },
  { name: "imports.delete-failed-sources", perDatabase: deleteFailedSources },
  { name: "imports.delete-orphans", perDatabase: deleteLostFiles },
  { name: "imports.purge-details", perDatabase: purgeOldDetails },
];

/** Run at the first request of an isolate, because a crash may have left imports without a runner. */
export const IMPORT_SWEEPS_AT_START: readonly Sweep[] = [
  { name: "imports.wake-at-start", perDatabase: wakeStaleImports },
];

/** Asks the desk of each import that does not start, or does not move, to check it again. */
async function wakeStaleImports({ env, now, each }: SweepRun<SchoolEnv>): Promise<void> {
  const { results } = await env.DB.prepare(
    `SELECT organization_id AS id FROM import
     WHERE ${IS_ACTIVE} AND status <> 'awaiting-confirmation' AND heartbeat_at < max(?1, ?2)
       AND heartbeat_at < iif(status IN ('received', 'applying'), ?1, ?2) LIMIT ?3`,
  )
    .bind(now - NOT_STARTED_MS, now - STALE_MS, AT_A_TIME)
    .all<{ id: number }>();
  await each(results, ({ id }) => deskOf(env, id).expectWork());
}

async function cancelUnconfirmed({ env, now, each }: SweepRun<SchoolEnv>): Promise<void> {
  const { results } = await env.DB.prepare(
    `SELECT id, organization_id AS organizationId FROM import
     WHERE ${IS_ACTIVE} AND status = 'awaiting-confirmation' AND heartbeat_at < ?1 LIMIT ?2`,
  )
    .bind(now - RETENTION.confirmation, AT_A_TIME)
    .all<{ id: string; organizationId: number }>();
  await each(results, ({ id, organizationId }) =>
    expireImport(env, { importId: id, organizationId }),
  );
}

/** Finishes the cleaning of imports where it was interrupted. */
async function cleanInterrupted({ env, now, each }: SweepRun<SchoolEnv>): Promise<void> {
  const { results } = await env.DB.prepare(
    `SELECT id FROM import WHERE cleaned = 0 AND finished_at < ?1 LIMIT ?2`,
  )
    .bind(now - MINUTE, AT_A_TIME)
    .all<{ id: string }>();
  await each(results, ({ id }) => removeLeftovers(env, id));
}

/** Deletes uploads kept for a retry that never came. */
async function deleteFailedSources({ env, now, each }: SweepRun<SchoolEnv>): Promise<void> {
  const { results } = await env.DB.prepare(
    `SELECT id, source_key AS sourceKey FROM import
     WHERE status = 'failed' AND source_key IS NOT NULL AND finished_at < ?1 LIMIT ?2`,
  )
    .bind(now - RETENTION.upload, AT_A_TIME)
    .all<{ id: string; sourceKey: string }>();
  await each(results, async ({ id, sourceKey }) => {
    await env.FILES.delete(sourceKey);
    await env.DB.prepare("UPDATE import SET source_key = NULL WHERE id = ?1 AND status = 'failed'")
      .bind(id)
      .run();
  });
}

/** SQL: the id of the import is the part of the key before the name of the file: `s01/imports/801234/ID/source`. */
const ROWLESS = `SELECT value AS key FROM json_each(?1) k
  WHERE NOT EXISTS (SELECT 1 FROM import
    WHERE id = substr(k.value, instr(k.value, 'imports/') + 8
        + instr(substr(k.value, instr(k.value, 'imports/') + 8), '/'), 36)
      AND (source_key = k.value OR plain_key = k.value))`;

/** Deletes objects that no row refers to, because of a crash between R2 and D1. */
async function deleteLostFiles({ env, now }: SweepRun<SchoolEnv>): Promise<void> {
  const folder = folderOfKind(env, "imports");
  await deleteOrphans(env, { folder, before: now - RETENTION.orphan, selectRowless: ROWLESS });
}

/** Deletes errors and skipped pupils after 30 days; the counts of each import stay. */
async function purgeOldDetails({ env, now }: SweepRun<SchoolEnv>): Promise<void> {
  const old = `SELECT id FROM import WHERE purged = 0 AND finished_at < ?1`;
  const limit = now - RETENTION.importDetail;
  await env.DB.batch([
    env.DB.prepare(`DELETE FROM import_error WHERE import_id IN (${old})`).bind(limit),
    env.DB.prepare(`DELETE FROM import_skip WHERE import_id IN (${old})`).bind(limit),
    env.DB.prepare(`DELETE FROM import_anomaly WHERE import_id IN (${old})`).bind(limit),
    env.DB.prepare("UPDATE import SET purged = 1 WHERE purged = 0 AND finished_at < ?1").bind(
      limit,
    ),
  ]);
}

/** SQL: deletes the changes of the imports that ended before `?2`, of the schools in the JSON array `?1`. */
export const DELETE_OLD_CHANGES = `DELETE FROM pupil_change
  WHERE organization_id IN (SELECT value FROM json_each(?1))
    AND (organization_id, import_number) IN (
      SELECT i.organization_id, i.number FROM json_each(?1) s
      CROSS JOIN import i ON i.organization_id = s.value
      WHERE coalesce(i.finished_at, i.created_at) < ?2)`;
