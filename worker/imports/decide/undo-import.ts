import { runJournalled } from "../../journal/record.ts";
import { DAY } from "../../platform/clock.ts";
import { assertInBatch } from "../../platform/database.ts";
import { RETENTION } from "../../platform/retention.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { IS_REFERRED } from "../../pupils/references.ts";
import { DERIVED_COLUMNS, PUPIL_COLUMNS } from "../run/staging.ts";
import { CHANGE } from "../schema.ts";
import { type ImportRecord, IS_ACTIVE, lastDoneImport } from "../store.ts";

/**
 * SQL: this import of this school is the last write of the base, no import is active, and its changes are still stored.
 * One day of margin, because the sweeper deletes the changes of an import in several batches.
 */
const canUndo = (importIds: string, organizationId: string) => `EXISTS (
    SELECT 1 FROM import i JOIN school o ON o.id = i.organization_id
    WHERE i.id IN (${importIds}) AND o.id = ${organizationId} AND i.status = 'done'
      AND i.base_version_after = o.base_version
      AND i.finished_at > unixepoch() * 1000 - ${RETENTION.pupilChange - DAY})
  AND NOT EXISTS (SELECT 1 FROM import WHERE organization_id = ${organizationId} AND ${IS_ACTIVE})`;

/** Whether the last import done of the school can still be undone. */
export async function mayUndo(env: SchoolEnv, organizationId: number): Promise<boolean> {
  const { ids, values } = lastDoneImport(organizationId);
  const answer = await env.DB.prepare(`SELECT (${canUndo(ids, "?1")}) AS yes`)
    .bind(...values)
    .first<{ yes: number }>();
  return answer?.yes === 1;
}

/**
 * Restores the base to its state before this import: changed, reactivated and deactivated pupils get all
 * their columns and their classes of the year back; added pupils are deleted, or deactivated if other rows
 * refer to them. One transaction. False unless this import was the last write of the base.
 */
export async function undoBase(
  env: SchoolEnv,
  row: ImportRecord,
  userId: string,
): Promise<boolean> {
  const now = Date.now();
  const ofImport = [row.organizationId, row.number];
  const statements = [
    assertInBatch(env, canUndo("?1", "?2"), row.id, row.organizationId),
    env.DB.prepare(RESTORE_PUPILS).bind(...ofImport),
    ...RESTORE_SCHOOLING.map((sql) => env.DB.prepare(sql).bind(...ofImport)),
    env.DB.prepare(KEEP_NAMES).bind(...ofImport),
    env.DB.prepare(DELETE_ADDED).bind(...ofImport),
    env.DB.prepare(DEACTIVATE_ADDED).bind(...ofImport, now),
    env.DB.prepare("UPDATE school SET base_version = base_version + 1 WHERE id = ?1").bind(
      row.organizationId,
    ),
    env.DB.prepare(
      "UPDATE import SET status = 'undone', undone_at = ?2, seq = seq + 1 WHERE id = ?1",
    ).bind(row.id, now),
  ];
  return await runJournalled(env, statements, {
    organizationId: row.organizationId,
    at: now,
    userId,
    event: "import.undone",
    subject: String(row.number),
  });
}

/** SQL: the changes `c` of import `?2` of school `?1`. */
const CHANGES = "c.organization_id = ?1 AND c.import_number = ?2";

/** The value before, where it differs; a value may be null, so the key is looked for, not the value. */
const OF_DEPARTURE = ["deactivated_at", "leaving_reason", "left_on"]
  .map(
    (column) => `${column} = CASE WHEN c.kind = ${CHANGE.deactivated} THEN NULL
      WHEN json_type(c.diff, '$.${column}') IS NULL THEN pupil.${column}
      ELSE c.diff ->> '$.${column}[0]' END`,
  )
  .join(", ");

const RESTORE_PUPILS = `UPDATE pupil SET ${[...PUPIL_COLUMNS, ...DERIVED_COLUMNS]
  .map((column) => `${column} = coalesce(c.diff ->> '$.${column}[0]', pupil.${column})`)
  .join(", ")}, ${OF_DEPARTURE}
  FROM pupil_change c
  WHERE ${CHANGES} AND pupil.organization_id = ?1 AND pupil.id = c.pupil_id
    AND c.kind IN (${CHANGE.changed}, ${CHANGE.reactivated}, ${CHANGE.deactivated})`;

const YEAR = `(SELECT CAST(school_year AS INTEGER) FROM import
  WHERE organization_id = ?1 AND number = ?2)`;
const RESTORE_SCHOOLING = [
  `DELETE FROM schooling WHERE organization_id = ?1 AND year = ${YEAR} AND pupil_id IN (
     SELECT c.pupil_id FROM pupil_change c
     WHERE ${CHANGES} AND c.kind <> ${CHANGE.deactivated} AND c.new_schooling = 1)`,
  `UPDATE schooling SET division = c.schooling_before ->> 'division',
     mef = c.schooling_before ->> 'mef'
   FROM pupil_change c
   WHERE ${CHANGES} AND c.schooling_before IS NOT NULL AND schooling.organization_id = ?1
     AND schooling.pupil_id = c.pupil_id AND schooling.year = ${YEAR}`,
];

/** The list of changes names pupils from the base: of those about to be deleted, it keeps the name. */
const KEEP_NAMES = `UPDATE pupil_change AS c SET diff =
    json_object('name', p.first_name || ' ' || p.last_name, 'division', p.division)
  FROM pupil p
  WHERE ${CHANGES} AND c.kind = ${CHANGE.added} AND p.organization_id = ?1 AND p.id = c.pupil_id`;

const ADDED = `SELECT c.pupil_id FROM pupil_change c WHERE ${CHANGES} AND c.kind = ${CHANGE.added}`;

/** Deletes the added pupils; those with a class of another year or a certification result are deactivated. */
const DELETE_ADDED = `DELETE FROM pupil WHERE organization_id = ?1 AND id IN (${ADDED})
  AND NOT ${IS_REFERRED}`;
const DEACTIVATE_ADDED = `UPDATE pupil SET deactivated_at = ?3
  WHERE organization_id = ?1 AND id IN (${ADDED}) AND deactivated_at IS NULL`;
