import { runJournalled } from "../../journal/record.ts";
import { assertInBatch } from "../../platform/database.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { findCampaign } from "../show/read-campaign.ts";

export type Exceptions = {
  divisions: Array<{ division: string; in: boolean }>;
  pupils: Array<{ pupilId: string; in: boolean }>;
};

export type ExceptionOutcome =
  | { ok: true }
  | { ok: false; reason: "NOT_FOUND" | "ARCHIVED" | "UNKNOWN_DIVISION" | "UNKNOWN_PUPIL" };

/**
 * Replaces the classes and pupils added to or removed from a campaign whatever their level; a pupil's entry has
 * priority over a class's. Refused when the base of that year has no such class, or no such pupil.
 */
export async function setExceptions(
  env: SchoolEnv,
  input: Exceptions & { organizationId: number; campaignId: string; userId: string },
): Promise<ExceptionOutcome> {
  const campaign = await findCampaign(env, input);
  if (!campaign) return { ok: false, reason: "NOT_FOUND" };
  if (campaign.state === "archived") return { ok: false, reason: "ARCHIVED" };
  const { organizationId } = input;
  const divisions = JSON.stringify(input.divisions.map(({ division }) => division));
  const pupils = JSON.stringify(input.pupils.map(({ pupilId }) => pupilId));
  const known = await env.DB.prepare(
    `SELECT NOT EXISTS (SELECT 1 FROM json_each(?3) d WHERE NOT EXISTS (SELECT 1 FROM schooling s
         WHERE s.organization_id = ?1 AND s.year = CAST(?2 AS INTEGER) AND s.division = d.value)) AS divisions,
       NOT EXISTS (SELECT 1 FROM json_each(?4) d WHERE NOT EXISTS (SELECT 1 FROM pupil p
         WHERE p.id = d.value AND p.organization_id = ?1)) AS pupils`,
  )
    .bind(organizationId, campaign.school_year, divisions, pupils)
    .first<{ divisions: number; pupils: number }>();
  if (!known?.divisions) return { ok: false, reason: "UNKNOWN_DIVISION" };
  if (!known.pupils) return { ok: false, reason: "UNKNOWN_PUPIL" };
  const rows = [
    ...input.divisions.map((one) => ["division", one.division, Number(one.in)]),
    ...input.pupils.map((one) => ["pupil", one.pupilId, Number(one.in)]),
  ];
  const statements = [
    assertInBatch(
      env,
      `EXISTS (SELECT 1 FROM campaign WHERE organization_id = ?1 AND id = ?2 AND state <> 'archived')`,
      ...[organizationId, campaign.id],
    ),
    env.DB.prepare(
      "DELETE FROM campaign_exception WHERE organization_id = ?1 AND campaign_id = ?2",
    ).bind(organizationId, campaign.id),
    env.DB.prepare(
      `INSERT OR REPLACE INTO campaign_exception (organization_id, campaign_id, scope, target, is_in)
       SELECT ?1, ?2, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?3)`,
    ).bind(organizationId, campaign.id, JSON.stringify(rows)),
  ];
  const done = await runJournalled(env, statements, {
    organizationId,
    at: Date.now(),
    userId: input.userId,
    event: "campaign.changed",
    subject: campaign.id,
    detail: { name: campaign.name },
  });
  return done ? { ok: true } : { ok: false, reason: "ARCHIVED" };
}
