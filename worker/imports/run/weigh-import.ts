import { lineNumber } from "../../journal/record.ts";
import { schoolYearOf } from "../../platform/clock.ts";
import type { SchoolEnv, SchoolStatement } from "../../platform/school-env.ts";
import { dayOf, type ImportRecord } from "../store.ts";
import type { WaitingReason } from "../view.ts";
import { DIFFERS, NOT_IMPORTED } from "./pupil-sql.ts";

/** The brake makes an import wait if it would deactivate more than half of the active pupils and more than this many. */
const BRAKE_MINIMUM = 20;
/** A base with fewer active pupils is too small to be compared with the file. */
export const COMPARED_MINIMUM = 20;
/** An import waits if more than one pupil of the file in 20 (5 %) has an identity anomaly. */
const ANOMALIES_ONE_IN = 20;

/**
 * Predicts the counts of the commit, for the confirmation page and the brake, and reads the export time of the
 * last imported file that states one.
 */
export function predictCounts(env: SchoolEnv, row: ImportRecord): SchoolStatement {
  return env.DB.prepare(
    `UPDATE import SET added = f.added, reactivated = f.reactivated, changed = f.changed,
       unchanged = f.total - f.added - f.reactivated - f.changed,
       active_before = (SELECT count(*) FROM pupil
         WHERE organization_id = ?2 AND deactivated_at IS NULL),
       deactivated = (SELECT count(*) FROM pupil p WHERE ${NOT_IMPORTED}),
       older_than = (SELECT done.exported_at FROM import done
         WHERE done.organization_id = ?2 AND done.status = 'done' AND done.exported_at IS NOT NULL
         ORDER BY done.base_version_after DESC LIMIT 1),
       base_version_seen = (SELECT base_version FROM school WHERE id = ?2)
     FROM (
       SELECT count(*) AS total, coalesce(sum(p.id IS NULL), 0) AS added,
         coalesce(sum(p.deactivated_at IS NOT NULL), 0) AS reactivated,
         coalesce(sum(p.id IS NOT NULL AND p.deactivated_at IS NULL AND (${DIFFERS})), 0) AS changed
       FROM import_row r
       LEFT JOIN pupil p ON p.organization_id = ?2 AND p.ine = r.ine
       WHERE r.import_id = ?1 AND r.skip IS NULL
     ) f
     WHERE import.id = ?1 AND import.error_count = 0`,
  ).bind(row.id, row.organizationId);
}

/** If one of the two export times is only a day, the days are compared. */
const IS_OLDER = `substr(exported_at, 1, length(older_than)) < substr(older_than, 1, length(exported_at))`;

/**
 * SQL: how many active pupils of school `?2` are in the file of import `?1`, imported or not. Only pupils who
 * would be deactivated can be missing, so it is counted only when they are more than half.
 */
const FOUND_AGAIN = `CASE WHEN deactivated * 2 > active_before THEN active_before - (
  SELECT count(*) FROM pupil p WHERE p.organization_id = ?2 AND p.deactivated_at IS NULL
    AND p.ine NOT IN (SELECT r.ine FROM import_row r WHERE r.import_id = ?1)) END`;

/** SQL: the number of pupils of the file with an identity anomaly; missing classes do not count. */
const ODD_PUPILS = `(SELECT count(DISTINCT ordinal) FROM import_anomaly
  WHERE import_id = ?1 AND kind <> 'class-gone')`;

/** Each reason to wait and its condition on the row `import` (`docs/domain/import.md` 4). `?3`: the current year. */
const REASONS: Array<[WaitingReason, string]> = [
  ["year", "school_year <> ?3"],
  ["older", "older_than IS NOT NULL"],
  ["few-in-common", `active_before >= ${COMPARED_MINIMUM} AND found_again * 2 < active_before`],
  ["brake", "brake = 1"],
  ["anomalies", `${ODD_PUPILS} * ${ANOMALIES_ONE_IN} > row_count - skipped`],
  ["asked", "preview = 1"],
];

/** SQL: the JSON list of the reasons whose condition is true. */
const HELD_REASONS = `'[' || ltrim(${REASONS.map(
  ([reason, holds]) => `iif(${holds}, ',"${reason}"', '')`,
).join(" || ")}, ',') || ']'`;

/** Ends the check: the import is refused, waits for a confirmation, or is applied at once. */
export function decide(env: SchoolEnv, row: ImportRecord): SchoolStatement[] {
  const now = Date.now();
  return [
    env.DB.prepare(
      `UPDATE import SET
         error_count = max(error_count, (SELECT count(*) FROM import_error WHERE import_id = ?1 LIMIT 1)),
         brake = deactivated * 2 > active_before AND deactivated > ${BRAKE_MINIMUM},
         found_again = ${FOUND_AGAIN},
         older_than = CASE WHEN ${IS_OLDER} THEN older_than END
       WHERE id = ?1`,
    ).bind(row.id, row.organizationId),
    env.DB.prepare(
      `UPDATE import SET leavers_seen_at = NULL,
         reasons = CASE WHEN error_count > 0 THEN '[]' ELSE ${HELD_REASONS} END
       WHERE id = ?1 AND organization_id = ?2`,
    ).bind(row.id, row.organizationId, schoolYearOf(dayOf(row))),
    env.DB.prepare(
      `UPDATE import SET seq = seq + 1, heartbeat_at = ?2,
         finished_at = CASE WHEN error_count > 0 THEN ?2 END,
         status = CASE WHEN error_count > 0 THEN 'refused'
           WHEN reasons <> '[]' THEN 'awaiting-confirmation'
           ELSE 'applying' END,
         added = iif(error_count > 0, 0, added), changed = iif(error_count > 0, 0, changed),
         unchanged = iif(error_count > 0, 0, unchanged),
         reactivated = iif(error_count > 0, 0, reactivated),
         deactivated = iif(error_count > 0, 0, deactivated)
       WHERE id = ?1`,
    ).bind(row.id, now),
    env.DB.prepare(
      `INSERT INTO journal (organization_id, at, n, user_id, event, subject)
       SELECT organization_id, ?2, ${lineNumber("organization_id", "?2")}, created_by, 'import.refused', number FROM import
       WHERE id = ?1 AND status = 'refused'`,
    ).bind(row.id, now),
  ];
}
