import type { SchoolEnv, SchoolStatement } from "../../platform/school-env.ts";
import type { ImportRecord } from "../store.ts";
import { NAME, NEW_NUMBER } from "./pupil-sql.ts";

/**
 * SQL: import `?1`, if it has no error and its predicted counts satisfy `condition`; else no row, and SQLite
 * reads neither the file nor the base.
 */
function importWhen(condition: string): string {
  return `(SELECT id FROM import WHERE id = ?1 AND error_count = 0 AND ${condition})`;
}

/** SQL: an INE masked except its last three characters, as shown to anyone who did not ask to see it. */
const masked = (ine: string) => `'••••••••' || substr(${ine}, -3)`;

const COLUMNS =
  "import_id, kind, ordinal, pupil_id, other_pupil_id, pupil, division, before, after";

/**
 * The statements that compare the file with the base and list anomalies (`docs/domain/import.md` 4). They run
 * after `predictCounts`, whose numbers rule some searches out, and write only `import_anomaly`.
 */
export function findAnomalies(env: SchoolEnv, row: ImportRecord): SchoolStatement[] {
  return [
    env.DB.prepare("DELETE FROM import_anomaly WHERE import_id = ?1").bind(row.id),
    findOtherInes(env, row),
    findChangedIdentities(env, row),
    findGoneClasses(env, row),
  ];
}

/**
 * Finds a pupil who arrives under one INE and leaves under another: a pupil of the file, new or coming back,
 * with the name and birth date of a pupil of the base who is not in the file. Among several, the one still
 * active or who left last. Both sides are sorted together, because in a join SQLite compares each with all.
 */
function findOtherInes(env: SchoolEnv, row: ImportRecord) {
  const arriving = `added + reactivated > 0
    AND EXISTS (SELECT 1 FROM pupil WHERE pupil.organization_id = ?2)`;
  return env.DB.prepare(
    `WITH arrival AS MATERIALIZED (
       SELECT r.ordinal, coalesce(p.id, ${NEW_NUMBER}) AS pupil_id, r.ine, r.birth_date,
         ${NAME("r")} AS name,
         r.first_name || ' ' || r.last_name AS pupil, r.division
       FROM import_row r LEFT JOIN pupil p ON p.organization_id = ?2 AND p.ine = r.ine
       WHERE r.import_id = ${importWhen(arriving)} AND r.skip IS NULL
         AND (p.id IS NULL OR p.deactivated_at IS NOT NULL)),
     known AS MATERIALIZED (
       SELECT id, ine, birth_date, ${NAME("pupil")} AS name, deactivated_at FROM pupil
       WHERE organization_id = ?2 AND birth_date IN (SELECT birth_date FROM arrival)
         AND ine NOT IN (SELECT ine FROM import_row WHERE import_id = ?1 AND skip IS NULL)),
     side AS (
       SELECT a.*, NULL AS known_id, NULL AS known_ine, NULL AS deactivated_at FROM arrival a
       UNION ALL
       SELECT NULL, NULL, NULL, birth_date, name, NULL, NULL, id, ine, deactivated_at
       FROM known)
     INSERT INTO import_anomaly (${COLUMNS})
     SELECT ?1, 'other-ine', ordinal, pupil_id, other_id, pupil, division, ${masked("other_ine")},
       ${masked("ine")}
     FROM (
       SELECT side.*, first_value(known_id) OVER same AS other_id,
         first_value(known_ine) OVER same AS other_ine
       FROM side
       WINDOW same AS (PARTITION BY birth_date, name
         ORDER BY known_id IS NULL, deactivated_at DESC NULLS FIRST, known_id))
     WHERE ordinal IS NOT NULL AND other_id IS NOT NULL`,
  ).bind(row.id, row.organizationId);
}

/** Finds birth dates and sexes that changed for the same INE. */
function findChangedIdentities(env: SchoolEnv, row: ImportRecord) {
  return env.DB.prepare(
    `INSERT INTO import_anomaly (${COLUMNS})
     SELECT ?1, kind.value, r.ordinal, p.id, NULL, r.first_name || ' ' || r.last_name, r.division,
       iif(kind.value = 'sex', p.sex, p.birth_date), iif(kind.value = 'sex', r.sex, r.birth_date)
     FROM import_row r
     JOIN pupil p ON p.organization_id = ?2 AND p.ine = r.ine
       AND (p.birth_date <> r.birth_date OR p.sex <> r.sex)
     JOIN json_each('["birth-date","sex"]') kind
       ON iif(kind.value = 'sex', p.sex <> r.sex AND p.sex <> '',
         p.birth_date <> r.birth_date AND p.birth_date <> '')
     WHERE r.import_id = ${importWhen("changed + reactivated > 0")} AND r.skip IS NULL`,
  ).bind(row.id, row.organizationId);
}

/** Finds classes that have active pupils in the base and none in the file. */
function findGoneClasses(env: SchoolEnv, row: ImportRecord) {
  const school = `(SELECT organization_id FROM import
    WHERE id = ?1 AND error_count = 0 AND deactivated + changed > 0)`;
  return env.DB.prepare(
    `INSERT INTO import_anomaly (${COLUMNS})
     SELECT ?1, 'class-gone', row_number() OVER (ORDER BY p.division), NULL, NULL, '', p.division,
       count(*), ''
     FROM pupil p
     WHERE p.organization_id = ${school} AND p.deactivated_at IS NULL AND p.division <> ''
       AND p.division NOT IN (
         SELECT r.division FROM import_row r WHERE r.import_id = ?1 AND r.skip IS NULL)
     GROUP BY p.division`,
  ).bind(row.id);
}
