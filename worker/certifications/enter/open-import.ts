import { assertInBatch, isUniqueRefusal, runGuarded } from "../../platform/database.ts";
import { displayName } from "../../platform/display-name.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { surely } from "../../platform/surely.ts";
import { fileDivision } from "../read/file-division.ts";
import type { ReadRow } from "../read/row.ts";
import { stageRows } from "./stage-rows.ts";

/**
 * A school imports one file of results at a time: a unique index allows one `staging` import per school. After this
 * long without a heartbeat, the import crashed or its sender stopped: the next file takes over.
 */
export const STALE_MS = 60_000;
const STATEMENTS_AT_ONCE = 10;

export type EnterInput = {
  organizationId: number;
  /** Null for the operator's feed. */
  user: { id: string; name: string } | null;
  /** As the browser or the header gives it; only the displayable part is stored. */
  filename: string;
};

const LEFT_BEHIND = `SELECT id FROM certification_import
  WHERE organization_id = ?1 AND state = 'staging' AND heartbeat_at < ?2`;

/** Opens the import before the file is read; null while another file of the school is being imported. */
export async function openImport(env: SchoolEnv, input: EnterInput): Promise<string | null> {
  const importId = crypto.randomUUID();
  const filename = displayName(input.filename, "resultats.csv");
  const now = Date.now();
  const left = [input.organizationId, now - STALE_MS];
  const statements = [
    env.DB.prepare(`DELETE FROM certification_row WHERE import_id IN (${LEFT_BEHIND})`).bind(
      ...left,
    ),
    env.DB.prepare(`DELETE FROM certification_import WHERE id IN (${LEFT_BEHIND})`).bind(...left),
    env.DB.prepare(
      `INSERT INTO certification_import (id, organization_id, number, filename, file_division,
         user_id, imported_by, at, heartbeat_at, state, rows)
       SELECT ?1, ?2, 1 + coalesce(max(number), 0), ?3, ?4, ?5, ?6, ?7, ?7, 'staging', 0
       FROM certification_import WHERE organization_id = ?2`,
    ).bind(
      importId,
      input.organizationId,
      filename,
      fileDivision(filename) ?? "",
      input.user?.id ?? null,
      input.user?.name ?? "",
      now,
    ),
  ];
  try {
    await runGuarded(env, statements, async () => (await readState(env, importId)) !== null);
    return importId;
  } catch (error) {
    if (isUniqueRefusal(error)) return null;
    throw error;
  }
}

/** The state of an import; null when there is no such import. */
export async function readState(
  env: SchoolEnv,
  importId: string,
): Promise<"staging" | "done" | null> {
  return await env.DB.prepare("SELECT state FROM certification_import WHERE id = ?1")
    .bind(importId)
    .first<"staging" | "done">("state");
}

/** Stores rows of the file in the staging table. False when another file took over this import. */
export async function stageWindow(
  env: SchoolEnv,
  input: { organizationId: number; importId: string; rows: ReadRow[]; division: string | null },
): Promise<boolean> {
  const sign = [
    assertInBatch(
      env,
      "EXISTS (SELECT 1 FROM certification_import WHERE id = ?1 AND state = 'staging')",
      input.importId,
    ),
    env.DB.prepare("UPDATE certification_import SET heartbeat_at = ?2 WHERE id = ?1").bind(
      input.importId,
      Date.now(),
    ),
  ];
  let batch = [...sign];
  for (const statement of stageRows(env, input)) {
    batch.push(statement);
    if (batch.length < STATEMENTS_AT_ONCE) continue;
    if (!(await runGuarded(env, batch))) return false;
    batch = [...sign];
  }
  return await runGuarded(env, batch);
}

/** Updates the heartbeat of these imports. */
export async function heartbeat(env: SchoolEnv, importIds: string[]): Promise<void> {
  await env.DB.prepare(
    `UPDATE certification_import SET heartbeat_at = ?2
     WHERE id IN (SELECT value FROM json_each(?1)) AND state = 'staging'`,
  )
    .bind(JSON.stringify(importIds), Date.now())
    .run();
}

/** Deletes an unfinished import, so that the school can send the next file at once. */
export async function dropImport(env: SchoolEnv, importId: string): Promise<void> {
  const statements = [
    `DELETE FROM certification_row WHERE import_id IN
       (SELECT id FROM certification_import WHERE id = ?1 AND state = 'staging')`,
    "DELETE FROM certification_import WHERE id = ?1 AND state = 'staging'",
  ].map((sql) => env.DB.prepare(sql).bind(importId));
  await surely(() => env.DB.batch(statements));
}
