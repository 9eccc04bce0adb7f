import { runJournalled } from "../../journal/record.ts";
import { DAY } from "../../platform/clock.ts";
import { assertInBatch } from "../../platform/database.ts";
import { RETENTION } from "../../platform/retention.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { IS_REFERRED } from "../../pupils/references.ts";
import { KEPT_COLUMNS } from "../run/pupil-sql.ts";
import { IS_ACTIVE } from "../store.ts";

/**
 * SQL: import `?1` of school `?2` is the last write of the base, no import is active, and its changes are
 * still stored. One day of margin, because the sweeper deletes the changes of an import in several batches.
 */
export const CAN_UNDO = `EXISTS (
    SELECT 1 FROM import i JOIN school o ON o.id = i.organization_id
    WHERE i.id = ?1 AND o.id = ?2 AND i.status = 'done' AND i.base_version_after = o.base_version
      AND i.finished_at > unixepoch() * 1000 - ${RETENTION.pupilChange - DAY})
  AND NOT EXISTS (SELECT 1 FROM import WHERE organization_id = ?2 AND ${IS_ACTIVE})`;

/**
 * Restores the base to its state before this import: changed, reactivated and deactivated pupils get all
 * their columns and their classes of the year back; added pupils are deleted, or deactivated if other rows
 * refer to them. One transaction. False unless this import was the last write of the base.
 */
export async function undoBase(
  env: SchoolEnv,
  input: { organizationId: number; importId: string; userId: string },
): Promise<boolean> {
  const now = Date.now();
  const statements = [
    assertInBatch(env, CAN_UNDO, input.importId, input.organizationId),
    restorePupils(env, input.importId),
    ...restoreSchooling(env, input.importId),
    ...removeAddedPupils(env, input.importId, now),
    env.DB.prepare("UPDATE school SET base_version = base_version + 1 WHERE id = ?1").bind(
      input.organizationId,
    ),
    env.DB.prepare(
      "UPDATE import SET status = 'undone', undone_at = ?2, seq = seq + 1 WHERE id = ?1",
    ).bind(input.importId, now),
  ];
  return await runJournalled(env, statements, {
    organizationId: input.organizationId,
    at: now,
    userId: input.userId,
    event: "import.undone",
    subject: input.importId,
  });
}

function restorePupils(env: SchoolEnv, importId: string) {
  const columns = KEPT_COLUMNS.map((column, place) => `${column} = c.before ->> ${place}`);
  return env.DB.prepare(
    `UPDATE pupil SET ${columns.join(", ")} FROM pupil_change c
     WHERE c.import_id = ?1 AND c.pupil_id = pupil.id
       AND c.kind IN ('changed', 'reactivated', 'deactivated')`,
  ).bind(importId);
}

function restoreSchooling(env: SchoolEnv, importId: string) {
  const touched = `SELECT c.pupil_id FROM pupil_change c WHERE c.import_id = ?1
    AND c.kind <> 'deactivated' AND c.schooling_before IS`;
  const year = "(SELECT school_year FROM import WHERE id = ?1)";
  return [
    env.DB.prepare(
      `DELETE FROM schooling WHERE school_year = ${year} AND pupil_id IN (${touched} NULL)`,
    ).bind(importId),
    env.DB.prepare(
      `UPDATE schooling SET division = c.schooling_before ->> 'division',
         mef = c.schooling_before ->> 'mef'
       FROM pupil_change c
       WHERE c.import_id = ?1 AND c.schooling_before IS NOT NULL
         AND schooling.pupil_id = c.pupil_id AND schooling.school_year = ${year}`,
    ).bind(importId),
  ];
}

/** Deletes the added pupils; those with a class of another year or a certification result are deactivated. */
function removeAddedPupils(env: SchoolEnv, importId: string, now: number) {
  const added = "SELECT pupil_id FROM pupil_change WHERE import_id = ?1 AND kind = 'added'";
  return [
    env.DB.prepare(
      `DELETE FROM pupil WHERE id IN (${added})
         AND NOT ${IS_REFERRED}`,
    ).bind(importId),
    env.DB.prepare(
      `UPDATE pupil SET deactivated_at = ?2 WHERE id IN (${added}) AND deactivated_at IS NULL`,
    ).bind(importId, now),
  ];
}
