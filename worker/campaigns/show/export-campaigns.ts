import type { SchoolEnv } from "../../platform/school-env.ts";
import type { Campaign } from "../view.ts";
import { listCampaigns } from "./list-campaigns.ts";
import { listParticipants, participantsCsv } from "./list-participants.ts";

/** How many campaigns a school has, of all years. */
export async function countCampaigns(env: SchoolEnv, organizationId: number): Promise<number> {
  const count = await env.DB.prepare(
    "SELECT count(*) AS n FROM campaign WHERE organization_id = ?1",
  )
    .bind(organizationId)
    .first<number>("n");
  return count ?? 0;
}

/**
 * Every campaign of a school, the newest school year first, each with a CSV of its pupils' states, percentages and
 * pix (for administrators only). One campaign is in memory at a time.
 */
export async function* exportCampaigns(
  env: SchoolEnv,
  organizationId: number,
): AsyncGenerator<{ year: string; campaign: Campaign; csv: string }> {
  const { results } = await env.DB.prepare(
    `SELECT DISTINCT school_year AS year FROM campaign WHERE organization_id = ?1
     ORDER BY school_year DESC`,
  )
    .bind(organizationId)
    .all<{ year: string }>();
  for (const { year } of results) {
    const { campaigns } = await listCampaigns(env, { organizationId, year });
    for (const campaign of campaigns) {
      const which = { organizationId, campaignId: campaign.id };
      const list = await listParticipants(env, { ...which, page: "all", role: "admin" });
      if (list) yield { year, campaign, csv: participantsCsv(list.participants, "admin") };
    }
  }
}
