import { parisDate, schoolYearOf } from "../../platform/clock.ts";
import { compareDivisions, divisionKey } from "../../pupils/division.ts";
import { nameKey } from "../../pupils/name-key.ts";
import type { Result } from "../result.ts";
import { countResults } from "./count-results.ts";
import { latestPerPupil, listDivisions, listResults } from "./list-results.ts";

export const RESULTS_PAGE_SIZE = 30;
const SHOWN_FILES = 5;

export type ClassOfYear = {
  division: string;
  /** Pupils in this class that year; 0 when the base had no such class. */
  pupils: number;
  results: number;
  attestations: number;
};
export type ShownResult = Pick<
  Result,
  "id" | "number" | "lastName" | "firstName" | "division" | "status" | "score" | "level" | "takenOn"
> & { outside: boolean };
export type ReceivedFile = {
  id: string;
  filename: string;
  by: string;
  at: string;
  rows: number;
  added: number;
  corrected: number;
  unchanged: number;
  unmatched: number;
};

export type ResultsPage = {
  years: string[];
  year: string;
  classes: ClassOfYear[];
  /** The requested class, as written in the base; null for all. */
  division: string | null;
  /** The typed text when it is not a class of that year; else null. */
  unknown: string | null;
  total: number;
  page: number;
  pageSize: number;
  results: ShownResult[];
  /** Pupils of the class without a result that year; without a class, pupils of all classes with results. */
  missing: Array<{ name: string; division: string }>;
  waiting: number;
  files: ReceivedFile[];
  hasPupils: boolean;
};

/**
 * The page of a school year (by default the newest with results), for one class or all: the results, and the pupils
 * without one. Pupils who left since are included.
 */
export async function readResultsPage(
  env: Env,
  input: { organizationId: string; year: string | null; division: string; page: number },
): Promise<ResultsPage> {
  const { organizationId } = input;
  const current = schoolYearOf(parisDate(Date.now()));
  const [kept, facts] = await Promise.all([
    countResults(env, organizationId),
    readFacts(env, organizationId),
  ]);
  const certifiedYears = kept.map(({ schoolYear }) => schoolYear);
  const years = [...new Set([current, ...facts.years, ...certifiedYears])];
  years.sort((a, b) => b.localeCompare(a));
  const year = years.find((one) => one === input.year) ?? certifiedYears[0] ?? current;
  const [known, sizes] = await Promise.all([
    listDivisions(env, { organizationId, year }),
    countPupils(env, { organizationId, year }),
  ]);
  const classes = classesOf(known, sizes);
  const asked = divisionKey(input.division);
  const division = classes.find((one) => divisionKey(one.division) === asked)?.division ?? null;
  const shown = classes.filter((one) => division === null || one.division === division);
  const [results, missing] = await Promise.all([
    listPage(env, { organizationId, year, classes: shown, page: input.page }),
    listMissing(env, {
      ...{ organizationId, year },
      divisions: shown
        .filter((one) => division !== null || one.results > 0)
        .map((one) => one.division),
    }),
  ]);
  return {
    years,
    year,
    classes,
    division,
    unknown: asked !== "" && division === null ? input.division : null,
    total: shown.reduce((sum, one) => sum + one.results, 0),
    page: input.page,
    pageSize: RESULTS_PAGE_SIZE,
    results,
    missing,
    waiting: facts.waiting,
    files: facts.files,
    hasPupils: facts.hasPupils,
  };
}

/** The results of one page: reads only the classes on that page, however large the year. */
async function listPage(
  env: Env,
  input: { organizationId: string; year: string; classes: ClassOfYear[]; page: number },
): Promise<ShownResult[]> {
  const { organizationId, year, classes, page } = input;
  const offset = (page - 1) * RESULTS_PAGE_SIZE;
  const end = offset + RESULTS_PAGE_SIZE;
  const divisions: string[] = [];
  let skipped = 0;
  let reached = 0;
  for (const { division, results } of classes) {
    if (reached < end && reached + results > offset) divisions.push(division);
    if (divisions.length === 0) skipped += results;
    reached += results;
  }
  if (divisions.length === 0) return [];
  const listed = await listResults(env, { organizationId, year, divisions });
  // The class matches in any letter case, so a class that differs only by case is included.
  const mine = listed.filter((one) => divisions.includes(one.division));
  return latestPerPupil(mine)
    .slice(offset - skipped, end - skipped)
    .map(toShown);
}

async function readFacts(env: Env, organizationId: string) {
  const run = (sql: string) => env.DB.prepare(sql).bind(organizationId);
  const year = "SELECT min(school_year) FROM schooling WHERE organization_id = ?1";
  const [years, waiting, files] = await env.DB.batch<Record<string, unknown>>([
    // One seek for each year.
    run(`WITH RECURSIVE found (year) AS (
        ${year} UNION ALL
        SELECT (${year} AND school_year > found.year) FROM found WHERE found.year IS NOT NULL)
      SELECT year FROM found WHERE year IS NOT NULL`),
    run(`SELECT count(*) AS waiting FROM certification_row r
      JOIN certification_import i ON i.id = r.import_id AND i.state = 'done'
      WHERE r.organization_id = ?1 AND r.reason IS NOT NULL`),
    run(`SELECT * FROM certification_import WHERE organization_id = ?1 AND state = 'done'
      ORDER BY at DESC LIMIT ${SHOWN_FILES}`),
  ]);
  return {
    years: (years?.results ?? []).map((row) => String(row.year)),
    hasPupils: (years?.results.length ?? 0) > 0,
    waiting: Number(waiting?.results[0]?.waiting ?? 0),
    files: (files?.results ?? []).map(toFile),
  };
}

type OfYear = { organizationId: string; year: string };
type ClassSize = { division: string; pupils: number };

async function countPupils(env: Env, { organizationId, year }: OfYear): Promise<ClassSize[]> {
  const { results } = await env.DB.prepare(
    `SELECT division, count(*) AS pupils FROM schooling
     WHERE organization_id = ?1 AND school_year = ?2 AND division <> '' GROUP BY division`,
  )
    .bind(organizationId, year)
    .all<ClassSize>();
  return results;
}

/** Pupils of these classes without a result that year in any class, by class, then by name. */
async function listMissing(
  env: Env,
  { organizationId, year, divisions }: OfYear & { divisions: string[] },
): Promise<ResultsPage["missing"]> {
  const { results } = await env.DB.prepare(
    `SELECT p.last_name || ' ' || p.first_name AS name, s.division FROM schooling s
     CROSS JOIN pupil p ON p.id = s.pupil_id
     WHERE s.organization_id = ?1 AND s.school_year = ?2
       AND s.division IN (SELECT value FROM json_each(?3))
       AND NOT EXISTS (SELECT 1 FROM certification c
         WHERE c.pupil_id = s.pupil_id AND c.school_year = ?2)`,
  )
    .bind(organizationId, year, JSON.stringify(divisions))
    .all<{ name: string; division: string }>();
  return results
    .map((pupil) => ({ pupil, key: nameKey(pupil.name) }))
    .sort(
      (a, b) => compareDivisions(a.pupil.division, b.pupil.division) || (a.key < b.key ? -1 : 1),
    )
    .map(({ pupil }) => pupil);
}

function classesOf(
  counted: Array<{ division: string; results: number; attestations: number }>,
  sizes: ClassSize[],
): ClassOfYear[] {
  const classes = new Map<string, ClassOfYear>();
  const at = (division: string) => {
    const found = classes.get(division) ?? { division, pupils: 0, results: 0, attestations: 0 };
    classes.set(division, found);
    return found;
  };
  for (const { division, pupils } of sizes) at(division).pupils = pupils;
  for (const { division, results, attestations } of counted) {
    Object.assign(at(division), { results, attestations });
  }
  return [...classes.values()].sort((a, b) => compareDivisions(a.division, b.division));
}

function toShown(result: Result): ShownResult {
  const { id, number, lastName, firstName, division, status, score, level, takenOn } = result;
  const outside = result.pupilId === null;
  return { id, number, lastName, firstName, division, status, score, level, takenOn, outside };
}

function toFile(row: Record<string, unknown>): ReceivedFile {
  return {
    id: String(row.id),
    filename: String(row.filename),
    by: String(row.imported_by),
    at: new Date(Number(row.at)).toISOString(),
    rows: Number(row.rows),
    added: Number(row.added),
    corrected: Number(row.corrected),
    unchanged: Number(row.unchanged),
    unmatched: Number(row.unmatched),
  };
}
