import { isLevel, LEVELS, type Level, levelOfFormation } from "./level.ts";
import { nameKey } from "./name-key.ts";

export const PUPILS_PAGE_SIZE = 50;
const MAX_SEARCH_LENGTH = 100;
/** D1 takes a hundred values in a statement; a name has fewer words. */
const MAX_WORDS = 20;

/** Each order walks the index named with it; `place` (rowid) makes pages stable. */
const ORDERS = {
  lastName: { columns: ["search"], index: "pupil_by_name" },
  firstName: { columns: ["search_first", "search"], index: "pupil_by_first_name" },
  birthDate: { columns: ["birth_date", "search"], index: "pupil_by_birth_date" },
  division: { columns: ["division", "search"], index: "pupil_by_division" },
} as const;

type SortKey = keyof typeof ORDERS;
export type PupilSort = SortKey | `-${SortKey}`;

export type ListedPupil = {
  id: string;
  lastName: string;
  firstName: string;
  birthDate: string;
  division: string;
  deactivatedAt: string | null;
};

export type PupilQuery = {
  organizationId: string;
  search: string;
  divisions: string[];
  levels: Level[];
  sort: PupilSort;
  page: number | "all";
  includeDeactivated: boolean;
};

export type PupilPage = {
  total: number;
  page: number;
  pageSize: number;
  pupils: ListedPupil[];
  divisions: string[];
};

/** The sort asked for, or by name when it is none of ours. */
export function parsePupilSort(raw: string | null): PupilSort {
  return isSort(raw) ? raw : "lastName";
}

/** The query of a list as its URL says it; what is none of ours is left out. */
export function parsePupilQuery(query: URLSearchParams): Omit<
  PupilQuery,
  "organizationId" | "page"
> & {
  page: number;
} {
  const page = query.get("page") ?? "1";
  return {
    search: (query.get("search") ?? "").trim().slice(0, MAX_SEARCH_LENGTH),
    divisions: query.getAll("division").filter(Boolean),
    levels: query.getAll("level").filter(isLevel),
    sort: parsePupilSort(query.get("sort")),
    page: /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1,
    includeDeactivated: query.get("include") === "deactivated",
  };
}

function isSort(raw: string | null): raw is PupilSort {
  return raw !== null && isSortKey(raw.replace(/^-/, ""));
}

function isSortKey(raw: string): raw is SortKey {
  return Object.hasOwn(ORDERS, raw);
}

/**
 * One page of the school's pupils (or all of them, for a file), and the classes and levels to filter by.
 * Each word of `search` must be in the names, in any order; accents, hyphens and apostrophes do not matter.
 */
export async function listPupils(
  env: Env,
  query: PupilQuery,
): Promise<PupilPage & { levels: Level[] }> {
  const formations = await listFormations(env, query.organizationId);
  const { rows, total, values } = pupilStatements(query, formations);
  const [found, counted, classes] = await env.DB.batch<Record<string, unknown>>([
    env.DB.prepare(rows).bind(...values),
    env.DB.prepare(total).bind(...values),
    env.DB.prepare(eachValue("division")).bind(query.organizationId),
  ]);
  const active = formations.filter(({ active }) => active).map(({ key }) => levelOfFormation(key));
  return {
    total: Number(counted?.results[0]?.total ?? 0),
    page: query.page === "all" ? 1 : query.page,
    pageSize: PUPILS_PAGE_SIZE,
    pupils: (found?.results ?? []).map(toPupil),
    divisions: (classes?.results ?? []).map((row) => String(row.value)).filter(Boolean),
    levels: LEVELS.filter((level) => active.includes(level)),
  };
}

type Formation = { key: string; active: boolean };

/** The programmes of the school's pupils, those nobody active follows too. */
export async function listFormations(env: Env, organizationId: string): Promise<Formation[]> {
  const [all, active] = await env.DB.batch<{ value: string }>([
    env.DB.prepare(eachValue("formation", { everyone: true })).bind(organizationId),
    env.DB.prepare(eachValue("formation")).bind(organizationId),
  ]);
  const followed = new Set(active?.results.map(({ value }) => value));
  return (all?.results ?? []).map(({ value }) => ({ key: value, active: followed.has(value) }));
}

/**
 * SQL of the values an indexed column takes in school `?1`, in order: one seek for each value, where
 * DISTINCT would walk every pupil.
 */
function eachValue(column: string, { everyone = false } = {}): string {
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
  const by = (rowid: string) =>
    [...order.columns, "deactivated_at", rowid].map((column) => column + way).join(", ");
  const narrow = narrowIndex(query);
  const byFormation = narrow === "pupil_by_formation" && query.search === "" && key !== "lastName";
  const index = narrow === null || byFormation ? order.index : narrow;
  const page = query.page === "all" ? 1 : query.page;
  const limit =
    query.page === "all" ? "" : `LIMIT ${PUPILS_PAGE_SIZE} OFFSET ${(page - 1) * PUPILS_PAGE_SIZE}`;
  return {
    values,
    rows: `SELECT id, last_name, first_name, birth_date, division, deactivated_at, ine, formation
      FROM pupil
      JOIN (SELECT rowid AS place FROM pupil INDEXED BY ${index}
            WHERE ${where} ORDER BY ${by("rowid")} ${limit}) ON pupil.rowid = place
      ORDER BY ${by("place")}`,
    total: `SELECT count(*) AS total FROM pupil INDEXED BY ${narrow ?? "pupil_by_name"} WHERE ${where}`,
  };
}

/** The index that holds the pupils filtered for together; null when the filters say nothing of it. */
function narrowIndex(query: PupilQuery): string | null {
  if (query.divisions.length > 0) return "pupil_by_division";
  return query.levels.length > 0 ? "pupil_by_formation" : null;
}

function conditions(query: PupilQuery, formations: Formation[]) {
  const parts = ["organization_id = ?1"];
  const values = [query.organizationId];
  const add = (value: string) => `?${values.push(value)}`;
  if (!query.includeDeactivated) parts.push("deactivated_at IS NULL");
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

function toPupil(row: Record<string, unknown>): ListedPupil {
  return {
    id: String(row.id),
    lastName: String(row.last_name),
    firstName: String(row.first_name),
    birthDate: String(row.birth_date),
    division: String(row.division),
    deactivatedAt:
      row.deactivated_at === null ? null : new Date(Number(row.deactivated_at)).toISOString(),
  };
}
