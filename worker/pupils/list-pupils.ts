import type { SchoolEnv } from "../platform/school-env.ts";
import { type Leaving, readLeaving } from "./leaving.ts";
import { LEVELS, type Level, levelOfFormation } from "./level.ts";
import {
  DIVISIONS,
  PUPILS_PAGE_SIZE,
  type PupilQuery,
  pupilStatements,
} from "./list-statements.ts";

export type ListedPupil = {
  id: string;
  lastName: string;
  firstName: string;
  birthDate: string;
  division: string;
  deactivatedAt: string | null;
} & Leaving;

export type PupilPage = {
  total: number;
  page: number;
  pageSize: number;
  pupils: ListedPupil[];
  divisions: string[];
};

/**
 * One page of the school's pupils (or all of them, for a file), and the classes and levels to filter by.
 * Each word of `search` must be in the names, in any order; accents, hyphens and apostrophes do not matter.
 */
export async function listPupils(
  env: SchoolEnv,
  query: PupilQuery,
): Promise<PupilPage & { levels: Level[] }> {
  const { rows, groups, values } = pupilStatements(query);
  const [found, grouped] = await env.DB.batch<Record<string, unknown>>([
    env.DB.prepare(rows).bind(...values),
    env.DB.prepare(groups).bind(...values),
  ]);
  const all = grouped?.results ?? [];
  const active = all.filter((group) => Number(group.active) > 0);
  const levels = active.map((group) => levelOfFormation(String(group.formation)));
  return {
    total: all.reduce((sum, group) => sum + Number(group.found), 0),
    page: query.page === "all" ? 1 : query.page,
    pageSize: PUPILS_PAGE_SIZE,
    pupils: (found?.results ?? []).map(toPupil),
    divisions: [...new Set(active.map((group) => String(group.division)))].filter(Boolean),
    levels: LEVELS.filter((level) => levels.includes(level)),
  };
}

/** The classes that have an active pupil, in their order. */
export async function listDivisions(env: SchoolEnv, organizationId: number): Promise<string[]> {
  const { results } = await env.DB.prepare(DIVISIONS).bind(organizationId).all<{ value: string }>();
  return results.map(({ value }) => value).filter(Boolean);
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
    ...readLeaving(row),
  };
}
