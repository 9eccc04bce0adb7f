import type { SchoolEnv } from "../../platform/school-env.ts";
import { compareDivisions, divisionKey } from "../../pupils/division.ts";
import { nameKey } from "../../pupils/name-key.ts";
import { compareResults, isOlder } from "../order.ts";
import type { Result, ResultStatus } from "../result.ts";

export type DivisionCounts = {
  year: string;
  division: string;
  /** Pupils who have a result, whatever its status: the lines of the class's CSV. */
  results: number;
  /** Pupils who have a validated result: the attestations of the class. */
  attestations: number;
};

const STATUSES: readonly ResultStatus[] = [
  "validated",
  "rejected",
  "cancelled",
  "error",
  "started",
];

/**
 * Every result the school keeps, for one year or all, for some classes or all, including pupils who left and
 * several results of one pupil. By class, then by name, in the French order. The case of a class does not matter
 * (`docs/domain/results.md` 4.2).
 */
export async function listResults(
  env: SchoolEnv,
  input: { organizationId: number; year?: string; divisions?: string[] },
): Promise<Result[]> {
  const divisions = input.divisions && (await knownDivisions(env, input, input.divisions));
  return await listResultsOf(env, { ...input, divisions });
}

/** What a line of the page shows of a result, and what decides which result of a pupil it is. */
export type ShownResult = Pick<
  Result,
  | ("id" | "number" | "pupilId" | "lastName" | "firstName" | "birthDate")
  | ("schoolYear" | "division" | "status" | "score" | "level" | "takenOn")
>;

/** The same results, for some classes as written in the base, with only what a page shows of them. */
export async function listShownResults(
  env: SchoolEnv,
  {
    organizationId,
    year,
    divisions,
  }: { organizationId: number; year: string; divisions: string[] },
): Promise<ShownResult[]> {
  const { results } = await env.DB.prepare(
    `SELECT CAST(number AS TEXT) AS number, CAST(pupil_id AS TEXT) AS pupilId, last_name AS lastName,
       first_name AS firstName, birth_date AS birthDate, school_year AS schoolYear, division, status,
       score, level, taken_on AS takenOn
     FROM certification
     WHERE organization_id = ?1 AND school_year = ?2
       AND division IN (SELECT value FROM json_each(?3))`,
  )
    .bind(organizationId, year, JSON.stringify(divisions))
    .all<Omit<ShownResult, "id">>();
  return results.map((row) => ({ id: row.number, ...row })).sort(compareResults);
}

/** The same for classes as written in the base. */
async function listResultsOf(
  env: SchoolEnv,
  input: { organizationId: number; year?: string; divisions?: string[] },
): Promise<Result[]> {
  const { divisions } = input;
  const parts = ["c.organization_id = ?1"];
  const values: (string | number)[] = [input.organizationId];
  if (input.year !== undefined) parts.push(`c.school_year = ?${values.push(input.year)}`);
  if (divisions) {
    const place = values.push(JSON.stringify(divisions));
    parts.push(`c.division IN (SELECT value FROM json_each(?${place}))`);
  }
  const { results } = await env.DB.prepare(
    `SELECT c.number, c.pupil_id, c.first_name, c.last_name, c.birth_date, c.birth_city,
       c.external_id, c.type, c.status, c.level, c.score, c.competences, c.complementary, c.comment,
       c.session, c.center, c.taken_on, c.delivered_on, c.verification_code, c.version,
       c.school_year, c.division, i.at AS imported_at, i.imported_by, i.filename
     FROM certification c
     JOIN certification_import i ON i.organization_id = c.organization_id AND i.number = c.file
     WHERE ${parts.join(" AND ")}`,
  )
    .bind(...values)
    .all();
  return results.map(toResult).sort(compareResults);
}

/** The classes as written in the base, requested in any letter case. */
async function knownDivisions(
  env: SchoolEnv,
  input: { organizationId: number },
  asked: string[],
): Promise<string[]> {
  const keys = new Set(asked.map(divisionKey));
  const { results } = await env.DB.prepare(
    "SELECT DISTINCT division FROM certification WHERE organization_id = ?1",
  )
    .bind(input.organizationId)
    .all<{ division: string }>();
  return results.map(({ division }) => division).filter((one) => keys.has(divisionKey(one)));
}

/**
 * The rule of the results file: of one pupil, in one class of one year, the most recent certification by date of
 * the test, then by number, whatever its status. A result without a pupil is grouped by name and date of birth. The
 * order of the list stays. Source: `docs/domain/results.md` 4.2.
 */
export function latestPerPupil<One extends Listed>(results: One[]): One[] {
  const latest = new Map<string, One>();
  for (const result of results) {
    const person = personKey(result);
    const known = latest.get(person);
    if (!known || isOlder(known, result) < 0) latest.set(person, result);
  }
  return results.filter((result) => latest.get(personKey(result)) === result);
}

type Listed = Pick<
  Result,
  | ("number" | "pupilId" | "lastName" | "firstName" | "birthDate")
  | ("schoolYear" | "division" | "takenOn")
>;

function personKey(result: Listed): string {
  const person =
    result.pupilId ??
    `${nameKey(result.lastName)} ${nameKey(result.firstName)} ${result.birthDate}`;
  return JSON.stringify([result.schoolYear, result.division, person]);
}

/** The classes that have results, newest year first, each with its available downloads. */
export async function listDivisions(
  env: SchoolEnv,
  input: { organizationId: number; year?: string },
): Promise<DivisionCounts[]> {
  const person = "coalesce(pupil_id, search || ' ' || birth_date)";
  const { results } = await env.DB.prepare(
    `SELECT school_year AS year, division, count(DISTINCT ${person}) AS results,
       count(DISTINCT CASE WHEN status = 'validated' THEN ${person} END) AS attestations
     FROM certification
     WHERE organization_id = ?1 AND (?2 IS NULL OR school_year = ?2)
     GROUP BY school_year, division`,
  )
    .bind(input.organizationId, input.year ?? null)
    .all<DivisionCounts>();
  return results.sort(
    (a, b) => b.year.localeCompare(a.year) || compareDivisions(a.division, b.division),
  );
}

function toResult(row: Record<string, unknown>): Result {
  const status = STATUSES.find((one) => one === row.status);
  if (!status) throw new Error("a certification of unknown status");
  return {
    id: String(row.number),
    number: String(row.number),
    pupilId: row.pupil_id === null ? null : String(row.pupil_id),
    firstName: String(row.first_name),
    lastName: String(row.last_name),
    birthDate: String(row.birth_date),
    birthCity: String(row.birth_city),
    externalId: String(row.external_id),
    type: String(row.type),
    status,
    level: String(row.level),
    score: row.score === null ? null : Number(row.score),
    competences: JSON.parse(String(row.competences)),
    complementary: JSON.parse(String(row.complementary)),
    comment: String(row.comment),
    session: String(row.session),
    center: String(row.center),
    takenOn: String(row.taken_on),
    deliveredOn: String(row.delivered_on),
    verificationCode: String(row.verification_code),
    version: row.version === "v2" ? "v2" : "v3",
    schoolYear: String(row.school_year),
    division: String(row.division),
    importedAt: Number(row.imported_at),
    importedBy: String(row.imported_by),
    filename: String(row.filename),
  };
}
