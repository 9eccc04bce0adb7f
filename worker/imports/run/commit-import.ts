import { lineNumber } from "../../journal/record.ts";
import { assertInBatch } from "../../platform/database.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { CHANGE } from "../schema.ts";
import { type ImportRecord, moveImport } from "../store.ts";
import { CHANGE_KINDS } from "../view.ts";
import { NEW_NUMBER } from "./pupil-sql.ts";
import { recordChanges, YEAR_IS_KEPT, yearsOf } from "./record-changes.ts";
import { DERIVED_COLUMNS, PUPIL_COLUMNS } from "./staging.ts";

/**
 * From `applying` to `done`: the only statements that write the pupil base, in one transaction. Readers see
 * the old base or the new one. Fails if the base changed since the check, or if a staged row is missing.
 * Null when nothing was written.
 */
export async function commitImport(
  env: SchoolEnv,
  row: ImportRecord,
): Promise<ImportRecord | null> {
  const now = Date.now();
  return await moveImport(env, row, [
    assertInBatch(
      env,
      `(SELECT base_version FROM school WHERE id = ?1) = ?2
       AND (SELECT count(*) FROM import_row WHERE import_id = ?3) = ?4`,
      row.organizationId,
      row.baseVersionSeen,
      row.id,
      row.rowCount,
    ),
    ...recordChanges(env, row, { when: "applying" }),
    ...writePupils(env, row, now),
    writeSchooling(env, row),
    ...finish(env, row, now),
  ]);
}

function writePupils(env: SchoolEnv, row: ImportRecord, now: number) {
  const columns = [...PUPIL_COLUMNS, ...DERIVED_COLUMNS];
  const overwritten = columns.map((column) => `${column} = excluded.${column}`).join(", ");
  const differs = PUPIL_COLUMNS.map((column) => `pupil.${column} <> excluded.${column}`);
  return [
    env.DB.prepare(
      `INSERT INTO pupil (organization_id, id, ine, ${columns.join(", ")}, deactivated_at)
       SELECT ?2, ${NEW_NUMBER}, r.ine, ${columns.map((column) => `r.${column}`).join(", ")}, NULL
       FROM import_row r WHERE r.import_id = ?1 AND r.skip IS NULL
       ON CONFLICT (organization_id, ine) DO UPDATE SET ${overwritten}, deactivated_at = NULL,
         leaving_reason = NULL, left_on = NULL
       WHERE pupil.deactivated_at IS NOT NULL OR ${differs.join(" OR ")}`,
    ).bind(row.id, row.organizationId),
    env.DB.prepare(
      `UPDATE pupil SET deactivated_at = ?3, leaving_reason = c.reason, left_on = c.left_on
       FROM pupil_change c
       WHERE c.organization_id = ?1 AND c.import_number = ?2 AND c.kind = ${CHANGE.deactivated}
         AND pupil.organization_id = ?1 AND pupil.id = c.pupil_id`,
    ).bind(row.organizationId, row.number, now),
  ];
}

/** A file sent in another year never overwrites a class that the year's own file set. */
function writeSchooling(env: SchoolEnv, row: ImportRecord) {
  return env.DB.prepare(
    `INSERT INTO schooling (organization_id, pupil_id, year, division, mef)
     SELECT ?2, c.pupil_id, CAST(?3 AS INTEGER), r.division, r.mef
     FROM pupil_change c JOIN import_row r ON r.import_id = ?1 AND r.ordinal = c.ordinal
     WHERE c.organization_id = ?2 AND c.import_number = ?5 AND c.kind <> ${CHANGE.deactivated}
     ON CONFLICT (organization_id, pupil_id, year) DO UPDATE SET
       division = excluded.division, mef = excluded.mef
     WHERE NOT ${YEAR_IS_KEPT}`,
  ).bind(row.id, row.organizationId, ...yearsOf(row), row.number);
}

function finish(env: SchoolEnv, row: ImportRecord, now: number) {
  const counted = CHANGE_KINDS.map(
    (kind) => `${kind} = (SELECT count(*) FROM pupil_change
      WHERE organization_id = ?2 AND import_number = ?3 AND kind = ${CHANGE[kind]})`,
  ).join(", ");
  return [
    env.DB.prepare(
      "UPDATE school SET base_version = base_version + 1, next_pupil = next_pupil + ?2 WHERE id = ?1",
    ).bind(row.organizationId, row.rowCount),
    env.DB.prepare(`UPDATE import SET ${counted} WHERE id = ?1`).bind(
      ...[row.id, row.organizationId, row.number],
    ),
    env.DB.prepare(
      `UPDATE import SET status = 'done', seq = seq + 1, heartbeat_at = ?2, finished_at = ?2,
         unchanged = row_count - skipped - added - changed - reactivated,
         base_version_after = base_version_seen + 1
       WHERE id = ?1`,
    ).bind(row.id, now),
    env.DB.prepare(
      `INSERT INTO journal (organization_id, at, n, user_id, event, subject, detail)
       SELECT ?1, ?2, ${lineNumber("?1", "?2")}, ?3, 'import.done', number, json_object('added', added, 'changed', changed,
         'reactivated', reactivated, 'deactivated', deactivated, 'skipped', skipped)
       FROM import WHERE id = ?4`,
    ).bind(row.organizationId, now, row.createdBy, row.id),
  ];
}
