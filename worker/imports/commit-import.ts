import { assertInBatch, runGuarded } from "../platform/database.ts";
import { ABSENT_FROM_FILE, AFTER, BEFORE, DIFFERS } from "./pupil-sql.ts";
import { DERIVED_COLUMNS, PUPIL_COLUMNS } from "./staging.ts";
import { assertUnmoved, type ImportRecord } from "./store.ts";

/** Deactivated pupils are told after those of the file. */
const AFTER_THE_FILE = 1_000_000_000;

/**
 * From `applying` to `done`: the only statement list that writes the pupil base, in one transaction.
 * Readers see the old base or the new one. Refused if the base moved since the check, or if a staged row
 * is missing. False when nothing was written.
 */
export async function commitImport(env: Env, row: ImportRecord): Promise<boolean> {
  const now = Date.now();
  return await runGuarded(env, [
    assertUnmoved(env, row),
    assertInBatch(
      env,
      `(SELECT base_version FROM organization WHERE id = ?1) = ?2
       AND (SELECT count(*) FROM import_row WHERE import_id = ?3) = ?4`,
      row.organizationId,
      row.baseVersionSeen,
      row.id,
      row.rowCount,
    ),
    ...recordChanges(env, row, now),
    ...writePupils(env, row, now),
    writeSchooling(env, row),
    ...finish(env, row, now),
  ]);
}

function recordChanges(env: Env, row: ImportRecord, now: number) {
  const columns = `import_id, ordinal, organization_id, pupil_id, kind, pupil, division, before,
    after, schooling_before, at`;
  return [
    env.DB.prepare(
      `INSERT INTO pupil_change (${columns})
       SELECT ?1, r.ordinal, ?2, coalesce(p.id, r.pupil_id),
         CASE WHEN p.id IS NULL THEN 'added' WHEN p.deactivated_at IS NOT NULL THEN 'reactivated'
           WHEN ${DIFFERS} THEN 'changed' ELSE 'schooling' END,
         r.first_name || ' ' || r.last_name, r.division,
         CASE WHEN p.id IS NOT NULL THEN ${BEFORE} END,
         CASE WHEN p.id IS NOT NULL AND (p.deactivated_at IS NOT NULL OR ${DIFFERS}) THEN ${AFTER} END,
         CASE WHEN s.pupil_id IS NOT NULL
           THEN json_object('division', s.division, 'mef', s.mef) END, ?3
       FROM import_row r
       LEFT JOIN pupil p ON p.organization_id = ?2 AND p.ine = r.ine
       LEFT JOIN schooling s ON s.pupil_id = p.id AND s.school_year = ?4
       WHERE r.import_id = ?1 AND r.skip IS NULL AND (p.id IS NULL OR p.deactivated_at IS NOT NULL
         OR ${DIFFERS} OR s.pupil_id IS NULL OR s.division <> r.division OR s.mef <> r.mef)`,
    ).bind(row.id, row.organizationId, now, row.schoolYear),
    env.DB.prepare(
      `INSERT INTO pupil_change (${columns})
       SELECT ?1, ?4 + row_number() OVER (ORDER BY p.search), ?2, p.id, 'deactivated',
         p.first_name || ' ' || p.last_name, p.division, ${BEFORE}, NULL, NULL, ?3
       FROM pupil p WHERE ${ABSENT_FROM_FILE}`,
    ).bind(row.id, row.organizationId, now, AFTER_THE_FILE),
  ];
}

function writePupils(env: Env, row: ImportRecord, now: number) {
  const columns = [...PUPIL_COLUMNS, ...DERIVED_COLUMNS];
  const overwritten = columns.map((column) => `${column} = excluded.${column}`).join(", ");
  const differs = PUPIL_COLUMNS.map((column) => `pupil.${column} <> excluded.${column}`);
  return [
    env.DB.prepare(
      `INSERT INTO pupil (id, organization_id, ine, ${columns.join(", ")}, deactivated_at, last_import_id)
       SELECT r.pupil_id, ?2, r.ine, ${columns.map((column) => `r.${column}`).join(", ")}, NULL, ?1
       FROM import_row r WHERE r.import_id = ?1 AND r.skip IS NULL
       ON CONFLICT (organization_id, ine) DO UPDATE SET ${overwritten}, deactivated_at = NULL,
         last_import_id = excluded.last_import_id
       WHERE pupil.deactivated_at IS NOT NULL OR ${differs.join(" OR ")}`,
    ).bind(row.id, row.organizationId),
    env.DB.prepare(
      `UPDATE pupil SET deactivated_at = ?2, last_import_id = ?1 WHERE id IN (
         SELECT pupil_id FROM pupil_change WHERE import_id = ?1 AND kind = 'deactivated')`,
    ).bind(row.id, now),
  ];
}

function writeSchooling(env: Env, row: ImportRecord) {
  return env.DB.prepare(
    `INSERT INTO schooling (organization_id, pupil_id, school_year, division, mef)
     SELECT ?2, c.pupil_id, ?3, r.division, r.mef
     FROM pupil_change c JOIN import_row r ON r.import_id = c.import_id AND r.ordinal = c.ordinal
     WHERE c.import_id = ?1 AND c.kind <> 'deactivated'
     ON CONFLICT (pupil_id, school_year) DO UPDATE SET
       division = excluded.division, mef = excluded.mef`,
  ).bind(row.id, row.organizationId, row.schoolYear);
}

function finish(env: Env, row: ImportRecord, now: number) {
  const counted = ["added", "changed", "reactivated", "deactivated"]
    .map(
      (kind) =>
        `${kind} = (SELECT count(*) FROM pupil_change WHERE import_id = ?1 AND kind = '${kind}')`,
    )
    .join(", ");
  return [
    env.DB.prepare(`UPDATE organization SET base_version = base_version + 1 WHERE id = ?1`).bind(
      row.organizationId,
    ),
    env.DB.prepare(`UPDATE import SET ${counted} WHERE id = ?1`).bind(row.id),
    env.DB.prepare(
      `UPDATE import SET status = 'done', seq = seq + 1, heartbeat_at = ?2, finished_at = ?2,
         unchanged = row_count - skipped - added - changed - reactivated,
         base_version_after = base_version_seen + 1
       WHERE id = ?1`,
    ).bind(row.id, now),
    env.DB.prepare(
      `INSERT INTO journal (organization_id, at, user_id, event, subject, detail)
       SELECT ?1, ?2, ?3, 'import.done', ?4, json_object('added', added, 'changed', changed,
         'reactivated', reactivated, 'deactivated', deactivated, 'skipped', skipped)
       FROM import WHERE id = ?4`,
    ).bind(row.organizationId, now, row.createdBy, row.id),
  ];
}
