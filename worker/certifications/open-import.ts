import { assertInBatch, isUniqueRefusal, runGuarded } from "../platform/database.ts";
import { displayName } from "../platform/display-name.ts";
import { surely } from "../platform/surely.ts";
import { fileDivision } from "./read/file-division.ts";
import type { ReadRow } from "./read/row.ts";
import { stageRows } from "./stage-rows.ts";

/**
 * A school enters one file of results at a time: a unique index allows it one import that is staging. One that
 * gave no sign of life for so long was left by a crash, or its sender stopped sending: the next file takes over.
 */
export const STALE_MS = 60_000;
const STATEMENTS_AT_ONCE = 10;

export type EnterInput = {
  organizationId: string;
  /** Null for the operator's feed. */
  user: { id: string; name: string } | null;
  /** As the browser or the header gives it: only what may be shown of it is kept. */
  filename: string;
};

const LEFT_BEHIND = `SELECT id FROM certification_import
  WHERE organization_id = ?1 AND state = 'staging' AND heartbeat_at < ?2`;

/** Opens the import of a file, before anything of it is read; null while another one of the school is entered. */
export async function openImport(env: Env, input: EnterInput): Promise<string | null> {
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
      `INSERT INTO certification_import (id, organization_id, filename, file_division, user_id,
           imported_by, at, heartbeat_at, state, rows)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, 'staging', 0)`,
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

/** How far an import is; null for none. */
export async function readState(env: Env, importId: string): Promise<"staging" | "done" | null> {
  return await env.DB.prepare("SELECT state FROM certification_import WHERE id = ?1")
    .bind(importId)
    .first<"staging" | "done">("state");
}

/** Puts rows of the file beside the results. False when the import was taken over: it is no longer ours. */
export async function stageWindow(
  env: Env,
  input: { organizationId: string; importId: string; rows: ReadRow[]; division: string | null },
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

/** These imports are still under way. */
export async function heartbeat(env: Env, importIds: string[]): Promise<void> {
  await env.DB.prepare(
    `UPDATE certification_import SET heartbeat_at = ?2
     WHERE id IN (SELECT value FROM json_each(?1)) AND state = 'staging'`,
  )
    .bind(JSON.stringify(importIds), Date.now())
    .run();
}

/** Forgets a file that is not entered, so that the school may send the next one at once. */
export async function dropImport(env: Env, importId: string): Promise<void> {
  const statements = [
    `DELETE FROM certification_row WHERE import_id IN
       (SELECT id FROM certification_import WHERE id = ?1 AND state = 'staging')`,
    "DELETE FROM certification_import WHERE id = ?1 AND state = 'staging'",
  ].map((sql) => env.DB.prepare(sql).bind(importId));
  await surely(() => env.DB.batch(statements));
}
