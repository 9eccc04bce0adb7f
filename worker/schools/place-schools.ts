import { listShards, onShard } from "../platform/school-env.ts";

/** Where a school is placed: its number and its school database. */
export type Placing = { id: number; shard: number };

/** Spreads numbers that follow each other (Knuth's multiplicative hash): 32 bits, unsigned. */
function mix(id: number): number {
  return Math.imul(id, 2_654_435_761) >>> 0;
}

/**
 * Where the numbers of a school's pupils begin: far from those of any other school, so that the id of a pupil of
 * another school is unknown here, and within four bytes.
 */
export function firstPupil(id: number): number {
  return (mix(id) >>> 2) + 1;
}

/**
 * The school database for a new school: its number mixed, so that the schools of one département, whose numbers
 * follow each other, are spread over all databases.
 */
export function chooseShard(env: Env, id: number): number {
  const shards = listShards(env);
  const shard = shards[(mix(id) >>> 16) % shards.length];
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
      .DB.prepare(
        `INSERT OR IGNORE INTO school (id, next_pupil)
         SELECT value ->> 0, value ->> 1 FROM json_each(?1)`,
      )
      .bind(JSON.stringify(there.map(({ id }) => [id, firstPupil(id)])))
      .run();
  }
}

/** Those of these schools that have no row in their database. */
export async function listUnplaced(env: Env, placings: Placing[]): Promise<Placing[]> {
  const missing: Placing[] = [];
  for (const [shard, there] of Map.groupBy(placings, (one) => one.shard)) {
    const { results } = await onShard(env, shard)
      .DB.prepare(
        "SELECT value AS id FROM json_each(?1) WHERE value NOT IN (SELECT id FROM school)",
      )
      .bind(JSON.stringify(there.map(({ id }) => id)))
      .all<{ id: number }>();
    missing.push(...results.map(({ id }) => ({ id, shard })));
  }
  return missing;
}
