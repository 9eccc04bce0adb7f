import type { SchoolEnv } from "../../platform/school-env.ts";
import type { WaitingList, WaitingReason, WaitingRow } from "../view.ts";
import { Matcher } from "./match-lines.ts";
import { readPeople } from "./people.ts";

type Row = {
  id: string;
  campaign_id: string;
  name: string;
  year: string;
  last_name: string;
  first_name: string;
  name_key: string;
  division: string;
  division_key: string;
  started_on: string;
  twin: number;
  reason: WaitingReason;
};

/** SQL: the waiting lines of school `?1`, one per person and campaign. */
const WAITING = `FROM campaign c CROSS JOIN campaign_line l INDEXED BY campaign_line_waiting
    ON l.organization_id = ?1 AND l.campaign_id = c.id AND l.reason IS NOT NULL
  WHERE c.organization_id = ?1 AND c.state <> 'archived'
  GROUP BY l.campaign_id, l.name_key, l.division_key, CASE WHEN l.twin THEN l.started_on END`;

/** SQL: the number of waiting lines. */
export const COUNT_WAITING = `SELECT count(*) AS total FROM (SELECT 1 ${WAITING})`;

/** Most waiting rows shown at once; the others appear once these are answered. */
const SHOWN = 500;

/**
 * The lines without a pupil so far, one per person and campaign (one per start date where a file has the name
 * twice), with their candidate pupils in the current base. By campaign, class and name.
 */
export async function listWaitingLines(
  env: SchoolEnv,
  input: { organizationId: number },
): Promise<WaitingList> {
  const { results } = await env.DB.prepare(
    `SELECT min(l.id) AS id, l.campaign_id, c.name, c.school_year AS year, l.last_name, l.first_name,
       l.name_key, l.division, l.division_key, l.started_on, l.twin, l.reason
     ${WAITING}
     ORDER BY c.name, l.campaign_id, l.division, l.name_key`,
  )
    .bind(input.organizationId)
    .all<Row>();
  const shown = results.slice(0, SHOWN);
  const matchers = new Map<string, Matcher>();
  for (const year of new Set(shown.map((row) => row.year))) {
    const { people } = await readPeople(env, { organizationId: input.organizationId, year });
    matchers.set(year, new Matcher(people, [], new Set()));
  }
  return {
    total: results.length,
    waiting: shown.map((row) => toWaiting(row, matchers.get(row.year))),
  };
}

function toWaiting(row: Row, matcher: Matcher | undefined): WaitingRow {
  const match = matcher?.match({
    lastName: row.last_name,
    firstName: row.first_name,
    nameKey: row.name_key,
    divisionKey: row.division_key,
    startedOn: row.started_on,
    isTwin: row.twin === 1,
  });
  const waits = match?.kind === "waiting" ? match : null;
  // The base changed since the import: the pupil is only proposed, and a person confirms.
  const now = match?.kind === "pupil" ? matcher?.candidate(match.pupilId) : null;
  return {
    id: row.id,
    campaign: { id: row.campaign_id, name: row.name },
    name: `${row.last_name} ${row.first_name}`.trim(),
    division: row.division,
    reason: waits?.reason ?? row.reason,
    candidates: waits?.candidates ?? (now ? [now] : []),
  };
}
