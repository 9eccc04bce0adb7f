import { participantFile, participantStates } from "#words/campaigns.ts";
import { formatDate } from "#words/format.ts";
import { journalStatement } from "../../journal/record.ts";
import type { Role } from "../../organizations/access.ts";
import { schoolYearEnd } from "../../platform/clock.ts";
import { toCsv } from "../../platform/csv.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { compareDivisions } from "../../pupils/division.ts";
import {
  PARTICIPANT_STATES,
  type Participant,
  type ParticipantPage,
  type ParticipantState,
} from "../view.ts";
import { PARTICIPANTS, UNEXPECTED_PUPILS } from "./participants-sql.ts";
import { findCampaign } from "./read-campaign.ts";

export const PARTICIPANTS_PAGE_SIZE = 50;

export type ParticipantQuery = {
  organizationId: number;
  campaignId: string;
  /** Absent: every class, every state. */
  division?: string;
  state?: ParticipantState;
  page: number | "all";
  /** Percentages and pix are for administrators alone. */
  role: Role;
};

type Row = {
  pupil_id: string;
  last_name: string;
  first_name: string;
  division: string;
  rank: number;
  at: number | null;
  mastery: number | null;
  pix: number | null;
  is_left: number;
};

const ALL = `${PARTICIPANTS}, ${UNEXPECTED_PUPILS}`;

/** SQL: the participants of class `?5` and state `?6`, null for all; unexpected ones only when `?6` requests them. */
const ASKED = `FROM (SELECT * FROM participants WHERE ?6 IS NULL OR ?6 <> 'unexpected'
    UNION ALL SELECT * FROM unexpected WHERE ?6 = 'unexpected') t
  JOIN pupil p ON p.id = t.pupil_id AND p.organization_id = ?1
  WHERE (?5 IS NULL OR t.division = ?5) AND (?6 IS NULL OR ?6 = CASE
    WHEN t.is_left = 2 THEN 'unexpected' WHEN t.is_left THEN 'left'
    ELSE CASE t.rank WHEN 0 THEN 'notBegun' WHEN 1 THEN 'begun' WHEN 2 THEN 'finished' ELSE 'received' END END)`;

/**
 * The pupils expected in a campaign, and those who took part and then left the school, by class and name in the
 * French order, 50 per page. Null for a campaign that this school does not have.
 */
export async function listParticipants(
  env: SchoolEnv,
  query: ParticipantQuery,
): Promise<ParticipantPage | null> {
  const [campaign, classes] = await Promise.all([
    findCampaign(env, query),
    // Of one class, no order of classes is needed.
    query.division === undefined ? listClasses(env, query) : [],
  ]);
  if (!campaign) return null;
  const values = [
    ...[query.organizationId, campaign.school_year, campaign.id],
    ...[schoolYearEnd(campaign.school_year), query.division ?? null, query.state ?? null],
  ];
  const page = query.page === "all" ? 1 : query.page;
  const limit =
    query.page === "all"
      ? ""
      : `LIMIT ${PARTICIPANTS_PAGE_SIZE} OFFSET ${(page - 1) * PARTICIPANTS_PAGE_SIZE}`;
  const [counted, found] = await env.DB.batch<{ total: number } | Row>([
    env.DB.prepare(`WITH ${ALL} SELECT count(*) AS total ${ASKED}`).bind(...values),
    env.DB.prepare(
      `WITH ${ALL}, class_order AS (SELECT key AS place, value AS division FROM json_each(?7))
       SELECT CAST(t.pupil_id AS TEXT) AS pupil_id, p.last_name, p.first_name, t.division, t.rank, t.at, t.mastery,
         t.pix, t.is_left ${ASKED} ORDER BY t.is_left,
         (SELECT place FROM class_order o WHERE o.division = t.division), t.division, p.search,
         t.pupil_id ${limit}`,
    ).bind(...values, JSON.stringify(classes)),
  ]);
  const rows = (found?.results ?? []) as Row[];
  const total = (counted?.results ?? []) as Array<{ total: number }>;
  return {
    total: total[0]?.total ?? 0,
    page,
    pageSize: PARTICIPANTS_PAGE_SIZE,
    participants: rows.map((row) => toParticipant(row, query.role)),
  };
}

/** The whole list, all pages, as a CSV. Journals the export. */
export async function exportParticipants(
  env: SchoolEnv,
  query: Omit<ParticipantQuery, "page"> & { userId: string },
): Promise<string | null> {
  const [campaign, list] = [
    await findCampaign(env, query),
    await listParticipants(env, { ...query, page: "all" }),
  ];
  if (!campaign || !list) return null;
  await journalStatement(env, {
    organizationId: query.organizationId,
    at: Date.now(),
    userId: query.userId,
    event: "campaign.exported",
    subject: list.participants.some(({ division }) => division === query.division)
      ? (query.division ?? "")
      : "",
    detail: { name: campaign.name, pupils: list.total },
  }).run();
  return participantsCsv(list.participants, query.role);
}

export function participantsCsv(participants: Participant[], role: Role): string {
  const isAdmin = role === "admin";
  const { headers, results } = participantFile;
  return toCsv(
    isAdmin ? [...headers, ...results] : headers,
    participants.map((one) => [
      ...[one.pupil, one.division, participantStates[one.state] ?? ""],
      one.at === null ? "" : formatDate(one.at),
      ...(isAdmin ? [asText(one.mastery), asText(one.pix)] : []),
    ]),
  );
}

function asText(value: number | null | undefined): string {
  return value === null || value === undefined ? "" : String(value).replace(".", ",");
}

const BY_RANK: ParticipantState[] = ["notBegun", "begun", "finished", "received"];

function toParticipant(row: Row, role: Role): Participant {
  return {
    pupilId: row.pupil_id,
    pupil: `${row.last_name} ${row.first_name}`,
    division: row.division,
    state: stateOf(row),
    at: row.at === null ? null : new Date(row.at).toISOString(),
    ...(role === "admin" && { mastery: row.mastery, pix: row.pix }),
  };
}

function stateOf({ is_left, rank }: Row): ParticipantState {
  if (is_left === 0) return BY_RANK[rank] ?? "notBegun";
  return is_left === 1 ? "left" : "unexpected";
}

/** The classes of the school year of a campaign, in the French order: `6` before `10`. */
async function listClasses(
  env: SchoolEnv,
  { organizationId, campaignId }: Pick<ParticipantQuery, "organizationId" | "campaignId">,
): Promise<string[]> {
  const { results } = await env.DB.prepare(
    `SELECT DISTINCT division FROM schooling WHERE organization_id = ?1 AND year =
       (SELECT CAST(school_year AS INTEGER) FROM campaign WHERE organization_id = ?1 AND id = ?2)`,
  )
    .bind(organizationId, campaignId)
    .all<{ division: string }>();
  return results.map(({ division }) => division).sort(compareDivisions);
}

export function isParticipantState(value: unknown): value is ParticipantState {
  return PARTICIPANT_STATES.some((state) => state === value);
}
