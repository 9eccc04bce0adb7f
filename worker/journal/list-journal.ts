import { startOfParisDay } from "../platform/clock.ts";
import {
  describeLine,
  eventsOfKind,
  JOURNAL_KINDS,
  type JournalKind,
  type JournalLine,
  type JournalRow,
} from "./describe-line.ts";

const JOURNAL_PAGE_SIZE = 50;
/** In the URL, the person of the lines that nobody asked for. */
export const SERVICE = "service";

export type JournalFilters = {
  kind: JournalKind | null;
  /** An id of a person, or `SERVICE`. */
  person: string;
  /** Days of Europe/Paris, both included; empty for no limit. */
  from: string;
  to: string;
};

export type JournalPage = {
  total: number;
  page: number;
  pageSize: number;
  lines: JournalLine[];
  /** Those who appear in the school's journal, by name; null for the product itself. */
  people: Array<{ id: string; name: string | null }>;
};

/** The filters of a URL; what is not understood filters nothing. */
export function parseJournalFilters(query: URLSearchParams): JournalFilters {
  const day = (raw: string | null) => (raw !== null && isDay(raw) ? raw : "");
  return {
    kind: JOURNAL_KINDS.find((kind) => kind === query.get("kind")) ?? null,
    person: (query.get("person") ?? "").slice(0, 100),
    from: day(query.get("from")),
    to: day(query.get("to")),
  };
}

function isDay(raw: string): boolean {
  return /^20\d\d-\d\d-\d\d$/.test(raw) && !Number.isNaN(Date.parse(`${raw}T00:00:00Z`));
}

/** The school's journal, newest first, a page of 50 or all of it. Names are those of today's accounts. */
export async function listJournal(
  env: Env,
  query: JournalFilters & { organizationId: string; page: number | "all" },
): Promise<JournalPage> {
  const { where, values } = conditions(query);
  const page = query.page === "all" ? 1 : query.page;
  const limit =
    query.page === "all"
      ? ""
      : `LIMIT ${JOURNAL_PAGE_SIZE} OFFSET ${(page - 1) * JOURNAL_PAGE_SIZE}`;
  const [rows, total, people] = await Promise.all([
    env.DB.prepare(
      `SELECT j.at, j.event, j.subject, j.detail, j.user_id AS userId, u.name AS userName,
         s.name AS aboutName
       FROM journal j LEFT JOIN user u ON u.id = j.user_id
         LEFT JOIN user s ON s.id = j.subject AND j.event LIKE 'member.%'
       WHERE ${where} ORDER BY j.at DESC, j.id DESC ${limit}`,
    )
      .bind(...values)
      .all<JournalRow>(),
    env.DB.prepare(`SELECT count(*) AS total FROM journal j WHERE ${where}`)
      .bind(...values)
      .first<number>("total"),
    env.DB.prepare(
      `SELECT DISTINCT coalesce(j.user_id, '${SERVICE}') AS id, u.name FROM journal j
       LEFT JOIN user u ON u.id = j.user_id
       WHERE j.organization_id = ?1 AND (j.user_id IS NULL OR u.id IS NOT NULL)
       ORDER BY u.name IS NULL, u.name, id`,
    )
      .bind(query.organizationId)
      .all<{ id: string; name: string | null }>(),
  ]);
  return {
    total: total ?? 0,
    page,
    pageSize: JOURNAL_PAGE_SIZE,
    lines: rows.results.map(describeLine),
    people: people.results,
  };
}

function conditions(query: JournalFilters & { organizationId: string }) {
  const parts = ["j.organization_id = ?1"];
  const values: Array<string | number> = [query.organizationId];
  const add = (part: (place: string) => string, value: string | number) => {
    values.push(value);
    parts.push(part(`?${values.length}`));
  };
  if (query.kind !== null) {
    const events = JSON.stringify(eventsOfKind(query.kind));
    add((place) => `j.event IN (SELECT value FROM json_each(${place}))`, events);
  }
  if (query.person === SERVICE) parts.push("j.user_id IS NULL");
  else if (query.person !== "") add((place) => `j.user_id = ${place}`, query.person);
  if (query.from !== "") add((place) => `j.at >= ${place}`, startOfParisDay(query.from));
  if (query.to !== "") add((place) => `j.at < ${place}`, startOfParisDay(dayAfter(query.to)));
  return { where: parts.join(" AND "), values };
}

function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}
