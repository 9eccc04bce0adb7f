import { oneLine } from "#words/foreign-text.ts";
import { completeNames, readMemberNames } from "../organizations/read-names.ts";
import { startOfParisDay } from "../platform/clock.ts";
import type { SchoolEnv } from "../platform/school-env.ts";
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

/** Null is the product itself. */
const PEOPLE = "SELECT DISTINCT user_id AS id FROM journal WHERE organization_id = ?1";

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

type Line = Omit<JournalRow, "userName" | "aboutName">;
type Part = { lines: Line[]; total: number; people: (string | null)[] };

/**
 * The school's journal, newest first, a page of 50 or all of it. It is kept in two databases, that of the school's data
 * and the central one, and merged here. Names are those of today's accounts.
 */
export async function listJournal(
  env: SchoolEnv,
  query: JournalFilters & { organizationId: number; page: number | "all" },
): Promise<JournalPage> {
  const page = query.page === "all" ? 1 : query.page;
  const [from, to] =
    query.page === "all"
      ? [0, Number.POSITIVE_INFINITY]
      : [(page - 1) * JOURNAL_PAGE_SIZE, page * JOURNAL_PAGE_SIZE];
  const [known, ...parts] = await Promise.all([
    readMemberNames(env.CENTRAL, query.organizationId),
    readPart(env, query, to),
    readPart(env.CENTRAL, query, to),
  ]);
  const [ofSchool, ofAccess] = parts.map(({ lines }) => lines);
  const shown = mergeLines(ofSchool ?? [], ofAccess ?? []).slice(from, to);
  const people = new Set(parts.flatMap((part) => part.people));
  const about = shown.map(aboutOf);
  const names = await completeNames(env.CENTRAL, known, [...people, ...about]);
  return {
    total: parts.reduce((sum, part) => sum + part.total, 0),
    page,
    pageSize: JOURNAL_PAGE_SIZE,
    lines: shown.map((line) =>
      describeLine({
        ...line,
        userName: names.get(line.userId) ?? null,
        aboutName: names.get(aboutOf(line)) ?? null,
      }),
    ),
    people: listPeople(people, names),
  };
}

/** The person a line is about, beside the one who acted. */
function aboutOf({ event, subject }: Line): string | null {
  return event.startsWith("member.") ? subject : null;
}

/** The first `most` lines of one of the two databases, its total and its people: one round trip. */
async function readPart(
  env: Env | SchoolEnv,
  query: JournalFilters & { organizationId: number },
  most: number,
): Promise<Part> {
  const { where, values } = conditions(query);
  const from = `FROM journal j WHERE ${where}`;
  const limit = Number.isFinite(most) ? `LIMIT ${most}` : "";
  const db = env.DB as D1Database;
  const [rows, total, people] = await db.batch<Line & { total: number; id: string | null }>([
    db
      .prepare(
        `SELECT j.at, j.event, j.subject, j.detail, j.user_id AS userId ${from}
         ORDER BY j.at DESC, j.n DESC ${limit}`,
      )
      .bind(...values),
    db.prepare(`SELECT count(*) AS total ${from}`).bind(...values),
    db.prepare(PEOPLE).bind(query.organizationId),
  ]);
  return {
    lines: rows?.results ?? [],
    total: total?.results[0]?.total ?? 0,
    people: people?.results.map(({ id }) => id) ?? [],
  };
}

/** Newest first; of the same millisecond, what happened to the school's data first. */
function mergeLines(ofSchool: Line[], ofAccess: Line[]): Line[] {
  return [...ofSchool, ...ofAccess].sort((one, other) => other.at - one.at);
}

/** By name, the product last; erased accounts are omitted. */
function listPeople(
  people: Set<string | null>,
  names: Map<string | null, string>,
): JournalPage["people"] {
  const named = [...people].flatMap((id) => {
    const name = names.get(id);
    return id !== null && name !== undefined ? { id, name: oneLine(name, 60) } : [];
  });
  named.sort((one, other) => compareText(one.name, other.name) || compareText(one.id, other.id));
  return people.has(null) ? [...named, { id: SERVICE, name: null }] : named;
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function conditions(query: JournalFilters & { organizationId: number }) {
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
