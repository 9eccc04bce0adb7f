import { BodyInterrupted, bodyWindows } from "../../platform/body-windows.ts";
import { parisDate } from "../../platform/clock.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { surely } from "../../platform/surely.ts";
import { yieldToEventLoop } from "../../platform/yield-to-event-loop.ts";
import type { ResultFault } from "../read/faults.ts";
import { ResultReader, refusedFile } from "../read/result-reader.ts";
import { commitResults } from "./commit-results.ts";
import { dropImport, type EnterInput, openImport, stageWindow } from "./open-import.ts";

/** Bytes of a file held in memory at a time, as bytes, text and rows. */
export const WINDOW_BYTES = 256 * 1024;

export type ImportCounts = {
  rows: number;
  added: number;
  corrected: number;
  unchanged: number;
  /** Rows that are stored, by this import or before. */
  matched: number;
  /** Rows that wait for a choice. */
  unmatched: number;
};

export type EnterOutcome =
  | { ok: true; importId: string; counts: ImportCounts; ignored: string[] }
  | { ok: false; faults: ResultFault[]; total: number };

/**
 * Imports a file of results into a school: the whole file, or nothing when anything in it is wrong. A row that
 * matches exactly one pupil is stored under the school year of its test and the class of that year; the others wait
 * for a choice. A number that the school already has is corrected, and its former values are kept. Importing a file
 * twice changes nothing. `division`: the class that the school gave for the file. The file is read and staged
 * window by window; `BUSY` while another file of the school is being imported.
 */
export async function enterResults(
  env: SchoolEnv,
  input: EnterInput & { body: ReadableStream<Uint8Array> | null; division?: string },
): Promise<EnterOutcome> {
  const importId = await openImport(env, input);
  if (importId === null) return refusedFile("BUSY");
  let entered = false;
  try {
    const { organizationId, division = null } = input;
    const reader = new ResultReader(parisDate(Date.now()));
    let staged = 0;
    for await (const { bytes, last } of bodyWindows(input.body, WINDOW_BYTES)) {
      const rows = reader.push(bytes, last);
      // The rest of a wrong file is read only to report its other faults.
      const wanted = reader.total === 0 ? rows : [];
      staged += wanted.length;
      const window = { organizationId, importId, rows: wanted, division };
      if (!(await stageWindow(env, window))) return refusedFile("BUSY");
      if (reader.over) break;
      await yieldToEventLoop();
    }
    if (reader.total > 0) return { ok: false, faults: reader.faults, total: reader.total };
    entered = await commitResults(env, { organizationId, importId, rows: staged });
    if (!entered) return refusedFile("BUSY");
    const counts = await surely(() => readCounts(env, importId));
    return { ok: true, importId, counts, ignored: reader.layout?.ignored ?? [] };
  } catch (error) {
    if (error instanceof BodyInterrupted) return refusedFile("INTERRUPTED");
    throw error;
  } finally {
    if (!entered) await dropImport(env, importId);
  }
}

/** The counts of a finished import. */
export async function readCounts(env: SchoolEnv, importId: string): Promise<ImportCounts> {
  const counts = await env.DB.prepare(
    `SELECT rows, added, corrected, unchanged, rows - unmatched AS matched, unmatched
     FROM certification_import WHERE id = ?1`,
  )
    .bind(importId)
    .first<ImportCounts>();
  if (!counts) throw new Error("the import is gone");
  return counts;
}
