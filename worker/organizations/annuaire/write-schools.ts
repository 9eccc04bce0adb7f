import { schoolNumber } from "../../school-files/uai.ts";
import {
  chooseShard,
  listUnplaced,
  type Placing,
  placeSchools,
} from "../../schools/place-schools.ts";
import type { DirectorySchool } from "./school-row.ts";

/** A school of the directory, with the mailbox that the operator sets where the directory gives none. */
export type SchoolToWrite = DirectorySchool & { fallbackMailbox: string };

/** Read once per statement: `value ->> 'x'` for each column of each row of the batch. */
const GIVEN = `SELECT value ->> 'uai' AS uai, value ->> 'name' AS name, value ->> 'kind' AS kind,
    value ->> 'type' AS type, value ->> 'mailbox' AS mailbox, value ->> 'academy' AS academy,
    value ->> 'postalCode' AS postal_code, value ->> 'city' AS city, value ->> 'state' AS state,
    value ->> 'fallbackMailbox' AS fallback, value ->> 'id' AS id, value ->> 'shard' AS shard
  FROM json_each(?1)`;

/** The directory's values win; a mailbox is only replaced by another one, and the operator's fills a blank. */
const MAILBOX = `CASE WHEN n.mailbox <> '' THEN n.mailbox
  WHEN o.mailbox <> '' THEN o.mailbox ELSE n.fallback END`;

/**
 * Adds the schools that are new and corrects those that changed, in one transaction. `schools` holds each UAI once, and
 * less than 1 MB as JSON. Running it again changes nothing.
 */
export async function writeSchools(
  env: Env,
  schools: SchoolToWrite[],
): Promise<{ added: number; changed: number }> {
  if (schools.length === 0) return { added: 0, changed: 0 };
  const placed = schools.map((school) => {
    const id = schoolNumber(school.uai);
    return { ...school, id, shard: chooseShard(env, id) };
  });
  await placeSchools(env, await findUnplaced(env, placed));
  const json = JSON.stringify(placed);
  const [updated, inserted] = await env.DB.batch([
    env.DB.prepare(
      `WITH n AS MATERIALIZED (${GIVEN})
       UPDATE organization AS o SET name = n.name, kind = n.kind, type = n.type, mailbox = ${MAILBOX},
         academy = n.academy, postal_code = n.postal_code, city = n.city, state = n.state
       FROM n WHERE o.uai = n.uai
         AND (o.name, o.kind, o.type, o.mailbox, o.academy, o.postal_code, o.city, o.state)
           IS NOT (n.name, n.kind, n.type, ${MAILBOX}, n.academy, n.postal_code, n.city, n.state)`,
    ).bind(json),
    env.DB.prepare(
      `INSERT INTO organization (id, shard, uai, name, kind, type, mailbox, academy, postal_code, city, state)
       SELECT id, shard, uai, name, kind, type, iif(mailbox <> '', mailbox, fallback), academy, postal_code,
         city, state FROM (${GIVEN}) WHERE true ON CONFLICT (uai) DO NOTHING`,
    ).bind(json),
  ]);
  return { added: inserted?.meta.changes ?? 0, changed: updated?.meta.changes ?? 0 };
}

/** Where each school is, as the directory says; for one that it does not list yet, where it is to be. */
async function findPlaces(env: Env, schools: Placing[]): Promise<Placing[]> {
  const { results } = await env.DB.prepare(
    "SELECT id, shard FROM organization WHERE id IN (SELECT value FROM json_each(?1))",
  )
    .bind(JSON.stringify(schools.map(({ id }) => id)))
    .all<Placing>();
  const known = new Map(results.map(({ id, shard }) => [id, shard]));
  return schools.map(({ id, shard }) => ({ id, shard: known.get(id) ?? shard }));
}

/**
 * Those that have no row where they should be: new ones, and those that a school database lost because it went back to
 * an earlier hour. One that moved away meanwhile is left out: the directory is read again.
 */
async function findUnplaced(env: Env, schools: Placing[]): Promise<Placing[]> {
  const missing = await listUnplaced(env, await findPlaces(env, schools));
  if (missing.length === 0) return [];
  const now = new Map((await findPlaces(env, missing)).map(({ id, shard }) => [id, shard]));
  return missing.filter(({ id, shard }) => now.get(id) === shard);
}
