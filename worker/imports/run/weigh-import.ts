import { schoolYearOf } from "../../platform/clock.ts";
import type { ImportRecord } from "../store.ts";
import type { WaitingReason } from "../view.ts";
import { DIFFERS, NOT_IMPORTED } from "./pupil-sql.ts";

/** The brake: more than half of the active pupils and more than this many would be deactivated. */
const BRAKE_MINIMUM = 20;
/** A base of fewer active pupils is not compared with the file: it says too little. */
export const COMPARED_MINIMUM = 20;
/** More than one pupil of the file in so many with an identity anomaly: 5 %. */
const ANOMALIES_ONE_IN = 20;

/**
 * What applying would do, told while a confirmation is awaited and weighed by the brake; and when the last
 * imported file was exported: the last one that says so.
 */
export function predictCounts(env: Env, row: ImportRecord): D1PreparedStatement {
  return env.DB.prepare(
    `UPDATE import SET added = f.added, reactivated = f.reactivated, changed = f.changed,
       unchanged = f.total - f.added - f.reactivated - f.changed,
       active_before = (SELECT count(*) FROM pupil
         WHERE organization_id = ?2 AND deactivated_at IS NULL),
       deactivated = (SELECT count(*) FROM pupil p WHERE ${NOT_IMPORTED}),
       older_than = (SELECT done.exported_at FROM import done
         WHERE done.organization_id = ?2 AND done.status = 'done' AND done.exported_at IS NOT NULL
         ORDER BY done.base_version_after DESC LIMIT 1),
       base_version_seen = (SELECT base_version FROM organization WHERE id = ?2)
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

/** Where one of the two times of export is only a day, the days are compared. */
const IS_OLDER = `substr(exported_at, 1, length(older_than)) < substr(older_than, 1, length(exported_at))`;

/**
 * SQL: how many active pupils of school `?2` import `?1` names in its file, imported or not. Only those who
 * would be deactivated can be missing, so it is counted only when they are more than half.
 */
const FOUND_AGAIN = `CASE WHEN deactivated * 2 > active_before THEN active_before - (
  SELECT count(*) FROM pupil p WHERE p.organization_id = ?2 AND p.deactivated_at IS NULL
    AND p.ine NOT IN (SELECT r.ine FROM import_row r WHERE r.import_id = ?1)) END`;

/** SQL: pupils of the file with an identity anomaly, each once; a class is not a pupil. */
const ODD_PUPILS = `(SELECT count(DISTINCT ordinal) FROM import_anomaly
  WHERE import_id = ?1 AND kind <> 'class-gone')`;

/** Each reason to wait and when it holds (`docs/domain/import.md` 4), over the row `import`. `?3`: the current year. */
const REASONS: Array<[WaitingReason, string]> = [
  ["year", "school_year <> ?3"],
  ["older", "older_than IS NOT NULL"],
  ["few-in-common", `active_before >= ${COMPARED_MINIMUM} AND found_again * 2 < active_before`],
  ["brake", "brake = 1"],
  ["anomalies", `${ODD_PUPILS} * ${ANOMALIES_ONE_IN} > row_count - skipped`],
  ["asked", "preview = 1"],
];

/** SQL: the JSON list of the reasons that hold. */
const HELD_REASONS = `'[' || ltrim(${REASONS.map(
  ([reason, holds]) => `iif(${holds}, ',"${reason}"', '')`,
).join(" || ")}, ',') || ']'`;

/** Ends the check: refused, waiting for a yes, or to be applied at once. */
export function decide(env: Env, row: ImportRecord): D1PreparedStatement[] {
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
    ).bind(row.id, row.organizationId, schoolYearOf(row.today)),
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
      `INSERT INTO journal (organization_id, at, user_id, event, subject)
       SELECT organization_id, ?2, created_by, 'import.refused', id FROM import
       WHERE id = ?1 AND status = 'refused'`,
    ).bind(row.id, now),
  ];
}
