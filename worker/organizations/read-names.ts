/** The names today, by id, of everybody who is or was a member of the school and still has an account. */
export async function readMemberNames(
  env: Env,
  organizationId: number,
): Promise<Map<string | null, string>> {
  const { results } = await env.DB.prepare(
    `SELECT u.id, u.name FROM membership m JOIN user u ON u.id = m.user_id
     WHERE m.organization_id = ?1`,
  )
    .bind(organizationId)
    .all<{ id: string; name: string }>();
  return new Map(results.map(({ id, name }) => [id, name]));
}

/** `known` with the names of these people besides; one more round trip only when some of them are missing. */
export async function completeNames(
  env: Env,
  known: Map<string | null, string>,
  ids: Iterable<string | null>,
): Promise<Map<string | null, string>> {
  const missing = [...ids].filter((id) => !known.has(id));
  return new Map([...known, ...(await readNames(env, missing))]);
}

/**
 * The names of these people today, by id; people without an account any more are absent. One round trip, or none
 * without ids.
 */
export async function readNames(
  env: Env,
  ids: Iterable<string | null>,
): Promise<Map<string | null, string>> {
  const known = [...new Set(ids)].filter((id) => id !== null);
  if (known.length === 0) return new Map();
  const { results } = await env.DB.prepare(
    "SELECT id, name FROM user WHERE id IN (SELECT value FROM json_each(?1))",
  )
    .bind(JSON.stringify(known))
    .all<{ id: string; name: string }>();
  return new Map(results.map(({ id, name }) => [id, name]));
}
