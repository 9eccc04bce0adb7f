import type { SchoolEnv } from "../../platform/school-env.ts";
import type { Result } from "../result.ts";

/** The sex of the pupils of these results, by their id, as the base has it; nothing for a result without a pupil. */
export async function readSexes(
  env: Pick<SchoolEnv, "DB">,
  organizationId: number,
  results: Result[],
): Promise<Record<string, string>> {
  const ids = [...new Set(results.flatMap(({ pupilId }) => pupilId ?? []))];
  if (ids.length === 0) return {};
  const { results: found } = await env.DB.prepare(
    `SELECT CAST(p.id AS TEXT) AS id, p.sex FROM json_each(?2) one CROSS JOIN pupil p ON p.id = one.value
     WHERE p.organization_id = ?1`,
  )
    .bind(organizationId, JSON.stringify(ids))
    .all<{ id: string; sex: string }>();
  return Object.fromEntries(found.map(({ id, sex }) => [id, sex]));
}
