import { schoolYearEnd } from "../../platform/clock.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { hashText } from "../../platform/token.ts";
import { compareDivisions } from "../../pupils/division.ts";
import { yearLevelSql } from "../../pupils/level.ts";
import { linkOf, readProgramme } from "../programme.ts";
import { compareCampaigns } from "../show/list-campaigns.ts";
import { PARTICIPANTS } from "../show/participants-sql.ts";
import type { CampaignKind, CampaignState } from "../view.ts";
import type { Sheet, SheetSet } from "./sheet.ts";

/** The selection requested: each list filters, an empty one does not. `day`: ISO date on the sheets. */
export type SheetSelection = {
  year: string;
  levels: string[];
  divisions: string[];
  campaigns: string[];
  day: string;
};

export type SheetRefusal =
  | { code: "DIVISION_UNKNOWN" | "LEVEL_UNKNOWN"; what: string }
  | { code: "CAMPAIGN_UNKNOWN" | "NO_CAMPAIGN" | "CODE_MISSING" | "TOO_MANY_SHEETS" };

/** A larger document would take long to make and be of no practical use. */
const MOST_SHEETS = 500;
/** Change it with the layout: earlier documents are then made again. */
const LAYOUT = 1;

type CampaignRow = {
  id: string;
  kind: CampaignKind;
  level: string | null;
  variant: string;
  name: string;
  code: string | null;
  state: CampaignState;
  dueOn: string | null;
};
type ExpectedRow = { campaign_id: string; division: string; last_name: string; first_name: string };
type ClassRow = { division: string; level: string };

/**
 * The sheets of a selection: a page for each class and campaign that has expected pupils, by class in the French
 * order, then in the order of campaigns. Without `campaigns`: the open ones; a campaign that is explicitly
 * requested has sheets even when it is closed or archived. A campaign without a code has none.
 */
export async function selectSheets(
  env: SchoolEnv,
  input: { organization: { id: number; name: string }; selection: SheetSelection },
): Promise<{ ok: true; set: SheetSet } | ({ ok: false } & SheetRefusal)> {
  const { selection } = input;
  const base = await readBase(env, input.organization.id, selection.year);
  const unknown = findUnknown(selection, base);
  if (unknown) return { ok: false, ...unknown };
  const asked = base.campaigns.filter(({ id, state }) =>
    selection.campaigns.length > 0 ? selection.campaigns.includes(id) : isOpen(state),
  );
  const groups = groupPupils(asked, base, selection);
  if (groups.length === 0) return { ok: false, code: "NO_CAMPAIGN" };
  const programme = readProgramme(env);
  const sheets = groups.flatMap(({ campaign, division, pupils }): Sheet[] => {
    const link = linkOf(programme, campaign.code);
    if (campaign.code === null || link === null) return [];
    const { name, code, dueOn, kind } = campaign;
    const isCollection = kind === "collecte";
    return [{ campaign: name, isCollection, code, link, dueOn, division, pupils }];
  });
  if (sheets.length === 0) return { ok: false, code: "CODE_MISSING" };
  if (sheets.length > MOST_SHEETS) return { ok: false, code: "TOO_MANY_SHEETS" };
  const divisions = new Set(sheets.map(({ division }) => division));
  const [only = ""] = divisions;
  const title = divisions.size === 1 ? only : selection.levels.join(", ");
  const { year: schoolYear, day } = selection;
  const school = { name: input.organization.name };
  const provider = programme.provider.name;
  return { ok: true, set: { school, provider, schoolYear, day, title, sheets } };
}

/** A hash of everything the set prints: equal sets have the same hash. */
export async function hashSheets(set: SheetSet): Promise<string> {
  return await hashText(JSON.stringify(["sheets", LAYOUT, set]));
}

type Base = {
  campaigns: CampaignRow[];
  expected: ExpectedRow[];
  /** Levels of the pupils in each class of the year. */
  classes: Map<string, Set<string>>;
};

async function readBase(env: SchoolEnv, organizationId: number, year: string): Promise<Base> {
  const [campaigns, expected, classes] = await env.DB.batch<Record<string, unknown>>([
    env.DB.prepare(
      `SELECT id, kind, level, variant, name, code, state, due_on AS dueOn FROM campaign
       WHERE organization_id = ?1 AND school_year = ?2`,
    ).bind(organizationId, year),
    env.DB.prepare(
      `WITH ${PARTICIPANTS} SELECT t.campaign_id, t.division, p.last_name, p.first_name
       FROM participants t JOIN pupil p ON p.id = t.pupil_id AND p.organization_id = ?1
       WHERE NOT t.is_left ORDER BY p.search, p.id`,
    ).bind(organizationId, year, null, schoolYearEnd(year)),
    env.DB.prepare(
      `SELECT DISTINCT s.division, ${yearLevelSql("s.mef")} AS level
       FROM schooling s CROSS JOIN pupil p ON p.organization_id = ?1 AND p.id = s.pupil_id
       WHERE s.organization_id = ?1 AND s.year = CAST(?2 AS INTEGER) AND s.division <> ''
         AND (p.deactivated_at IS NULL OR p.deactivated_at >= ?3)`,
    ).bind(organizationId, year, schoolYearEnd(year)),
  ]);
  const levels = new Map<string, Set<string>>();
  for (const { division, level } of (classes?.results ?? []) as ClassRow[]) {
    levels.set(division, (levels.get(division) ?? new Set()).add(level));
  }
  return {
    campaigns: ((campaigns?.results ?? []) as CampaignRow[]).sort(compareCampaigns),
    expected: (expected?.results ?? []) as ExpectedRow[],
    classes: levels,
  };
}

function findUnknown(selection: SheetSelection, base: Base): SheetRefusal | null {
  const division = selection.divisions.find((one) => !base.classes.has(one));
  if (division !== undefined) return { code: "DIVISION_UNKNOWN", what: division };
  const taught = new Set([...base.classes.values()].flatMap((levels) => [...levels]));
  const level = selection.levels.find((one) => !taught.has(one));
  if (level !== undefined) return { code: "LEVEL_UNKNOWN", what: level };
  const isKnown = (id: string) => base.campaigns.some((one) => one.id === id);
  return selection.campaigns.every(isKnown) ? null : { code: "CAMPAIGN_UNKNOWN" };
}

type Group = { campaign: CampaignRow; division: string; pupils: Sheet["pupils"] };

/** One sheet per class and campaign, sorted by class first: a class receives its sheets together. */
function groupPupils(asked: CampaignRow[], base: Base, selection: SheetSelection): Group[] {
  const { levels, divisions } = selection;
  const byId = new Map(asked.map((campaign) => [campaign.id, campaign]));
  const groups = new Map<string, Group>();
  for (const { campaign_id, division, last_name, first_name } of base.expected) {
    const campaign = byId.get(campaign_id);
    if (!campaign) continue;
    if (divisions.length > 0 && !divisions.includes(division)) continue;
    if (levels.length > 0 && !isOfLevel(campaign, division, levels, base)) continue;
    const key = JSON.stringify([campaign_id, division]);
    const group = groups.get(key) ?? { campaign, division, pupils: [] };
    group.pupils.push({ lastName: last_name, firstName: first_name });
    groups.set(key, group);
  }
  const place = new Map(asked.map(({ id }, index) => [id, index]));
  return [...groups.values()].sort(
    (a, b) =>
      compareDivisions(a.division, b.division) ||
      (place.get(a.campaign.id) ?? 0) - (place.get(b.campaign.id) ?? 0),
  );
}

/** A campaign created by a file may have no level: it is then taken from its classes. */
function isOfLevel(campaign: CampaignRow, division: string, levels: string[], base: Base): boolean {
  if (campaign.level !== null) return levels.includes(campaign.level);
  return levels.some((level) => base.classes.get(division)?.has(level));
}

function isOpen(state: CampaignState): boolean {
  return state === "open" || state === "planned";
}
