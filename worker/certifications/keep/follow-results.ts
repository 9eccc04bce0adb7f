import { runJournalled } from "../../journal/record.ts";
import { assertInBatch } from "../../platform/database.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { firstKey, lastKey } from "../../pupils/name-sql.ts";

/**
 * How many results each of these pupils of the school has; none for those without. `pupils`: SQL of their ids, with
 * `values` as `?1` to `?n`.
 */
export async function countResultsOf(
  env: SchoolEnv,
  organizationId: number,
  pupils: { ids: string; values: (string | number)[] },
): Promise<Record<string, number>> {
  const { results } = await env.DB.prepare(
    `SELECT CAST(pupil_id AS TEXT) AS pupilId, count(*) AS n FROM certification
     WHERE pupil_id IN (${pupils.ids}) AND organization_id = ?${pupils.values.length + 1} GROUP BY pupil_id`,
  )
    .bind(...pupils.values, organizationId)
    .all<{ pupilId: string; n: number }>();
  return Object.fromEntries(results.map(({ pupilId, n }) => [pupilId, n]));
}

const NAME = (row: string) =>
  `${lastKey(`${row}.search`)} || char(9) || ${firstKey(`${row}.search`)}`;

/** SQL: two sheets of school `?1`: `?2`, deactivated, and `?3`, active, with the same name and birth date. */
const ONE_PERSON = `EXISTS (
  SELECT 1 FROM pupil former JOIN pupil present ON present.organization_id = former.organization_id
    AND present.birth_date = former.birth_date
    AND ${NAME("present")} = ${NAME("former")}
  WHERE former.organization_id = ?1 AND former.id = ?2 AND present.id = ?3
    AND former.deactivated_at IS NOT NULL AND present.deactivated_at IS NULL)`;

/**
 * An administrator confirms that two sheets are the same person under two INEs: the results move from the former
 * sheet to the current one, and keep their class and year. One batch with its journal line. False when the sheets
 * differ in name or birth date, or when no result is left to move.
 */
export async function followResults(
  env: SchoolEnv,
  input: { organizationId: number; userId: string; from: string; to: string },
): Promise<boolean> {
  const { organizationId, from, to } = input;
  const found = await countResultsOf(env, organizationId, { ids: "?1", values: [from] });
  const results = found[from] ?? 0;
  const statements = [
    assertInBatch(env, ONE_PERSON, organizationId, from, to),
    env.DB.prepare(
      "UPDATE certification SET pupil_id = ?3 WHERE organization_id = ?1 AND pupil_id = ?2",
    ).bind(organizationId, from, to),
    // The journal lists exactly what this batch moves: a repeated click, or results already moved, changes nothing.
    assertInBatch(env, "changes() > 0 AND changes() = ?1", results),
  ];
  return await runJournalled(env, statements, {
    organizationId,
    at: Date.now(),
    userId: input.userId,
    event: "results.followed",
    subject: to,
    detail: { results },
  });
}
