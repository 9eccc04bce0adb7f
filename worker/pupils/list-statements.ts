import { readPageNumber } from "../platform/page-number.ts";
import { ARRIVED } from "./arrivals-sql.ts";
import { isLevel, type Level, levelSql } from "./level.ts";
import { nameKey } from "./name-key.ts";
import { firstAndUsual } from "./name-sql.ts";

export const PUPILS_PAGE_SIZE = 50;
const MAX_SEARCH_LENGTH = 100;
/** D1 accepts a hundred values in a statement; a name has fewer words. */
const MAX_WORDS = 20;

/** The columns of each order; every order ends with `id`, so that pages are stable. */
const ORDERS = {
  lastName: ["search"],
  firstName: [firstAndUsual("search"), "search"],
  birthDate: ["birth_date", "search"],
  division: ["division", "search"],
} as const;

type SortKey = keyof typeof ORDERS;
export type PupilSort = SortKey | `-${SortKey}`;

export type PupilQuery = {
  organizationId: number;
  search: string;
  divisions: string[];
  levels: Level[];
  sort: PupilSort;
  page: number | "all";
  includeDeactivated: boolean;
  /** Of the deactivated pupils, or of the active ones that the last import added or brought back. */
  only?: OnlyPupils;
};

export type OnlyPupils = "deactivated" | "arrived";

/** What `include=` of the URL asks for besides the active pupils, or instead of them. */
const INCLUDED: Record<string, Pick<PupilQuery, "includeDeactivated" | "only">> = {
  deactivated: { includeDeactivated: true },
  "only-deactivated": { includeDeactivated: true, only: "deactivated" },
  arrived: { includeDeactivated: false, only: "arrived" },
};

/** The requested sort, or by name for an unknown one. */
export function parsePupilSort(raw: string | null): PupilSort {
  return isSort(raw) ? raw : "lastName";
}

/** The query of a list from its URL; unknown values are ignored. */
export function parsePupilQuery(query: URLSearchParams): Omit<
  PupilQuery,
  "organizationId" | "page"
> & {
  page: number;
} {
  return {
    search: (query.get("search") ?? "").trim().slice(0, MAX_SEARCH_LENGTH),
    divisions: query.getAll("division").filter(Boolean),
    levels: query.getAll("level").filter(isLevel),
    sort: parsePupilSort(query.get("sort")),
    page: readPageNumber(query.get("page")),
    ...(INCLUDED[query.get("include") ?? ""] ?? { includeDeactivated: false }),
  };
}

function isSort(raw: string | null): raw is PupilSort {
  return raw !== null && isSortKey(raw.replace(/^-/, ""));
}

function isSortKey(raw: string): raw is SortKey {
  return Object.hasOwn(ORDERS, raw);
}

/** SQL: the part of the MEF that gives the level: programme, then duration and year. See `level.ts`. */
export const FORMATION = "substr(mef, 1, 3) || substr(mef, 9, 2)";

/** SQL of the classes that have an active pupil in school `?1`. */
export const DIVISIONS = `SELECT DISTINCT division AS value FROM pupil
  WHERE organization_id = ?1 AND deactivated_at IS NULL ORDER BY value`;

/**
 * The statements of a list: its `rows`, their `total`, and `groups`: each class and programme of the school, in the
 * order of the classes, with its active pupils and those that the list holds. Each reads one range of the table.
 */
export function pupilStatements(query: PupilQuery) {
  const { where, values } = conditions(query);
  const key = query.sort.replace(/^-/, "");
  const order = ORDERS[isSortKey(key) ? key : "lastName"];
  const way = query.sort.startsWith("-") ? " DESC" : "";
  const by = [...order, "id"].map((column) => column + way).join(", ");
  const page = query.page === "all" ? 1 : query.page;
  const limit =
    query.page === "all" ? "" : `LIMIT ${PUPILS_PAGE_SIZE} OFFSET ${(page - 1) * PUPILS_PAGE_SIZE}`;
  return {
    values,
    rows: `SELECT CAST(id AS TEXT) AS id, last_name, first_name, birth_date, division, deactivated_at, ine,
        ${FORMATION} AS formation, leaving_reason, left_on
      FROM pupil WHERE ${where} ORDER BY ${by} ${limit}`,
    total: `SELECT count(*) AS total FROM pupil WHERE ${where}`,
    groups: `SELECT division, ${FORMATION} AS formation, sum(deactivated_at IS NULL) AS active, sum(${where}) AS found
      FROM pupil WHERE organization_id = ?1 GROUP BY 1, 2 ORDER BY 1`,
  };
}

function conditions(query: PupilQuery) {
  const parts = ["organization_id = ?1"];
  const values: (string | number)[] = [query.organizationId];
  const add = (value: string) => `?${values.push(value)}`;
  if (query.only === "deactivated") parts.push("deactivated_at IS NOT NULL");
  else if (!query.includeDeactivated) parts.push("deactivated_at IS NULL");
  if (query.only === "arrived") parts.push(ARRIVED);
  if (query.divisions.length > 0) {
    const list = add(JSON.stringify(query.divisions));
    parts.push(`division IN (SELECT value FROM json_each(${list}))`);
  }
  if (query.levels.length > 0) {
    const list = add(JSON.stringify(query.levels));
    parts.push(`${levelSql("mef")} IN (SELECT value FROM json_each(${list}))`);
  }
  const words = nameKey(query.search.slice(0, MAX_SEARCH_LENGTH)).split(" ").filter(Boolean);
  for (const word of words.slice(0, MAX_WORDS)) parts.push(`instr(search, ${add(word)}) > 0`);
  return { where: parts.join(" AND "), values };
}
