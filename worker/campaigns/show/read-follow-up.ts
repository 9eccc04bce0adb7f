import { parisDate, schoolYearEnd, schoolYearOf } from "../../platform/clock.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { compareDivisions } from "../../pupils/division.ts";
import { COUNT_WAITING } from "../files/list-waiting.ts";
import { readProgramme } from "../programme.ts";
import type { Duty, EnteredFile, FollowedCampaign, LevelOfYear } from "../view.ts";
import { listDuties } from "./duties.ts";
import { type CountedLevel, LEVELS, toLevels } from "./levels-of-year.ts";
import {
  CAMPAIGN_COLUMNS,
  type CampaignRow,
  compareCampaigns,
  toCampaign,
} from "./list-campaigns.ts";
import { COUNTS, PARTICIPANTS } from "./participants-sql.ts";
import { type DivisionRow, sumCounts } from "./read-campaign.ts";

/** SQL: the campaigns of school `?1` and year `?2`, each with its newest file. */
const CAMPAIGNS = `SELECT ${CAMPAIGN_COLUMNS}, newest.filename, newest.uploaded_by_name AS by
  FROM campaign c LEFT JOIN campaign_file newest ON newest.id =
    (SELECT f.id FROM campaign_file f WHERE f.organization_id = ?1 AND f.campaign_id = c.id
       AND f.undone_at IS NULL ORDER BY f.as_of DESC LIMIT 1)
  WHERE c.organization_id = ?1 AND c.school_year = ?2`;

/**
 * SQL: the numbers of each campaign and class, then a row of `Facts`, which take the levels from the same pass over the
 * pupils.
 */
const NUMBERS = `WITH ${PARTICIPANTS}
  SELECT campaign_id, division, ${COUNTS}, NULL AS facts FROM participants GROUP BY campaign_id, division
  UNION ALL SELECT NULL, '', 0, 0, 0, 0, 0, 0, json_object('levels', json((${LEVELS})),
    'waiting', (${COUNT_WAITING}), 'years', json((
      SELECT json_group_array(DISTINCT school_year) FROM campaign WHERE organization_id = ?1)))`;

/** Of the school: the levels of the year, the lines that wait, and the school years with campaigns. */
type Facts = { levels: CountedLevel[]; waiting: number; years: string[] };
type NumbersRow = DivisionRow & { campaign_id: string | null; facts: string | null };

type FollowedRow = CampaignRow & { filename: string | null; by: string };

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
  const [found, counted] = await env.DB.batch<Record<string, unknown>>([
    env.DB.prepare(CAMPAIGNS).bind(organizationId, year),
    env.DB.prepare(NUMBERS).bind(organizationId, year, null, schoolYearEnd(year)),
  ]);
  const programme = readProgramme(env);
  const numbers = (counted?.results ?? []) as NumbersRow[];
  const counts = numbers.filter(({ campaign_id }) => campaign_id !== null);
  const campaigns = ((found?.results ?? []) as FollowedRow[])
    .map((row): FollowedCampaign => {
      const classes = counts.filter((one) => one.campaign_id === row.id);
      const expecting = classes.filter(({ expected }) => expected > 0);
      return {
        ...toCampaign(row, sumCounts(classes), programme),
        idle: expecting
          .filter(({ expected, notBegun }) => expected === notBegun)
          .map(({ division }) => division)
          .sort(compareDivisions),
        classes: expecting.length,
        file: row.filename === null ? null : { filename: row.filename, by: row.by },
      };
    })
    .sort(compareCampaigns);
  const facts: Facts = JSON.parse(String(numbers.at(-1)?.facts));
  const ofBase = toLevels(facts.levels);
  return {
    year,
    years: [...new Set([...facts.years, current, year])].sort().reverse(),
    campaigns,
    levels: ofBase,
    duties: listDuties({ programme, year, levels: ofBase, campaigns }),
    waiting: facts.waiting,
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
