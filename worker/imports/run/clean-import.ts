import { causeText, log } from "../../platform/log.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { type ImportRecord, loadImport } from "../store.ts";
import { isActive } from "../view.ts";

const SLICE = 5000;
/** SQL: the key of import `?1`. */
const KEY = "SELECT organization_id, number FROM import WHERE id = ?1";

/**
 * Runs `removeLeftovers` after any end. A failure is logged and left to the sweeper; the user never sees it.
 */
export async function cleanImport(env: SchoolEnv, importId: string): Promise<void> {
  try {
    await removeLeftovers(env, importId);
  } catch (error) {
    log({ event: "import.cleanup_failed", importId, cause: causeText(error) }, error);
  }
}

/**
 * Deletes the staging of an ended import, in slices, and its files. A failed import keeps its upload for a
 * retry. A success also deletes the errors and skipped pupils of earlier imports.
 * Idempotent; throws when storage fails.
 */
export async function removeLeftovers(env: SchoolEnv, importId: string): Promise<void> {
  const row = await loadImport(env, importId);
  if (!row || isActive(row.status) || row.cleaned === 1) return;
  await deleteStaging(env, row);
  await deleteFiles(env, row);
  if (row.status === "done") await purgeOlderDetails(env, row);
  await env.DB.prepare(
    `UPDATE import SET cleaned = 1, plain_key = NULL,
       source_key = CASE WHEN status = 'failed' THEN source_key END
     WHERE id = ?1 AND status = ?2 AND epoch = ?3`,
  )
    .bind(row.id, row.status, row.epoch)
    .run();
}

/** Finishes the cleaning of the school's ended imports after a crash; the sweeper is only the last resort. */
export async function cleanEnded(env: SchoolEnv, organizationId: number): Promise<void> {
  const { results } = await env.DB.prepare(
    `SELECT id FROM import
     WHERE organization_id = ?1 AND finished_at IS NOT NULL AND cleaned = 0`,
  )
    .bind(organizationId)
    .all<{ id: string }>();
  for (const { id } of results) await cleanImport(env, id);
}

/** Deletes the staged rows, unless a new attempt started meanwhile. */
export async function deleteStaging(env: SchoolEnv, row: ImportRecord): Promise<void> {
  const unmoved = `EXISTS (SELECT 1 FROM import WHERE id = ?1 AND status = ?2 AND epoch = ?3)`;
  const slices = [
    `DELETE FROM import_row WHERE import_id = ?1 AND ${unmoved} AND ordinal <
       (SELECT min(ordinal) FROM import_row WHERE import_id = ?1) + ${SLICE}`,
    // Predicted changes are deleted if the import was not applied; applied changes are kept.
    `DELETE FROM pupil_change WHERE (organization_id, import_number) = (${KEY}) AND ${unmoved}
       AND ?2 NOT IN ('done', 'undone') AND pupil_id IN (
         SELECT pupil_id FROM pupil_change WHERE (organization_id, import_number) = (${KEY})
         LIMIT ${SLICE})`,
    `DELETE FROM import_class WHERE import_id = ?1 AND ${unmoved} AND (eleve_id, ordinal) IN
       (SELECT eleve_id, ordinal FROM import_class WHERE import_id = ?1 LIMIT ${SLICE})`,
  ];
  for (const slice of slices) {
    let deleted = SLICE;
    while (deleted > 0) {
      const result = await env.DB.prepare(slice).bind(row.id, row.status, row.epoch).run();
      deleted = result.meta.changes;
    }
  }
}

async function deleteFiles(env: SchoolEnv, row: ImportRecord): Promise<void> {
  const keys = [row.plainKey === row.sourceKey ? null : row.plainKey];
  if (row.status !== "failed") keys.push(row.sourceKey);
  const present = keys.filter((key) => key !== null);
  if (present.length > 0) await env.FILES.delete(present);
}

/** Deletes the errors and skipped pupils of earlier imports after a success; their counts stay. */
async function purgeOlderDetails(env: SchoolEnv, row: ImportRecord): Promise<void> {
  const older = `SELECT id FROM import WHERE organization_id = ?1 AND id <> ?2
    AND created_at <= ?3 AND purged = 0`;
  const values = [row.organizationId, row.id, row.createdAt];
  await env.DB.batch([
    env.DB.prepare(`DELETE FROM import_error WHERE import_id IN (${older})`).bind(...values),
    env.DB.prepare(`DELETE FROM import_skip WHERE import_id IN (${older})`).bind(...values),
    env.DB.prepare(`DELETE FROM import_anomaly WHERE import_id IN (${older})`).bind(...values),
    env.DB.prepare(
      `UPDATE import SET purged = 1 WHERE organization_id = ?1 AND id <> ?2
         AND created_at <= ?3 AND purged = 0`,
    ).bind(...values),
  ]);
}
