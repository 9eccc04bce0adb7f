/** The current number of members of the school. */
export async function countMembers(env: Env, organizationId: number): Promise<number> {
  const row = await env.DB.prepare(
    "SELECT count(*) AS members FROM membership WHERE organization_id = ?1 AND removed_at IS NULL",
  )
    .bind(organizationId)
    .first<{ members: number }>();
  return row?.members ?? 0;
}
