import { nameKey } from "./name-key.ts";

export const PUPILS_PAGE_SIZE = 50;
const MAX_SEARCH_LENGTH = 100;

/** Each order walks an index of the active pupils; the id makes pages stable. */
const ORDERS = {
  lastName: "search, id",
  "-lastName": "search DESC, id DESC",
  firstName: "search_first, id",
  "-firstName": "search_first DESC, id DESC",
  birthDate: "birth_date, search, id",
  "-birthDate": "birth_date DESC, search DESC, id DESC",
  division: "division, search, id",
  "-division": "division DESC, search DESC, id DESC",
} as const;

export type PupilSort = keyof typeof ORDERS;

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
  sort: PupilSort;
  page: number;
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

function isSort(raw: string | null): raw is PupilSort {
  return raw !== null && Object.hasOwn(ORDERS, raw);
}

/**
 * One page of the school's pupils, and the classes to filter by, as of one moment. Each word of
 * `search` must be in the names, in any order; accents, hyphens and apostrophes do not matter.
 */
export async function listPupils(env: Env, query: PupilQuery): Promise<PupilPage> {
  const { where, values } = conditions(query);
  const offset = (query.page - 1) * PUPILS_PAGE_SIZE;
  const [rows, counted, classes] = await env.DB.batch<Record<string, unknown>>([
    env.DB.prepare(
      `SELECT id, last_name, first_name, birth_date, division, deactivated_at FROM pupil
       WHERE ${where} ORDER BY ${ORDERS[query.sort]} LIMIT ${PUPILS_PAGE_SIZE} OFFSET ${offset}`,
    ).bind(...values),
    env.DB.prepare(`SELECT count(*) AS total FROM pupil WHERE ${where}`).bind(...values),
    env.DB.prepare(
      `SELECT DISTINCT division FROM pupil
       WHERE organization_id = ?1 AND deactivated_at IS NULL AND division <> '' ORDER BY division`,
    ).bind(query.organizationId),
  ]);
  return {
    total: Number(counted?.results[0]?.total ?? 0),
    page: query.page,
    pageSize: PUPILS_PAGE_SIZE,
    pupils: (rows?.results ?? []).map(toPupil),
    divisions: (classes?.results ?? []).map((row) => String(row.division)),
  };
}

function conditions(query: PupilQuery): { where: string; values: string[] } {
  const parts = ["organization_id = ?1"];
  const values = [query.organizationId];
  if (!query.includeDeactivated) parts.push("deactivated_at IS NULL");
  if (query.divisions.length > 0) {
    values.push(JSON.stringify(query.divisions));
    parts.push(`division IN (SELECT value FROM json_each(?${values.length}))`);
  }
  const words = nameKey(query.search.slice(0, MAX_SEARCH_LENGTH)).split(" ").filter(Boolean);
  if (words.length > 0) {
    values.push(JSON.stringify(words));
    parts.push(
      `NOT EXISTS (SELECT 1 FROM json_each(?${values.length}) w WHERE instr(search, w.value) = 0)`,
    );
  }
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
