import { onShard, type SchoolEnv } from "../platform/school-env.ts";

/**
 * Deletes the objects below `folder` that were uploaded before `before` (ms) and that no row refers to. A key names the
 * database where it was written and the school: `s01/imports/801234/…`. Each key is asked of the database where its
 * school lives now; the objects of an unknown school are deleted. `selectRowless` is SQL: the keys of the JSON array
 * `?1` that have no row.
 */
export async function deleteOrphans(
  env: SchoolEnv,
  input: { folder: string; before: number; selectRowless: string },
): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await env.FILES.list({ prefix: `${input.folder}/`, cursor });
    const old = page.objects.flatMap(({ key, uploaded }) =>
      uploaded.getTime() < input.before ? key : [],
    );
    const orphans = await withoutRow(env, old, input.selectRowless);
    if (orphans.length > 0) await env.FILES.delete(orphans);
    cursor = page.truncated ? page.cursor : undefined;
  } while (cursor);
}

async function withoutRow(env: SchoolEnv, keys: string[], sql: string): Promise<string[]> {
  if (keys.length === 0) return [];
  const homes = await findHomes(env.CENTRAL, keys.map(schoolOf));
  const orphans: string[] = [];
  for (const [shard, there] of Map.groupBy(keys, (key) => homes.get(schoolOf(key)))) {
    if (shard === undefined) {
      orphans.push(...there);
      continue;
    }
    const { results } = await onShard(env.CENTRAL, shard)
      .DB.prepare(sql)
      .bind(JSON.stringify(there))
      .all<{ key: string }>();
    orphans.push(...results.map(({ key }) => key));
  }
  return orphans;
}

function schoolOf(key: string): number {
  return Number(key.split("/")[2]);
}

/** The school database of each of these schools; unknown ones are absent. */
async function findHomes(env: Env, schools: number[]): Promise<Map<number, number>> {
  const { results } = await env.DB.prepare(
    "SELECT id, shard FROM organization WHERE id IN (SELECT value FROM json_each(?1))",
  )
    .bind(JSON.stringify([...new Set(schools)]))
    .all<{ id: number; shard: number }>();
  return new Map(results.map(({ id, shard }) => [id, shard]));
}
