import type { SchoolLine } from "./view.ts";

const PAGE = 200;

/**
 * The schools that somebody uses, by UAI; with `search`, the schools of the directory whose UAI begins so. 200 a page,
 * from 1.
 */
export async function listSchools(
  env: Env,
  { search, page }: { search: string; page: number },
): Promise<{ schools: SchoolLine[]; more: boolean }> {
  const { results } = await env.DB.prepare(
    `SELECT o.uai, o.name, o.kind, o.state, o.shard, m.administrators, m.members,
       strftime('%Y-%m-%dT%H:%M:%SZ', m.seen / 1000, 'unixepoch') AS lastSeenAt
     FROM organization o LEFT JOIN (
       SELECT organization_id, sum(role = 'admin') AS administrators, sum(role = 'member') AS members,
         max(last_seen_at) AS seen FROM membership WHERE removed_at IS NULL GROUP BY organization_id
     ) m ON m.organization_id = o.id
     WHERE (?1 <> '' AND substr(o.uai, 1, length(?1)) = ?1) OR (?1 = '' AND m.organization_id IS NOT NULL)
     ORDER BY o.uai LIMIT ?2 OFFSET ?3`,
  )
    .bind(search.toUpperCase(), PAGE + 1, (page - 1) * PAGE)
    .all<SchoolLine>();
  const schools = results.slice(0, PAGE).map((line) => ({
    ...line,
    administrators: line.administrators ?? 0,
    members: line.members ?? 0,
  }));
  return { schools, more: results.length > PAGE };
}
