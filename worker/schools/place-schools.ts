import { listShards, onShard } from "../platform/school-env.ts";

/** Where a school is placed: its number and its school database. */
export type Placing = { id: number; shard: number };

/** The number of a school, the same in every database: the seven digits of its UAI (decision 0060). */
export function schoolNumber(uai: string): number {
  return Number(uai.slice(0, 7));
}

/**
 * The school database for a new school: its number mixed (Knuth's multiplicative hash), so that the schools of one
 * département, whose numbers follow each other, are spread over all databases.
 */
export function chooseShard(env: Env, id: number): number {
  const shards = listShards(env);
  const mixed = Math.imul(id, 2_654_435_761) >>> 16;
  const shard = shards[mixed % shards.length];
  if (shard === undefined) throw new Error("no school database is bound");
  return shard;
}

/**
 * Writes the row of each of these schools in its database, before the directory lists it: a school that is listed has
 * a place. Rows that exist are unchanged.
 */
export async function placeSchools(env: Env, placings: Placing[]): Promise<void> {
  for (const [shard, there] of Map.groupBy(placings, (one) => one.shard)) {
    await onShard(env, shard)
      .DB.prepare("INSERT OR IGNORE INTO school (id) SELECT value FROM json_each(?1)")
      .bind(JSON.stringify(there.map(({ id }) => id)))
      .run();
  }
}
