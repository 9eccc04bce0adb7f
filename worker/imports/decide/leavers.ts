import type { SchoolEnv } from "../../platform/school-env.ts";
/**
 * Records the first time a person opens the list of pupils deactivated by an import, or of all deactivated
 * pupils (`importId` null). The start page calls this « Vérifier les départs ».
 */
export async function markLeaversSeen(
  env: SchoolEnv,
  input: { organizationId: number; importId: string | null },
): Promise<void> {
  await env.DB.prepare(
    `UPDATE import SET leavers_seen_at = ?3
     WHERE organization_id = ?1 AND id = coalesce(?2, id) AND leavers_seen_at IS NULL
       AND status IN ('awaiting-confirmation', 'applying', 'done')`,
  )
    .bind(input.organizationId, input.importId, Date.now())
    .run();
}
