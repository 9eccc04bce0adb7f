import { readPageNumber } from "../platform/page-number.ts";
import { ARRIVED } from "./arrivals-sql.ts";
import { isLevel, type Level, levelOfFormation } from "./level.ts";
import { nameKey } from "./name-key.ts";

export const PUPILS_PAGE_SIZE = 50;
const MAX_SEARCH_LENGTH = 100;
/** D1 accepts a hundred values in a statement; a name has fewer words. */
const MAX_WORDS = 20;

/**
 * Each order is that of its index, to the last column: pages are stable (every index ends with `place`, the rowid), and
 * a far page needs no sorting.
 */
const ORDERS = {
  lastName: { columns: ["search", "deactivated_at"], index: "pupil_by_name" },
  firstName: {
    columns: ["search_first", "search", "deactivated_at", "formation"],
    index: "pupil_by_first_name",
  },
  birthDate: {
    columns: ["birth_date", "search", "deactivated_at", "formation"],
    index: "pupil_by_birth_date",
  },
  division: {
    columns: ["division", "search", "deactivated_at", "formation"],
    index: "pupil_by_division",
  },
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

/** A `formation` of the school's pupils; `active`: an active pupil follows it. */
export type Formation = { key: string; active: boolean };

/**
 * SQL of the values an indexed column takes in school `?1`, in order: one seek for each value, where
 * DISTINCT would walk every pupil.
 */
export function eachValue(column: string, { everyone = false } = {}): string {
  const where = `organization_id = ?1${everyone ? "" : " AND deactivated_at IS NULL"}`;
  return `WITH RECURSIVE found (value) AS (
      SELECT min(${column}) FROM pupil WHERE ${where}
      UNION ALL
      SELECT (SELECT min(${column}) FROM pupil WHERE ${where} AND ${column} > found.value)
      FROM found WHERE found.value IS NOT NULL)
    SELECT value FROM found WHERE value IS NOT NULL`;
}

/**
 * The two statements of a list, with the index each must read: without statistics, D1 would walk all the
 * pupils by name to find the thirty of a class. The columns shown are fetched for the page alone.
 */
export function pupilStatements(query: PupilQuery, formations: Formation[]) {
  const { where, values } = conditions(query, formations);
  const key = query.sort.replace(/^-/, "");
  const order = ORDERS[isSortKey(key) ? key : "lastName"];
  const way = query.sort.startsWith("-") ? " DESC" : "";
  const by = (rowid: string) => [...order.columns, rowid].map((column) => column + way).join(", ");
  const narrow = narrowIndex(query);
  const byFormation = narrow === "pupil_by_formation" && query.search === "" && key !== "lastName";
  const index = narrow === null || byFormation ? order.index : narrow;
  const page = query.page === "all" ? 1 : query.page;
  const limit =
    query.page === "all" ? "" : `LIMIT ${PUPILS_PAGE_SIZE} OFFSET ${(page - 1) * PUPILS_PAGE_SIZE}`;
  return {
    values,
    rows: `SELECT id, last_name, first_name, birth_date, division, deactivated_at, ine, formation,
        leaving_reason, left_on
      FROM pupil
      JOIN (SELECT rowid AS place FROM pupil INDEXED BY ${index}
            WHERE ${where} ORDER BY ${by("rowid")} ${limit}) ON pupil.rowid = place
      ORDER BY ${by("place")}`,
    total: `SELECT count(*) AS total FROM pupil INDEXED BY ${narrow ?? "pupil_by_name"} WHERE ${where}`,
  };
}

/** The index that matches the filters; null without a filter on classes or levels. */
function narrowIndex(query: PupilQuery): string | null {
  if (query.divisions.length > 0) return "pupil_by_division";
  return query.levels.length > 0 ? "pupil_by_formation" : null;
}

function conditions(query: PupilQuery, formations: Formation[]) {
  const parts = ["organization_id = ?1"];
  const values: (string | number)[] = [query.organizationId];
  const add = (value: string) => `?${values.push(value)}`;
  // The plus: if it is known to have one value, the column would no longer be read in the order of the index.
  if (query.only === "deactivated") parts.push("+deactivated_at IS NOT NULL");
  else if (!query.includeDeactivated) parts.push("+deactivated_at IS NULL");
  if (query.only === "arrived") parts.push(ARRIVED);
  if (query.divisions.length > 0) {
    const list = add(JSON.stringify(query.divisions));
    parts.push(`division IN (SELECT value FROM json_each(${list}))`);
  }
  if (query.levels.length > 0) {
    const keys = formations
      .map(({ key }) => key)
      .filter((key) => query.levels.includes(levelOfFormation(key)));
    parts.push(`formation IN (SELECT value FROM json_each(${add(JSON.stringify(keys))}))`);
  }
  const words = nameKey(query.search.slice(0, MAX_SEARCH_LENGTH)).split(" ").filter(Boolean);
  for (const word of words.slice(0, MAX_WORDS)) parts.push(`instr(search, ${add(word)}) > 0`);
  return { where: parts.join(" AND "), values };
}
