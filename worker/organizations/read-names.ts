/** The names of these people today, by id; people without an account any more are absent. One round trip, none for nobody. */
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
