import type { SchoolEnv } from "../../platform/school-env.ts";
import { type FoundPupils, findPupils } from "../../pupils/find-pupils.ts";

/** Candidate pupils for a waiting row, in the school year of its result; null when the row no longer waits. */
export async function findForWaiting(
  env: SchoolEnv,
  input: { organizationId: number; importId: string; line: number; search: string },
): Promise<FoundPupils | null> {
  const row = await env.DB.prepare(
    `SELECT school_year AS schoolYear FROM certification_row
     WHERE import_id = ?1 AND line = ?2 AND organization_id = ?3 AND reason IS NOT NULL`,
  )
    .bind(input.importId, input.line, input.organizationId)
    .first<{ schoolYear: string }>();
  return row && (await findPupils(env, { ...input, ...row }));
}
