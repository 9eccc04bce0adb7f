import { schoolYearEnd } from "../../platform/clock.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { compareDivisions } from "../../pupils/division.ts";
import { readProgramme } from "../programme.ts";
import type { CampaignDetail, CampaignDivision } from "../view.ts";
import { CAMPAIGN_COLUMNS, type CampaignRow, toCampaign } from "./list-campaigns.ts";
import { COUNTS, PARTICIPANTS, UNEXPECTED_PUPILS } from "./participants-sql.ts";

/** The progress of the pupils of one class; `left` counts those who left the school. */
export type DivisionRow = CampaignDivision & { left: number };

/** The campaign of this school, without its numbers; null when there is none. */
export async function findCampaign(
  env: SchoolEnv,
  input: { organizationId: number; campaignId: string },
): Promise<CampaignRow | null> {
  return await env.DB.prepare(
    `SELECT ${CAMPAIGN_COLUMNS} FROM campaign c WHERE c.id = ?2 AND c.organization_id = ?1`,
  )
    .bind(input.organizationId, input.campaignId)
    .first<CampaignRow>();
}

/** A campaign and its classes, as `readNumbers` gives them; null when this school does not have the campaign. */
export async function readCampaign(
  env: SchoolEnv,
  input: { organizationId: number; campaignId: string },
): Promise<CampaignDetail | null> {
  const row = await findCampaign(env, input);
  return row && (await readNumbers(env, input.organizationId, row));
}

/** The numbers of this campaign and its classes: first those where no pupil has begun, then in the French order. */
export async function readNumbers(
  env: SchoolEnv,
  organizationId: number,
  row: CampaignRow,
): Promise<CampaignDetail> {
  const values = [organizationId, row.school_year, row.id, schoolYearEnd(row.school_year)];
  const [counted, others] = await env.DB.batch<DivisionRow | { unexpected: number }>([
    env.DB.prepare(
      `WITH ${PARTICIPANTS} SELECT division, ${COUNTS} FROM participants GROUP BY division`,
    ).bind(...values),
    env.DB.prepare(
      `WITH ${PARTICIPANTS}, ${UNEXPECTED_PUPILS} SELECT count(*) AS unexpected FROM unexpected`,
    ).bind(...values),
  ]);
  const results = (counted?.results ?? []) as DivisionRow[];
  const [{ unexpected } = { unexpected: 0 }] = (others?.results ?? []) as Array<{
    unexpected: number;
  }>;
  return {
    ...toCampaign(row, sumCounts(results), readProgramme(env)),
    year: row.school_year,
    unexpected,
    divisions: results
      .filter(({ expected }) => expected > 0)
      .map(({ left: _, ...division }) => division)
      .sort(compareForFollowUp),
  };
}

/** The numbers of a campaign, summed over its classes. */
export function sumCounts(rows: DivisionRow[]) {
  const total = { expected: 0, notBegun: 0, begun: 0, finished: 0, received: 0, left: 0 };
  for (const each of rows) {
    total.expected += each.expected;
    total.notBegun += each.notBegun;
    total.begun += each.begun;
    total.finished += each.finished;
    total.received += each.received;
    total.left += each.left;
  }
  return total;
}

function compareForFollowUp(a: CampaignDivision, b: CampaignDivision): number {
  const hasBegun = (one: CampaignDivision) => Number(one.notBegun < one.expected);
  return hasBegun(a) - hasBegun(b) || compareDivisions(a.division, b.division);
}
