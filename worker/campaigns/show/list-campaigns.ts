import { schoolYearEnd } from "../../platform/clock.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { YEAR_LEVELS } from "../../pupils/level.ts";
import { linkOf, type Programme, readProgramme } from "../programme.ts";
import {
  CAMPAIGN_KINDS,
  type Campaign,
  type CampaignKind,
  type CampaignList,
  type CampaignState,
} from "../view.ts";
import { COUNTS, PARTICIPANTS } from "./participants-sql.ts";

export type CampaignRow = {
  id: string;
  school_year: string;
  kind: CampaignKind;
  level: string | null;
  variant: string;
  name: string;
  code: string | null;
  external_id: string | null;
  state: CampaignState;
  revision: number;
  due_on: string | null;
  as_of: number | null;
};
type CountRow = Record<
  "expected" | "notBegun" | "begun" | "finished" | "received" | "left",
  number
> & { campaign_id: string };

const NO_PUPIL = { expected: 0, notBegun: 0, begun: 0, finished: 0, received: 0, left: 0 };

/** SQL: the columns of a `CampaignRow`, of campaign `c`. */
export const CAMPAIGN_COLUMNS = `c.id, c.school_year, c.kind, c.level, c.variant, c.name, c.code,
  c.external_id, c.state, c.revision, c.due_on, (SELECT max(f.as_of) FROM campaign_file f WHERE f.organization_id = c.organization_id
    AND f.campaign_id = c.id AND f.undone_at IS NULL) AS as_of`;

/**
 * The campaigns of a school year (`2026-2027`), by level, then kind, variant and name, each with the progress of
 * its pupils in the current base. Two statements, one round trip.
 */
export async function listCampaigns(
  env: SchoolEnv,
  input: { organizationId: number; year: string },
): Promise<CampaignList> {
  const [found, counted] = await env.DB.batch<CampaignRow | CountRow>([
    env.DB.prepare(
      `SELECT ${CAMPAIGN_COLUMNS} FROM campaign c WHERE c.organization_id = ?1 AND c.school_year = ?2`,
    ).bind(input.organizationId, input.year),
    env.DB.prepare(
      `WITH ${PARTICIPANTS} SELECT campaign_id, ${COUNTS} FROM participants GROUP BY campaign_id`,
    ).bind(input.organizationId, input.year, null, schoolYearEnd(input.year)),
  ]);
  const rows = (found?.results ?? []) as CampaignRow[];
  const counts = (counted?.results ?? []) as CountRow[];
  const byId = new Map(counts.map(({ campaign_id, ...each }) => [campaign_id, each]));
  const programme = readProgramme(env);
  return {
    year: input.year,
    campaigns: rows
      .map((row) => toCampaign(row, byId.get(row.id) ?? NO_PUPIL, programme))
      .sort(compareCampaigns),
  };
}

export function toCampaign(
  row: CampaignRow,
  counts: typeof NO_PUPIL,
  programme: Programme,
): Campaign {
  const { expected, notBegun, begun, finished, received, left } = counts;
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    level: row.level,
    variant: row.variant,
    code: row.code,
    link: linkOf(programme, row.code),
    state: row.state,
    dueOn: row.due_on,
    ...{ expected, notBegun, begun, finished, received, left },
    asOf: row.as_of === null ? null : new Date(row.as_of).toISOString(),
  };
}

const LEVEL_ORDER: readonly string[] = YEAR_LEVELS;
const BY_NAME = new Intl.Collator("fr", { numeric: true });

type Listed = Pick<Campaign, "id" | "level" | "kind" | "variant" | "name">;

/** By level, those without a level last; then by kind, variant and name. */
export function compareCampaigns(a: Listed, b: Listed): number {
  const [first, second] = [a, b].map(({ level }) =>
    level === null ? LEVEL_ORDER.length : LEVEL_ORDER.indexOf(level),
  );
  return (
    (first ?? 0) - (second ?? 0) ||
    CAMPAIGN_KINDS.indexOf(a.kind) - CAMPAIGN_KINDS.indexOf(b.kind) ||
    BY_NAME.compare(a.variant, b.variant) ||
    BY_NAME.compare(a.name, b.name) ||
    BY_NAME.compare(a.id, b.id)
  );
}
