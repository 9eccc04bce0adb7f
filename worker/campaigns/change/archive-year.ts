import { runJournalled } from "../../journal/record.ts";
import { schoolYearEnd } from "../../platform/clock.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { PARTICIPANTS, UNEXPECTED_PUPILS } from "../show/participants-sql.ts";

/**
 * Archives every campaign of a school year with its current numbers and lists, which no later import changes.
 * Returns how many it archived; 0 when all of them already were.
 */
export async function archiveYear(
  env: SchoolEnv,
  input: { organizationId: number; year: string; userId: string },
): Promise<number> {
  const { organizationId, year } = input;
  const active = `organization_id = ?1 AND school_year = ?2 AND state <> 'archived'`;
  const [counted] = await env.DB.batch<{ campaigns: number }>([
    env.DB.prepare(`SELECT count(*) AS campaigns FROM campaign WHERE ${active}`).bind(
      ...[organizationId, year],
    ),
  ]);
  const campaigns = counted?.results[0]?.campaigns ?? 0;
  if (campaigns === 0) return 0;
  const statements = [
    env.DB.prepare(
      `INSERT OR IGNORE INTO campaign_archived
         (organization_id, campaign_id, pupil_id, division, rank, at, mastery, pix, is_left)
       WITH ${PARTICIPANTS}
       , ${UNEXPECTED_PUPILS}
       SELECT ?1, campaign_id, pupil_id, division, rank, at, mastery, pix, is_left FROM participants
       UNION ALL
       SELECT ?1, campaign_id, pupil_id, division, rank, at, mastery, pix, is_left FROM unexpected`,
    ).bind(organizationId, year, null, schoolYearEnd(year)),
    env.DB.prepare(
      `UPDATE campaign SET state = 'archived', revision = revision + 1 WHERE ${active}`,
    ).bind(organizationId, year),
  ];
  await runJournalled(env, statements, {
    organizationId,
    at: Date.now(),
    userId: input.userId,
    event: "campaigns.archived",
    subject: year,
    detail: { campaigns },
  });
  return campaigns;
}
