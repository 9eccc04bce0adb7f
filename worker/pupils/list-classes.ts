import type { SchoolEnv } from "../platform/school-env.ts";
import { compareDivisions } from "./division.ts";

export type ClassList = {
  division: string;
  pupils: Array<{ id: string; lastName: string; firstName: string; birthDate: string }>;
};

/** More pupils than any school prints at once: 3 500 is the largest school. */
export const MOST_PRINTED = 4_000;

/** The active pupils of some classes, or of all, by class and then by name; at most `MOST_PRINTED`. */
export async function listClasses(
  env: Pick<SchoolEnv, "DB">,
  { organizationId, divisions }: { organizationId: number; divisions: string[] },
): Promise<ClassList[]> {
  const { results } = await env.DB.prepare(
    `SELECT CAST(id AS TEXT) AS id, last_name AS lastName, first_name AS firstName, birth_date AS birthDate, division
     FROM pupil
     WHERE organization_id = ?1 AND deactivated_at IS NULL AND division <> ''
       AND (?2 = '[]' OR division IN (SELECT value FROM json_each(?2)))
     ORDER BY division, search LIMIT ${MOST_PRINTED}`,
  )
    .bind(organizationId, JSON.stringify(divisions))
    .all<ClassList["pupils"][number] & { division: string }>();
  return [...Map.groupBy(results, ({ division }) => division)]
    .map(([division, pupils]) => ({
      division,
      pupils: pupils.map(({ id, lastName, firstName, birthDate }) => ({
        ...{ id, lastName, firstName, birthDate },
      })),
    }))
    .sort((a, b) => compareDivisions(a.division, b.division));
}
