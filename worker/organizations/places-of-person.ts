/**
 * The school databases that hold something of this person, each with the person's schools there, and those of them that
 * the person still belongs to.
 */
export async function listPlacesOf(
  env: Env,
  userId: string,
): Promise<{ shard: number; schools: number[]; present: number[] }[]> {
  const { results } = await env.DB.prepare(
    `SELECT o.shard, o.id, m.removed_at IS NULL AS present FROM membership m JOIN organization o ON o.id = m.organization_id
     WHERE m.user_id = ?1`,
  )
    .bind(userId)
    .all<{ shard: number; id: number; present: number }>();
  return [...Map.groupBy(results, ({ shard }) => shard)].map(([shard, rows]) => ({
    shard,
    schools: rows.map(({ id }) => id),
    present: rows.flatMap(({ id, present }) => (present === 1 ? id : [])),
  }));
}
