/**
 * Remembers that a person opened the list of those an import deactivates, or of all who are deactivated
 * (`importId` null). Only the first time is kept. What the start page calls « Vérifier les départs ».
 */
export async function markLeaversSeen(
  env: Env,
  input: { organizationId: string; importId: string | null },
): Promise<void> {
  await env.DB.prepare(
    `UPDATE import SET leavers_seen_at = ?3
     WHERE organization_id = ?1 AND id = coalesce(?2, id) AND leavers_seen_at IS NULL
       AND status IN ('awaiting-confirmation', 'applying', 'done')`,
  )
    .bind(input.organizationId, input.importId, Date.now())
    .run();
}
