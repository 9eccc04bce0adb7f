import type { SchoolEnv } from "../../platform/school-env.ts";
import { cleanEnded } from "../run/clean-import.ts";

/** SQL: the uploads of school `?1` that are kept for a retry. */
export const UPLOADS_KEPT = `SELECT source_key AS key FROM import
  WHERE organization_id = ?1 AND status = 'failed' AND source_key IS NOT NULL`;

/** SQL for the batch that erases a pupil: the failed imports of school `?1` can no longer be retried. */
export const FORGET_UPLOADS = `UPDATE import SET source_key = NULL
  WHERE organization_id = ?1 AND status = 'failed' AND source_key IS NOT NULL`;

/** Deletes these files, and cleans the school's other ended imports if not done yet. Idempotent. */
export async function deleteUploads(
  env: SchoolEnv,
  organizationId: number,
  keys: string[],
): Promise<void> {
  if (keys.length > 0) await env.FILES.delete(keys);
  await cleanEnded(env, organizationId);
}
