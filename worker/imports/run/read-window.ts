import { schoolYearOf } from "../../platform/clock.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { MAX_WRONG_ROWS, WRONG_EVERYWHERE } from "../codes.ts";
import { WINDOW_BYTES } from "../formats/reader.ts";
import { READERS } from "../formats/readers.ts";
import type { FileFault, PupilRow, ReadingContext, WindowResult } from "../records.ts";
import { dayOf, type ImportRecord, moveImport } from "../store.ts";
import { giveUp, refuseFile } from "./end-import.ts";
import { readRange } from "./prepare-source.ts";
import { stageStatements } from "./staging.ts";

/** How many of the rows read so far have errors, and how many are left out. */
type Seen = { wrong: number; leftOut: number };
/** The reader's cursor in the file, and the counts before it. */
type Place = { at: { byte: number }; seen: Seen };

/** Twice the largest file we promise to read; a school has 3 500 pupils. A longer file is not a pupil file. */
const MAX_ROWS = 200_000;
const NOTHING_SEEN: Seen = { wrong: 0, leftOut: 0 };

/**
 * Reads one window of the file. Its rows and the next cursor commit together, so every row is staged exactly
 * once. Null when another runner moved the import.
 */
export async function readWindow(
  env: SchoolEnv,
  row: ImportRecord,
  uai: string,
): Promise<ImportRecord | null> {
  if (!row.plainKey) return await giveUp(env, row);
  const from = row.cursor ? placeOf(row.cursor).at.byte : 0;
  const length = Math.min(WINDOW_BYTES, row.totalBytes - from);
  const bytes = await readRange(env, row.plainKey, from, length);
  const last = from + length >= row.totalBytes;

  const opened = row.cursor ? { ok: true as const, place: placeOf(row.cursor) } : open(row, bytes);
  if (!opened.ok) return await refuseFile(env, row, opened.faults);

  // The first window starts after the BOM, so the bytes are counted from the reader's cursor.
  const slice = bytes.subarray(opened.place.at.byte - from);
  const result = read(row, opened.place, slice, last, { uai, today: dayOf(row) });
  const alone = result.faults.filter((fault) => fault.code !== "FILE_INVALID");
  if (alone.length > 0) return await refuseFile(env, row, alone);
  if (row.rowCount + result.pupils.length > MAX_ROWS) {
    return await refuseFile(env, row, [{ code: "FILE_INVALID", detail: { reason: "rows" } }]);
  }
  const seen = countRows(opened.place.seen, result.pupils);
  if (seen.wrong > MAX_WRONG_ROWS) return await commitWindow(env, row, stopped(result));
  if (seen.leftOut > MAX_WRONG_ROWS) {
    return await refuseFile(env, row, [{ code: "FILE_INVALID", detail: { reason: "left-out" } }]);
  }
  const cursor = result.cursor && { ...result.cursor, seen };
  return await commitWindow(env, row, { ...result, cursor });
}

function countRows({ wrong, leftOut }: Seen, pupils: PupilRow[]): Seen {
  return {
    wrong: wrong + pupils.filter(({ errors }) => errors.length > 0).length,
    leftOut: leftOut + pupils.filter(({ skip }) => skip !== null).length,
  };
}

/** Stops the reading after too many wrong rows: the errors found so far are listed, the rest is not read. */
function stopped(result: WindowResult<Place>): WindowResult<Place> {
  const fault: FileFault = { code: "FILE_INVALID", detail: { reason: WRONG_EVERYWHERE } };
  return { ...result, faults: [fault], cursor: null };
}

function open(
  row: ImportRecord,
  head: Uint8Array,
): { ok: true; place: Place } | { ok: false; faults: FileFault[] } {
  const opened = READERS[row.kind].open(head);
  return opened.ok ? { ok: true, place: { at: opened.cursor, seen: NOTHING_SEEN } } : opened;
}

function read(
  row: ImportRecord,
  place: Place,
  bytes: Uint8Array,
  last: boolean,
  context: ReadingContext,
): WindowResult<Place> {
  const result = READERS[row.kind].readWindow(place.at, bytes, last, context);
  return { ...result, cursor: result.cursor && { ...place, at: result.cursor } };
}

async function commitWindow(
  env: SchoolEnv,
  row: ImportRecord,
  result: WindowResult<Place>,
): Promise<ImportRecord | null> {
  const fault = result.faults[0];
  const over = result.cursor === null;
  const schoolYear =
    row.schoolYear ??
    result.facts.schoolYear ??
    // If the file does not name its school year, it is that of the day of the import.
    (over ? schoolYearOf(dayOf(row)) : null);
  return await moveImport(env, row, [
    ...stageStatements(env, row, result),
    env.DB.prepare(
      `UPDATE import SET status = ?2, cursor = ?3, bytes = ?4, row_count = row_count + ?5,
         school_year = ?6, exported_at = coalesce(exported_at, ?7), fault = ?8, seq = seq + 1,
         heartbeat_at = ?9
       WHERE id = ?1`,
    ).bind(
      row.id,
      over ? "checking" : "reading",
      result.cursor && JSON.stringify(result.cursor),
      result.cursor ? result.cursor.at.byte : row.totalBytes,
      result.pupils.length,
      schoolYear,
      result.facts.exportedAt ?? null,
      fault ? JSON.stringify(fault) : null,
      Date.now(),
    ),
  ]);
}

function placeOf(cursor: string): Place {
  return JSON.parse(cursor);
}
