import { parisDate, schoolYearOf } from "../../platform/clock.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { compareDivisions, divisionKey } from "../../pupils/division.ts";
import { nameKey } from "../../pupils/name-key.ts";
import { countLevels } from "./count-levels.ts";
import { figuresOf, type LevelFigures, type ResultGroup } from "./level-figures.ts";
import {
  latestPerPupil,
  listDivisions,
  listShownResults,
  type ShownResult,
} from "./list-results.ts";

export const RESULTS_PAGE_SIZE = 30;
const SHOWN_FILES = 5;

export type ClassOfYear = {
  division: string;
  /** Pupils in this class that year; 0 when the base had no such class. */
  pupils: number;
  results: number;
  attestations: number;
};
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

/** A row of the picture of levels. `missing`: pupils without any result that year. */
export type LevelRow = { name: string; pupils: number; missing: number; figures: LevelFigures };

export type ResultsPage = {
  years: string[];
  year: string;
  classes: ClassOfYear[];
  /** The chosen classes, as written in the base; null for all. */
  divisions: string[] | null;
  /** The requested classes that do not exist in that year. */
  unknown: string[];
  total: number;
  attestations: number;
  page: number;
  pageSize: number;
  results: ShownResult[];
  /** Pupils of the chosen classes without a result that year; with all chosen, of the classes with results. */
  missing: Array<{ pupilId: string; name: string; division: string }>;
  /** The chosen classes that have results, in their order, then all of them together. */
  levels: { classes: LevelRow[]; whole: LevelRow };
  /** The whole school, year by year, the oldest first. */
  overYears: Array<{ year: string; figures: LevelFigures }>;
  waiting: number;
  files: ReceivedFile[];
  hasPupils: boolean;
};

/**
 * The page of a school year (by default the newest with results), for some classes or all (`divisions: null`): the
 * results, their levels, and the pupils without one. Pupils who left since are included.
 */
export async function readResultsPage(
  env: SchoolEnv,
  input: { organizationId: number; year: string | null; divisions: string[] | null; page: number },
): Promise<ResultsPage> {
  const { organizationId } = input;
  const current = schoolYearOf(parisDate(Date.now()));
  // Of every year: the years are known at the same moment as their classes, without a question in between.
  const [kept, facts] = await Promise.all([
    listDivisions(env, { organizationId }),
    readFacts(env, organizationId),
  ]);
  const certifiedYears = kept.map((one) => one.year);
  const years = [...new Set([current, ...facts.sizes.map((one) => one.year), ...certifiedYears])];
  years.sort((a, b) => b.localeCompare(a));
  const year = years.find((one) => one === input.year) ?? certifiedYears[0] ?? current;
  const classes = classesOf(
    kept.filter((one) => one.year === year),
    facts.sizes.filter((one) => one.year === year && one.division !== ""),
  );
  const asked = input.divisions?.map((name) => ({ name, found: findClass(classes, name) })) ?? null;
  const shown = classes.filter((one) =>
    asked === null ? one.results > 0 : asked.some(({ found }) => found === one),
  );
  const [counted, results, missing] = await Promise.all([
    countLevels(env, { organizationId, year, others: new Set(certifiedYears).size > 1 }),
    listPage(env, { organizationId, year, classes: shown, page: input.page }),
    listMissing(env, {
      ...{ organizationId, year },
      divisions: shown.map(({ division }) => division),
    }),
  ]);
  return {
    years,
    year,
    classes,
    divisions: asked && shown.map(({ division }) => division),
    unknown: asked?.filter(({ found }) => !found).map(({ name }) => name) ?? [],
    total: shown.reduce((sum, one) => sum + one.results, 0),
    attestations: shown.reduce((sum, one) => sum + one.attestations, 0),
    page: input.page,
    pageSize: RESULTS_PAGE_SIZE,
    results,
    missing,
    levels: levelsOf(shown, missing, counted.classes),
    overYears: overYears(counted.years),
    waiting: facts.waiting,
    files: facts.files,
    hasPupils: facts.sizes.length > 0,
  };
}

/** As written, else in any letter case. */
function findClass(classes: ClassOfYear[], name: string): ClassOfYear | undefined {
  const key = divisionKey(name);
  return (
    classes.find(({ division }) => division === name) ??
    classes.find(({ division }) => divisionKey(division) === key)
  );
}

function levelsOf(
  shown: ClassOfYear[],
  missing: ResultsPage["missing"],
  groups: ResultGroup[],
): ResultsPage["levels"] {
  const row = (name: string, ofRow: (division: string) => boolean): LevelRow => ({
    name,
    pupils: shown
      .filter(({ division }) => ofRow(division))
      .reduce((sum, { pupils }) => sum + pupils, 0),
    missing: missing.filter(({ division }) => ofRow(division)).length,
    figures: figuresOf(groups.filter(({ division }) => ofRow(division))),
  });
  const all = new Set(shown.map(({ division }) => division));
  return {
    classes: shown.map(({ division }) => row(division, (one) => one === division)),
    whole: row("", (division) => all.has(division)),
  };
}

function overYears(groups: ResultGroup[]): ResultsPage["overYears"] {
  const years = [...new Set(groups.map(({ year }) => year))].sort();
  return years.map((year) => ({
    year,
    figures: figuresOf(groups.filter((group) => group.year === year)),
  }));
}

/** The results of one page: reads only the classes on that page, however large the year. */
async function listPage(
  env: SchoolEnv,
  input: { organizationId: number; year: string; classes: ClassOfYear[]; page: number },
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
  const listed = await listShownResults(env, { organizationId, year, divisions });
  return latestPerPupil(listed).slice(offset - skipped, end - skipped);
}

async function readFacts(env: SchoolEnv, organizationId: number) {
  const run = (sql: string) => env.DB.prepare(sql).bind(organizationId);
  const [sizes, waiting, files] = await env.DB.batch<Record<string, unknown>>([
    run(`SELECT year || '-' || (year + 1) AS year, division, count(*) AS pupils FROM schooling
      WHERE organization_id = ?1 GROUP BY schooling.year, division`),
    run(`SELECT count(*) AS waiting FROM certification_row r
      JOIN certification_import i ON i.id = r.import_id AND i.state = 'done'
      WHERE r.organization_id = ?1 AND r.reason IS NOT NULL`),
    run(`SELECT * FROM certification_import WHERE organization_id = ?1 AND state = 'done'
      ORDER BY at DESC LIMIT ${SHOWN_FILES}`),
  ]);
  return {
    sizes: (sizes?.results ?? []).map(
      (row): ClassSize => ({
        year: String(row.year),
        division: String(row.division),
        pupils: Number(row.pupils),
      }),
    ),
    waiting: Number(waiting?.results[0]?.waiting ?? 0),
    files: (files?.results ?? []).map(toFile),
  };
}

type OfYear = { organizationId: number; year: string };
type ClassSize = { year: string; division: string; pupils: number };

/** Pupils of these classes without a result that year in any class, by class, then by name. */
async function listMissing(
  env: SchoolEnv,
  { organizationId, year, divisions }: OfYear & { divisions: string[] },
): Promise<ResultsPage["missing"]> {
  const { results } = await env.DB.prepare(
    `SELECT CAST(p.id AS TEXT) AS pupilId, p.last_name || ' ' || p.first_name AS name, s.division FROM schooling s
     CROSS JOIN pupil p ON p.organization_id = ?1 AND p.id = s.pupil_id
     WHERE s.organization_id = ?1 AND s.year = CAST(?2 AS INTEGER)
       AND s.division IN (SELECT value FROM json_each(?3))
       AND s.pupil_id NOT IN (SELECT c.pupil_id FROM certification c
         WHERE c.organization_id = ?1 AND c.school_year = ?2 AND c.pupil_id IS NOT NULL)`,
  )
    .bind(organizationId, year, JSON.stringify(divisions))
    .all<ResultsPage["missing"][number]>();
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
