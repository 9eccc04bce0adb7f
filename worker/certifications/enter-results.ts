import { parisDate } from "../platform/clock.ts";
import { displayName } from "../platform/display-name.ts";
import { commitResults } from "./commit-results.ts";
import type { ResultFault } from "./read/faults.ts";
import { fileDivision } from "./read/file-division.ts";
import { readResultFile } from "./read/read-file.ts";
import type { ReadRow } from "./read/row.ts";
import { stageRows } from "./stage-rows.ts";

const STATEMENTS_AT_ONCE = 10;

export type EnterInput = {
  organizationId: string;
  /** Null for the operator's feed. */
  user: { id: string; name: string } | null;
  /** As the browser or the header gives it: only what may be shown of it is kept. */
  filename: string;
};

export type ImportCounts = {
  rows: number;
  added: number;
  corrected: number;
  unchanged: number;
  /** Rows that are stored, now or before. */
  matched: number;
  /** Rows that wait for a choice. */
  unmatched: number;
};

export type EnterOutcome =
  | { ok: true; importId: string; counts: ImportCounts; ignored: string[] }
  | { ok: false; faults: ResultFault[]; total: number };

/**
 * Enters a file of results into a school: all of it, or nothing when anything in it is wrong. A row that is
 * exactly one pupil's is stored under the school year of its test and the class of that year; the others
 * wait for a choice. A number the school has already is corrected, and what it said before is kept.
 * Entering a file twice changes nothing. `division`: the class the school says the file is of.
 */
export async function enterResults(
  env: Env,
  input: EnterInput & { bytes: Uint8Array; division?: string },
): Promise<EnterOutcome> {
  const read = readResultFile(input.bytes, parisDate(Date.now()));
  if (!read.ok) return read;
  const { rows, layout } = read;
  const entered = await enterRows(env, { ...input, rows, division: input.division ?? null });
  return { ok: true, ...entered, ignored: layout.ignored };
}

/** The same for rows that were read: the operator's feed has those of many schools in one file. */
export async function enterRows(
  env: Env,
  input: EnterInput & { rows: ReadRow[]; division: string | null },
): Promise<{ importId: string; counts: ImportCounts }> {
  const importId = crypto.randomUUID();
  await insertImport(env, importId, input);
  const staged = { importId, ...input };
  let batch: D1PreparedStatement[] = [];
  for (const statement of stageRows(env, staged)) {
    batch.push(statement);
    if (batch.length < STATEMENTS_AT_ONCE) continue;
    await env.DB.batch(batch);
    batch = [];
  }
  if (batch.length > 0) await env.DB.batch(batch);
  if (!(await commitResults(env, staged))) throw new Error("the staged rows are not whole");
  return { importId, counts: await readCounts(env, importId) };
}

async function insertImport(
  env: Env,
  importId: string,
  input: EnterInput & { rows: ReadRow[] },
): Promise<void> {
  const filename = displayName(input.filename, "resultats.csv");
  await env.DB.prepare(
    `INSERT INTO certification_import (id, organization_id, filename, file_division, user_id,
       imported_by, at, state, rows) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'staging', ?8)`,
  )
    .bind(
      importId,
      input.organizationId,
      filename,
      fileDivision(filename) ?? "",
      input.user?.id ?? null,
      input.user?.name ?? "",
      Date.now(),
      input.rows.length,
    )
    .run();
}

async function readCounts(env: Env, importId: string): Promise<ImportCounts> {
  const counts = await env.DB.prepare(
    `SELECT rows, added, corrected, unchanged, rows - unmatched AS matched, unmatched
     FROM certification_import WHERE id = ?1`,
  )
    .bind(importId)
    .first<ImportCounts>();
  if (!counts) throw new Error("the import is gone");
  return counts;
}
