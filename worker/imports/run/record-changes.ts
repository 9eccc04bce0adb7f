import { schoolYearOf } from "../../platform/clock.ts";
import type { SchoolEnv, SchoolStatement } from "../../platform/school-env.ts";
import { CHANGE } from "../schema.ts";
import { dayOf, type ImportRecord } from "../store.ts";
import { DIFF, DIFFERS, NAME, NEW_NUMBER, NOT_IMPORTED } from "./pupil-sql.ts";

/** Deactivated pupils are listed after those of the file. */
const AFTER_THE_FILE = 1_000_000_000;

const COLUMNS = `organization_id, import_number, pupil_id, ordinal, kind, diff, new_schooling,
  schooling_before, reason, left_on`;

/**
 * SQL: the file is of another school year, and that year's own file was already imported: the classes are not
 * overwritten (`docs/domain/import.md` 4). `?2` the school, `?3` the file's year, `?4` the year of the import.
 */
export const YEAR_IS_KEPT = `(?3 <> ?4 AND EXISTS (SELECT 1 FROM import own
  WHERE own.organization_id = ?2 AND own.school_year = ?3 AND own.status = 'done'))`;

/** The two years that `YEAR_IS_KEPT` compares, in the order they are bound. */
export function yearsOf(row: ImportRecord): [string | null, string] {
  return [row.schoolYear, schoolYearOf(dayOf(row))];
}

/**
 * The statements that write one `pupil_change` for each change that an import makes to the base. This is the
 * only list of an import's changes: pages show it before and after the confirmation, and undo reverts it.
 * They do nothing unless the import is in the state `when`; they read the base inside the batch.
 */
export function recordChanges(
  env: SchoolEnv,
  row: ImportRecord,
  { when }: { when: "awaiting-confirmation" | "applying" },
): SchoolStatement[] {
  return [
    env.DB.prepare(
      "DELETE FROM pupil_change WHERE organization_id = ?1 AND import_number = ?2",
    ).bind(row.organizationId, row.number),
    recordTaken(env, row, when),
    recordDeactivated(env, row, when),
  ];
}

/** Records the pupils of the file, including those who only get a class in a school year (for undo). */
function recordTaken(env: SchoolEnv, row: ImportRecord, when: string) {
  const isNew = "p.id IS NULL";
  return env.DB.prepare(
    `INSERT INTO pupil_change (${COLUMNS})
     SELECT ?2, ?6, coalesce(p.id, ${NEW_NUMBER}), r.ordinal,
       CASE WHEN ${isNew} THEN ${CHANGE.added} WHEN p.deactivated_at IS NOT NULL THEN ${CHANGE.reactivated}
         WHEN ${DIFFERS} THEN ${CHANGE.changed} ELSE ${CHANGE.schooling} END,
       CASE WHEN NOT ${isNew} AND (p.deactivated_at IS NOT NULL OR ${DIFFERS}) THEN ${DIFF} END,
       s.pupil_id IS NULL,
       CASE WHEN s.pupil_id IS NOT NULL AND (s.division <> r.division OR s.mef <> r.mef)
         THEN json_object('division', s.division, 'mef', s.mef) END, NULL, NULL
     FROM import_row r
     LEFT JOIN pupil p ON p.organization_id = ?2 AND p.ine = r.ine
     LEFT JOIN schooling s ON s.organization_id = ?2 AND s.pupil_id = p.id
       AND s.year = CAST(?3 AS INTEGER)
     WHERE r.import_id = (SELECT id FROM import WHERE id = ?1 AND status = ?5) AND r.skip IS NULL
       AND (${isNew} OR p.deactivated_at IS NOT NULL OR ${DIFFERS} OR s.pupil_id IS NULL
         OR ((s.division <> r.division OR s.mef <> r.mef) AND NOT ${YEAR_IS_KEPT}))`,
  ).bind(row.id, row.organizationId, ...yearsOf(row), when, row.number);
}

/**
 * Records the active pupils that are not imported, each with a reason: from the file's row with the same INE,
 * else the row with the same name and birth date, else `ABSENT`. A pupil who arrives under another INE is not
 * absent.
 */
function recordDeactivated(env: SchoolEnv, row: ImportRecord, when: string) {
  return env.DB.prepare(
    `WITH gone AS MATERIALIZED (
       SELECT p.*, ${NAME("p")} AS name FROM pupil p
       WHERE ${NOT_IMPORTED} AND EXISTS (SELECT 1 FROM import WHERE id = ?1 AND status = ?4)),
     by_ine AS MATERIALIZED (
       SELECT r.ine, r.skip AS reason, r.left_on, max(r.skip <> 'LEFT') FROM import_row r
       WHERE r.import_id = ?1 AND r.skip IS NOT NULL AND r.ine IN (SELECT ine FROM gone)
       GROUP BY r.ine),
     by_name AS MATERIALIZED (
       SELECT ${NAME("r")} AS name, r.birth_date, coalesce(r.skip, 'OTHER_INE') AS reason, r.left_on,
         max(CASE WHEN r.skip IS NULL THEN 2 ELSE r.skip <> 'LEFT' END)
       FROM import_row r
       WHERE r.import_id = ?1 AND r.birth_date IN (SELECT birth_date FROM gone)
         AND (r.skip IS NOT NULL OR NOT EXISTS (SELECT 1 FROM pupil q
           WHERE q.organization_id = ?2 AND q.ine = r.ine AND q.deactivated_at IS NULL))
       GROUP BY 1, r.birth_date)
     INSERT INTO pupil_change (${COLUMNS})
     SELECT ?2, ?5, g.id, ?3 + row_number() OVER (ORDER BY g.search), ${CHANGE.deactivated},
       NULL, 0, NULL,
       coalesce(i.reason, n.reason, 'ABSENT'), iif(i.reason IS NULL, n.left_on, i.left_on)
     FROM gone g
     LEFT JOIN by_ine i ON i.ine = g.ine
     LEFT JOIN by_name n ON n.name = g.name AND n.birth_date = g.birth_date`,
  ).bind(row.id, row.organizationId, AFTER_THE_FILE, when, row.number);
}
