import { participantFile, participantStates } from "#app/i18n/campaigns.ts";
import { formatDate } from "#app/i18n/format.ts";
import { recordStatement } from "../journal/record.ts";
import type { Role } from "../organizations/access.ts";
import { schoolYearEnd } from "../platform/clock.ts";
import { toCsv } from "../platform/csv.ts";
import { PARTICIPANTS } from "./participants-sql.ts";
import { findCampaign } from "./read-campaign.ts";
import {
  PARTICIPANT_STATES,
  type Participant,
  type ParticipantPage,
  type ParticipantState,
} from "./view.ts";

export const PARTICIPANTS_PAGE_SIZE = 50;

export type ParticipantQuery = {
  organizationId: string;
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

/** SQL: the participants that `?5` (a class) and `?6` (a state) ask for, null for all. */
const ASKED = `FROM participants t JOIN pupil p ON p.id = t.pupil_id AND p.organization_id = ?1
  WHERE (?5 IS NULL OR t.division = ?5) AND (?6 IS NULL OR ?6 = CASE WHEN t.is_left THEN 'left'
    ELSE CASE t.rank WHEN 0 THEN 'notBegun' WHEN 1 THEN 'begun' WHEN 2 THEN 'finished' ELSE 'received' END END)`;

/**
 * The pupils expected in a campaign, and those who took part and left, by class and name in the French order, 50 a
 * page. Null for a campaign that this school does not have.
 */
export async function listParticipants(
  env: Env,
  query: ParticipantQuery,
): Promise<ParticipantPage | null> {
  const campaign = await findCampaign(env, query);
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
    env.DB.prepare(`WITH ${PARTICIPANTS} SELECT count(*) AS total ${ASKED}`).bind(...values),
    env.DB.prepare(
      `WITH ${PARTICIPANTS} SELECT t.pupil_id, p.last_name, p.first_name, t.division, t.rank, t.at, t.mastery,
         t.pix, t.is_left ${ASKED} ORDER BY t.is_left, t.division, p.search, t.pupil_id ${limit}`,
    ).bind(...values),
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

/** The same list, all its pages, as a CSV; told in the journal. */
export async function exportParticipants(
  env: Env,
  query: Omit<ParticipantQuery, "page"> & { userId: string },
): Promise<string | null> {
  const [campaign, list] = [
    await findCampaign(env, query),
    await listParticipants(env, { ...query, page: "all" }),
  ];
  if (!campaign || !list) return null;
  await recordStatement(env, {
    organizationId: query.organizationId,
    at: Date.now(),
    userId: query.userId,
    event: "campaign.exported",
    subject: list.participants.some(({ division }) => division === query.division)
      ? (query.division ?? "")
      : "",
    detail: { name: campaign.name, pupils: list.total },
  }).run();
  const isAdmin = query.role === "admin";
  const { headers, results } = participantFile;
  return toCsv(
    isAdmin ? [...headers, ...results] : headers,
    list.participants.map((one) => [
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
    state: row.is_left === 1 ? "left" : (BY_RANK[row.rank] ?? "notBegun"),
    at: row.at === null ? null : new Date(row.at).toISOString(),
    ...(role === "admin" && { mastery: row.mastery, pix: row.pix }),
  };
}

export function isParticipantState(value: unknown): value is ParticipantState {
  return PARTICIPANT_STATES.some((state) => state === value);
}
