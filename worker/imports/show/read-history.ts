import type { SchoolEnv } from "../../platform/school-env.ts";
import { CHANGE } from "../schema.ts";
import type { PupilChange } from "../view.ts";
import { type ChangeRow, toChange } from "./read-lists.ts";

/** One change that an import made to a pupil. `undone`: that import was undone afterwards. */
export type PastChange = Omit<PupilChange, "pupil"> & {
  importId: string;
  at: string;
  by: string;
  undone: boolean;
};

type Row = Omit<ChangeRow, "pupil"> & { importId: string; at: number; by: string; status: string };

/** What the imports of the last twelve months did to one pupil of the school, the newest first. */
export async function readPupilHistory(
  env: SchoolEnv,
  input: { organizationId: number; pupilId: string },
): Promise<PastChange[]> {
  // One seek for each import; those in another state changed nothing: they wait, or were never applied.
  const { results } = await env.DB.prepare(
    `SELECT i.id AS importId, i.finished_at AS at, i.created_by_name AS by, i.status, c.kind, c.diff,
       c.reason, c.left_on AS leftOn, coalesce(iif(c.kind = ${CHANGE.deactivated}, NULL, s.division),
         p.division, c.diff ->> '$.division', '') AS division
     FROM import i
     CROSS JOIN pupil_change c ON c.organization_id = ?1 AND c.import_number = i.number
       AND c.pupil_id = ?2
     LEFT JOIN pupil p ON p.organization_id = ?1 AND p.id = ?2
     LEFT JOIN schooling s ON s.organization_id = ?1 AND s.pupil_id = ?2
       AND s.year = CAST(i.school_year AS INTEGER)
     WHERE i.organization_id = ?1 AND i.status IN ('done', 'undone')
       AND c.kind <> ${CHANGE.schooling}
     ORDER BY i.finished_at DESC, c.ordinal DESC`,
  )
    .bind(input.organizationId, input.pupilId)
    .all<Row>();
  return results.flatMap(({ importId, at, by, status, ...change }) =>
    toChange({ ...change, pupil: "" }).map(({ pupil: _, ...shown }) => ({
      ...shown,
      importId,
      at: new Date(at).toISOString(),
      by,
      undone: status === "undone",
    })),
  );
}
