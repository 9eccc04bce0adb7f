import { journalStatement, lineNumber } from "../../journal/record.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import type { FileFault } from "../records.ts";
import { type ImportRecord, loadImport, moveImport, NO_COUNTS } from "../store.ts";

/**
 * Ends the import as `refused` because of the whole file, before any pupil is checked. The base does not
 * change. Null when another runner moved the import meanwhile.
 */
export async function refuseFile(
  env: SchoolEnv,
  row: ImportRecord,
  faults: FileFault[],
): Promise<ImportRecord | null> {
  const now = Date.now();
  return await moveImport(env, row, [
    env.DB.prepare("DELETE FROM import_error WHERE import_id = ?1").bind(row.id),
    env.DB.prepare(
      `INSERT INTO import_error (import_id, ordinal, code, line, field, detail)
       SELECT ?1, key, value ->> 'code', value ->> 'line', value ->> 'field',
         coalesce(value -> 'detail', '{}')
       FROM json_each(?2)`,
    ).bind(row.id, JSON.stringify(faults)),
    env.DB.prepare(
      `UPDATE import SET status = 'refused', error_count = ?2, seq = seq + 1, finished_at = ?3,
         heartbeat_at = ?3 WHERE id = ?1`,
    ).bind(row.id, faults.length, now),
    journalLine(env, row, "import.refused", now),
  ]);
}

/**
 * Ends the import as `failed`: our fault; the base does not change. `retry` restarts it while its source is
 * stored. Guarded by the epoch alone, because the caller may be outside the step that failed.
 */
export async function failImport(env: SchoolEnv, row: ImportRecord): Promise<boolean> {
  const now = Date.now();
  const [updated] = await env.DB.batch([
    env.DB.prepare(
      `UPDATE import SET status = 'failed', seq = seq + 1, epoch = epoch + 1, finished_at = ?3,
         heartbeat_at = ?3, ${NO_COUNTS}
       WHERE id = ?1 AND epoch = ?2
         AND status IN ('received', 'reading', 'checking', 'applying')`,
    ).bind(row.id, row.epoch, now),
    env.DB.prepare(
      `INSERT INTO journal (organization_id, at, n, event, subject)
       SELECT ?2, ?3, ${lineNumber("?2", "?3")}, 'import.failed', ?1 WHERE changes() > 0`,
    ).bind(String(row.number), row.organizationId, now),
  ]);
  return (updated?.meta.changes ?? 0) > 0;
}

/** A step that cannot go on: `failImport`, then the row as it is. Null when another runner moved the import. */
export async function giveUp(env: SchoolEnv, row: ImportRecord): Promise<ImportRecord | null> {
  return (await failImport(env, row)) ? await loadImport(env, row.id) : null;
}

function journalLine(env: SchoolEnv, row: ImportRecord, event: "import.refused", at: number) {
  return journalStatement(env, {
    organizationId: row.organizationId,
    at,
    userId: row.createdBy,
    event,
    subject: String(row.number),
  });
}
