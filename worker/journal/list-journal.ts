import { oneLine } from "#words/foreign-text.ts";
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
/** The value of the URL for lines that no person caused. */
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
  /** The people of the school's journal, by name; null for the product itself. */
  people: Array<{ id: string; name: string | null }>;
};

/** One seek for each person, where DISTINCT would walk every line; erased accounts are omitted. */
const PEOPLE = `WITH RECURSIVE found (id) AS (
    SELECT min(user_id) FROM journal WHERE organization_id = ?1
    UNION ALL
    SELECT (SELECT min(user_id) FROM journal WHERE organization_id = ?1 AND user_id > found.id)
    FROM found WHERE found.id IS NOT NULL)
  SELECT * FROM (
    SELECT u.id, u.name FROM found CROSS JOIN user u ON u.id = found.id
    UNION ALL
    SELECT '${SERVICE}', NULL
    WHERE EXISTS (SELECT 1 FROM journal WHERE organization_id = ?1 AND user_id IS NULL))
  ORDER BY name IS NULL, name, id`;

/** The filters of a URL; an invalid value is ignored. */
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
  const { index, where, values } = conditions(query);
  const page = query.page === "all" ? 1 : query.page;
  const limit =
    query.page === "all"
      ? ""
      : `LIMIT ${JOURNAL_PAGE_SIZE} OFFSET ${(page - 1) * JOURNAL_PAGE_SIZE}`;
  const from = `FROM journal j INDEXED BY ${index} WHERE ${where}`;
  const [rows, total, people] = await Promise.all([
    // Names and details are fetched only for the rows of the page.
    env.DB.prepare(
      `SELECT j.at, j.event, j.subject, j.detail, j.user_id AS userId, u.name AS userName,
         s.name AS aboutName
       FROM (SELECT j.id AS place ${from} ORDER BY j.at DESC, j.id DESC ${limit})
         CROSS JOIN journal j ON j.id = place
         LEFT JOIN user u ON u.id = j.user_id
         LEFT JOIN user s ON s.id = j.subject AND j.event LIKE 'member.%'
       ORDER BY j.at DESC, j.id DESC`,
    )
      .bind(...values)
      .all<JournalRow>(),
    env.DB.prepare(`SELECT count(*) AS total ${from}`)
      .bind(...values)
      .first<number>("total"),
    env.DB.prepare(PEOPLE).bind(query.organizationId).all<{ id: string; name: string | null }>(),
  ]);
  return {
    total: total ?? 0,
    page,
    pageSize: JOURNAL_PAGE_SIZE,
    lines: rows.results.map(describeLine),
    people: people.results.map(({ id, name }) => ({ id, name: name && oneLine(name, 60) })),
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
  const index = query.person === "" ? "journal_by_time" : "journal_by_person";
  return { index, where: parts.join(" AND "), values };
}

function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}
