import type { SchoolEnv } from "../../platform/school-env.ts";
import { compareDivisions } from "../../pupils/division.ts";
import type { CampaignDetail } from "../view.ts";
import { findCampaign, readNumbers } from "./read-campaign.ts";

export type ExceptionList = {
  divisions: Array<{ division: string; in: boolean }>;
  pupils: Array<{ pupilId: string; pupil: string; division: string; in: boolean }>;
};

export type CampaignPage = {
  campaign: CampaignDetail;
  /** The newest results file, the source of its numbers. */
  file: { filename: string; by: string } | null;
  exceptions: ExceptionList;
  /** Every class of the school year. */
  divisions: string[];
};

const FILE = `SELECT f.filename, f.uploaded_by_name AS by FROM campaign_file f
  WHERE f.organization_id = ?1 AND f.campaign_id = ?2 AND f.undone_at IS NULL
  ORDER BY f.as_of DESC LIMIT 1`;

const EXCEPTIONS = `SELECT e.scope, e.target, e.is_in, p.last_name || ' ' || p.first_name AS pupil,
    coalesce(s.division, p.division, '') AS division
  FROM campaign_exception e
  LEFT JOIN pupil p ON e.scope = 'pupil' AND p.id = e.target AND p.organization_id = ?1
  LEFT JOIN schooling s ON s.organization_id = ?1 AND s.pupil_id = p.id AND s.year = CAST(?3 AS INTEGER)
  WHERE e.organization_id = ?1 AND e.campaign_id = ?2 ORDER BY e.scope, p.search, e.target`;

type ExceptionRow = {
  scope: "division" | "pupil";
  target: string;
  is_in: number;
  pupil: string | null;
  division: string;
};

/** A campaign with everything its page shows beside its numbers; null when this school does not have it. */
export async function readCampaignPage(
  env: SchoolEnv,
  input: { organizationId: number; campaignId: string },
): Promise<CampaignPage | null> {
  const row = await findCampaign(env, input);
  if (!row) return null;
  const { organizationId } = input;
  const year = row.school_year;
  const [campaign, [file, exceptions, divisions]] = await Promise.all([
    readNumbers(env, organizationId, row),
    env.DB.batch<Record<string, unknown>>([
      env.DB.prepare(FILE).bind(organizationId, row.id),
      env.DB.prepare(EXCEPTIONS).bind(organizationId, row.id, year),
      env.DB.prepare(
        `SELECT DISTINCT division FROM schooling
         WHERE organization_id = ?1 AND year = CAST(?2 AS INTEGER) AND division <> ''`,
      ).bind(organizationId, year),
    ]),
  ]);
  const rows = (exceptions?.results ?? []) as ExceptionRow[];
  const [newest] = (file?.results ?? []) as Array<{ filename: string; by: string }>;
  return {
    campaign,
    file: newest ?? null,
    exceptions: {
      divisions: rows
        .filter(({ scope }) => scope === "division")
        .map(({ target, is_in }) => ({ division: target, in: is_in === 1 })),
      pupils: rows
        .filter(({ scope, pupil }) => scope === "pupil" && pupil !== null)
        .map(({ target, is_in, pupil, division }) => ({
          ...{ pupilId: target, pupil: pupil ?? "", division, in: is_in === 1 },
        })),
    },
    divisions: (divisions?.results ?? [])
      .map(({ division }) => String(division))
      .sort(compareDivisions),
  };
}
