import { parisDate, schoolYearOf } from "../platform/clock.ts";
import { nameKey } from "../pupils/name-key.ts";
import { latestPerPupil, listDivisions, listResults } from "./list-results.ts";
import { compareDivisions, divisionKey } from "./order.ts";
import type { Result } from "./result.ts";

export const RESULTS_PAGE_SIZE = 30;
const SHOWN_FILES = 5;

export type ClassOfYear = {
  division: string;
  /** Pupils who were in it that year; 0 when the base knew no such class. */
  pupils: number;
  results: number;
  attestations: number;
};
export type ShownResult = Pick<
  Result,
  "id" | "lastName" | "firstName" | "division" | "status" | "score" | "level" | "takenOn"
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
  /** The class asked for, as it is written; null for all. */
  division: string | null;
  /** What was typed is no class of that year. */
  unknown: string | null;
  total: number;
  page: number;
  pageSize: number;
  results: ShownResult[];
  /** Pupils of the class (of all: of the classes that have results) who have no result that year. */
  missing: Array<{ name: string; division: string }>;
  waiting: number;
  files: ReceivedFile[];
  hasPupils: boolean;
};

type Pupil = { id: string; lastName: string; firstName: string; division: string };

/**
 * What the page shows of a school year (the newest one with results when none is asked) and of a class of
 * it: the results, and who has none. Pupils who left since are there.
 */
export async function readResultsPage(
  env: Env,
  input: { organizationId: string; year: string | null; division: string; page: number },
): Promise<ResultsPage> {
  const { organizationId } = input;
  const current = schoolYearOf(parisDate(Date.now()));
  const [known, facts] = await Promise.all([
    listDivisions(env, { organizationId }),
    readFacts(env, organizationId),
  ]);
  const years = [...new Set([current, ...facts.years, ...known.map(({ year }) => year)])];
  years.sort((a, b) => b.localeCompare(a));
  const year = years.find((one) => one === input.year) ?? known[0]?.year ?? current;
  const [listed, pupils] = await Promise.all([
    listResults(env, { organizationId, year }),
    listPupilsOf(env, organizationId, year),
  ]);
  const classes = classesOf(
    known.filter((one) => one.year === year),
    pupils,
  );
  const asked = divisionKey(input.division);
  const division = classes.find((one) => divisionKey(one.division) === asked)?.division ?? null;
  const isShown = (one: { division: string }) => division === null || one.division === division;
  const results = latestPerPupil(listed.filter(isShown));
  const certified = new Set(classes.filter((one) => one.results > 0).map((one) => one.division));
  const owners = new Set(listed.map(({ pupilId }) => pupilId));
  const offset = (input.page - 1) * RESULTS_PAGE_SIZE;
  return {
    years,
    year,
    classes,
    division,
    unknown: asked !== "" && division === null ? input.division : null,
    total: results.length,
    page: input.page,
    pageSize: RESULTS_PAGE_SIZE,
    results: results.slice(offset, offset + RESULTS_PAGE_SIZE).map(toShown),
    missing: pupils
      .filter((pupil) => isShown(pupil) && !owners.has(pupil.id))
      .filter((pupil) => division !== null || certified.has(pupil.division))
      .map((pupil) => ({
        name: `${pupil.lastName} ${pupil.firstName}`,
        division: pupil.division,
      })),
    waiting: facts.waiting,
    files: facts.files,
    hasPupils: facts.hasPupils,
  };
}

async function readFacts(env: Env, organizationId: string) {
  const run = (sql: string) => env.DB.prepare(sql).bind(organizationId);
  const [years, waiting, files] = await env.DB.batch<Record<string, unknown>>([
    run(`SELECT DISTINCT s.school_year AS year FROM pupil p
      CROSS JOIN schooling s ON s.pupil_id = p.id WHERE p.organization_id = ?1`),
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

/** From pupils to their class of the year: never a scan beyond the index range of one school. */
async function listPupilsOf(env: Env, organizationId: string, year: string): Promise<Pupil[]> {
  const { results } = await env.DB.prepare(
    `SELECT p.id, p.last_name AS lastName, p.first_name AS firstName, s.division
     FROM pupil p CROSS JOIN schooling s ON s.pupil_id = p.id AND s.school_year = ?2
     WHERE p.organization_id = ?1`,
  )
    .bind(organizationId, year)
    .all<Pupil>();
  const key = ({ lastName, firstName }: Pupil) => nameKey(`${lastName} ${firstName}`);
  return results
    .map((pupil) => ({ pupil, key: key(pupil) }))
    .sort(
      (a, b) => compareDivisions(a.pupil.division, b.pupil.division) || (a.key < b.key ? -1 : 1),
    )
    .map(({ pupil }) => pupil);
}

function classesOf(
  counted: Array<{ division: string; results: number; attestations: number }>,
  pupils: Pupil[],
): ClassOfYear[] {
  const classes = new Map<string, ClassOfYear>();
  const at = (division: string) => {
    const found = classes.get(division) ?? { division, pupils: 0, results: 0, attestations: 0 };
    classes.set(division, found);
    return found;
  };
  for (const { division } of pupils) if (division !== "") at(division).pupils += 1;
  for (const { division, results, attestations } of counted) {
    Object.assign(at(division), { results, attestations });
  }
  return [...classes.values()].sort((a, b) => compareDivisions(a.division, b.division));
}

function toShown(result: Result): ShownResult {
  const { id, lastName, firstName, division, status, score, level, takenOn } = result;
  const outside = result.pupilId === null;
  return { id, lastName, firstName, division, status, score, level, takenOn, outside };
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
