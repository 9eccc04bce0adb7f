import { startOfParisDay } from "../../platform/clock.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import type { GivenAnswer, Person } from "./match-lines.ts";

/** SQL: the pupils of school `?1` who were in a class in year `?2`, including those who left. */
const PEOPLE = `SELECT CAST(p.id AS TEXT) AS id, p.last_name AS lastName, p.usual_name AS usualName, p.first_name AS firstName,
    p.middle_name AS middleName, p.third_name AS thirdName, s.division
  FROM schooling s CROSS JOIN pupil p ON p.organization_id = ?1 AND p.id = s.pupil_id
  WHERE s.organization_id = ?1 AND s.year = CAST(?2 AS INTEGER) AND s.division <> ''`;

/** SQL: their earlier classes of the same year, from the changes of imports since `?3`. */
const FORMER = `SELECT DISTINCT CAST(c.pupil_id AS TEXT) AS id, c.schooling_before ->> 'division' AS division
  FROM import i CROSS JOIN pupil_change c ON c.organization_id = ?1 AND c.import_number = i.number
    AND c.schooling_before IS NOT NULL
  JOIN schooling s ON s.organization_id = ?1 AND s.pupil_id = c.pupil_id
    AND s.year = CAST(?2 AS INTEGER)
  WHERE i.organization_id = ?1 AND i.status = 'done' AND i.school_year = ?2 AND i.finished_at >= ?3
    AND c.schooling_before ->> 'division' <> s.division`;

const SAID = `SELECT name_key AS nameKey, division_key AS divisionKey, started_on AS startedOn,
    twin AS isTwin, CAST(pupil_id AS TEXT) AS pupilId, answer
  FROM campaign_answer WHERE organization_id = ?1 AND school_year = ?2`;

/** The pupils whom the lines of a school year can match, and people's answers about names this year. One round trip. */
export async function readPeople(
  env: SchoolEnv,
  input: { organizationId: number; year: string },
): Promise<{ people: Person[]; answers: GivenAnswer[] }> {
  const values = [input.organizationId, input.year];
  const since = startOfParisDay(`${input.year.slice(0, 4)}-08-01`);
  const [people, former, said] = await env.DB.batch<Record<string, unknown>>([
    env.DB.prepare(PEOPLE).bind(...values),
    // Names the table directly: this module must not depend on `imports`.
    env.DB.prepare(FORMER).bind(...values, since),
    env.DB.prepare(SAID).bind(...values),
  ]);
  const classes = new Map<string, string[]>();
  for (const { id, division } of (former?.results ?? []) as Array<{
    id: string;
    division: string;
  }>) {
    classes.set(id, [...(classes.get(id) ?? []), division]);
  }
  return {
    people: ((people?.results ?? []) as Array<Omit<Person, "former">>).map((person) => ({
      ...person,
      former: classes.get(person.id) ?? [],
    })),
    answers: ((said?.results ?? []) as Array<GivenAnswer & { isTwin: unknown }>).map((answer) => ({
      ...answer,
      isTwin: Boolean(answer.isTwin),
    })),
  };
}
