import type { SchoolEnv } from "../../platform/school-env.ts";
import type { CampaignState } from "../view.ts";

export type YearOfCampaigns = { year: string; archived: number; others: number };

/** The school years that have campaigns, the newest first, with how many are archived and how many are not. */
export async function listCampaignYears(
  env: SchoolEnv,
  input: { organizationId: number },
): Promise<YearOfCampaigns[]> {
  const archived: CampaignState = "archived";
  const { results } = await env.DB.prepare(
    `SELECT school_year AS year, sum(state = ?2) AS archived, sum(state <> ?2) AS others
     FROM campaign WHERE organization_id = ?1 GROUP BY school_year ORDER BY school_year DESC`,
  )
    .bind(input.organizationId, archived)
    .all<YearOfCampaigns>();
  return results;
}
