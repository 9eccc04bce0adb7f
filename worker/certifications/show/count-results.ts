import type { SchoolEnv } from "../../platform/school-env.ts";

/** How many certification results the school keeps of each school year, the newest first. */
export async function countResults(
  env: SchoolEnv,
  organizationId: number,
): Promise<Array<{ schoolYear: string; results: number }>> {
  const { results } = await env.DB.prepare(
    `SELECT school_year AS schoolYear, count(*) AS results FROM certification
     WHERE organization_id = ?1 GROUP BY school_year ORDER BY school_year DESC`,
  )
    .bind(organizationId)
    .all<{ schoolYear: string; results: number }>();
  return results;
}
