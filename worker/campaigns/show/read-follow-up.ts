import { parisDate, schoolYearEnd, schoolYearOf } from "../../platform/clock.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { compareDivisions } from "../../pupils/division.ts";
import { LEVELS_OF_YEAR, toLevels } from "../create/levels-of-year.ts";
import { COUNT_WAITING } from "../files/list-waiting.ts";
import { readProgramme } from "../programme.ts";
import type { Duty, EnteredFile, FollowedCampaign, LevelOfYear } from "../view.ts";
import { listDuties } from "./duties.ts";
import {
  CAMPAIGN_COLUMNS,
  type CampaignRow,
  compareCampaigns,
  toCampaign,
} from "./list-campaigns.ts";
import { COUNTS, PARTICIPANTS } from "./participants-sql.ts";
import { type DivisionRow, sumCounts } from "./read-campaign.ts";

/** SQL: the newest file of each campaign of school `?1` and year `?2`. */
const NEWEST_FILES = `SELECT f.campaign_id, f.filename, f.uploaded_by_name AS by, max(f.as_of)
  FROM campaign c CROSS JOIN campaign_file f ON f.organization_id = ?1 AND f.campaign_id = c.id
    AND f.undone_at IS NULL
  WHERE c.organization_id = ?1 AND c.school_year = ?2 GROUP BY f.campaign_id`;

export type FollowUp = {
  year: string;
  /** School years with campaigns, and the current one; newest first. */
  years: string[];
  campaigns: FollowedCampaign[];
  levels: LevelOfYear[];
  duties: Duty[];
  /** Rows of files without a pupil so far. */
  waiting: number;
};

/**
 * The campaigns of a school year (by default the current one) and everything their page shows: the progress of
 * each, the classes where no pupil has begun, the source file, and what the year still requires. One round trip.
 */
export async function readFollowUp(
  env: SchoolEnv,
  input: { organizationId: number; year?: string; now: number },
): Promise<FollowUp> {
  const { organizationId } = input;
  const current = schoolYearOf(parisDate(input.now));
  const year = input.year ?? current;
  const [found, counted, files, levels, years, waits] = await env.DB.batch<Record<string, unknown>>(
    [
      env.DB.prepare(
        `SELECT ${CAMPAIGN_COLUMNS} FROM campaign c WHERE c.organization_id = ?1 AND c.school_year = ?2`,
      ).bind(organizationId, year),
      env.DB.prepare(
        `WITH ${PARTICIPANTS} SELECT campaign_id, division, ${COUNTS} FROM participants
         GROUP BY campaign_id, division`,
      ).bind(organizationId, year, null, schoolYearEnd(year)),
      env.DB.prepare(NEWEST_FILES).bind(organizationId, year),
      env.DB.prepare(LEVELS_OF_YEAR).bind(organizationId, year),
      env.DB.prepare(
        "SELECT DISTINCT school_year AS year FROM campaign WHERE organization_id = ?1",
      ).bind(organizationId),
      env.DB.prepare(COUNT_WAITING).bind(organizationId),
    ],
  );
  const programme = readProgramme(env);
  const counts = (counted?.results ?? []) as Array<DivisionRow & { campaign_id: string }>;
  const newest = (files?.results ?? []) as Array<{
    campaign_id: string;
    filename: string;
    by: string;
  }>;
  const campaigns = ((found?.results ?? []) as CampaignRow[])
    .map((row): FollowedCampaign => {
      const classes = counts.filter((one) => one.campaign_id === row.id);
      const expecting = classes.filter(({ expected }) => expected > 0);
      const file = newest.find((one) => one.campaign_id === row.id);
      return {
        ...toCampaign(row, sumCounts(classes), programme),
        idle: expecting
          .filter(({ expected, notBegun }) => expected === notBegun)
          .map(({ division }) => division)
          .sort(compareDivisions),
        classes: expecting.length,
        file: file ? { filename: file.filename, by: file.by } : null,
      };
    })
    .sort(compareCampaigns);
  const ofBase = toLevels(levels?.results ?? []);
  const known = (years?.results ?? []).map((row) => String(row.year));
  return {
    year,
    years: [...new Set([...known, current, year])].sort().reverse(),
    campaigns,
    levels: ofBase,
    duties: listDuties({ programme, year, levels: ofBase, campaigns }),
    waiting: Number(waits?.results[0]?.total ?? 0),
  };
}

const SHOWN_FILES = 10;

/** The last results files of the school, the newest first. */
export async function listEnteredFiles(
  env: SchoolEnv,
  input: { organizationId: number },
): Promise<EnteredFile[]> {
  const { results } = await env.DB.prepare(
    `SELECT f.id, coalesce(c.name, '') AS campaign, f.filename, f.uploaded_at AS at, f.uploaded_by_name AS by,
       f.rows, f.matched, f.waiting, f.unchanged, f.undone_at IS NOT NULL AS undone
     FROM campaign_file f LEFT JOIN campaign c ON c.id = f.campaign_id
     WHERE f.organization_id = ?1 ORDER BY f.uploaded_at DESC, f.id DESC LIMIT ${SHOWN_FILES}`,
  )
    .bind(input.organizationId)
    .all<Omit<EnteredFile, "at" | "undone"> & { at: number; undone: number }>();
  return results.map((row) => ({
    ...row,
    at: new Date(row.at).toISOString(),
    undone: row.undone === 1,
  }));
}
