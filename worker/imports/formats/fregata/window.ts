import { bytesBefore } from "../../../school-files/byte-cut.ts";
import { parseRows } from "../../../school-files/csv-rows.ts";
import type { FileFault, ReadingContext, WindowResult } from "../../records.ts";
import { COLUMNS, countColumns, hasSpoiltColumn, mapColumns, type Places } from "./columns.ts";
import { findHeader } from "./header.ts";
import { makePupilRow } from "./pupil.ts";

/** Limits the work on one window. Real rows are three times longer, so real files never reach it. */
const MAX_WINDOW_ROWS = 5000;
/** Old programs end a file with Ctrl-Z. */
const NOTHING = /^[\0-\x20]*$/;

/** Where a window starts (always at the start of a row), and how to read it. */
export type FregataCursor = {
  byte: number;
  /** The row number that a spreadsheet shows there. */
  line: number;
  /** A label of TextDecoder. */
  encoding: string;
  delimiter: string;
  places: Places;
};

/**
 * Opens a file from its first bytes (the whole of it, or at least 64 KiB): the cursor is on the row after the
 * header. Each missing or duplicated column is a fault; with any fault, nothing else is read.
 */
export function openFregata(
  head: Uint8Array,
): { ok: true; cursor: FregataCursor } | { ok: false; faults: FileFault[] } {
  const header = findHeader(head, countColumns);
  if (!header) return { ok: false, faults: [invalid("empty")] };
  const { cells, encoding, delimiter, line, end: byte } = header;
  if (header.broken) return { ok: false, faults: [invalid("quote", line)] };
  if (header.unfinished) return { ok: false, faults: [invalid("record", line)] };

  const { places, duplicated } = mapColumns(cells);
  const unread = header.garbled && countColumns(cells) === 0;
  if (unread || hasSpoiltColumn(cells, places)) {
    return { ok: false, faults: [{ code: "ENCODING_NOT_SUPPORTED" }] };
  }
  const missing = COLUMNS.filter(({ mandatory }, at) => mandatory && places[at] === -1);
  const faults: FileFault[] = [
    ...missing.map(({ header: field }) => ({ code: "HEADER_REQUIRED" as const, field })),
    ...duplicated.map(({ header: field }) => ({ code: "HEADER_DUPLICATED" as const, field })),
  ];
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, cursor: { byte, line: line + 1, encoding, delimiter, places } };
}

/**
 * Reads the bytes that start at `cursor.byte`; `last` means that they reach the end of the file.
 * Never throws because of the file. The rows do not depend on the size of the windows, provided that each row
 * fits in one; a row that is incomplete in this window is the first of the next.
 */
export function readFregataWindow(
  cursor: FregataCursor,
  bytes: Uint8Array,
  last: boolean,
  context: ReadingContext,
): WindowResult<FregataCursor> {
  const { encoding, delimiter, places } = cursor;
  // `openFregata` skipped the BOM; any other U+FEFF belongs to the text.
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const text = decoder.decode(bytes, { stream: !last });
  const { rows, count, end, broken } = parseRows(text, delimiter, last, MAX_WINDOW_ROWS);

  const pupils = rows.flatMap(({ index, cells }) => {
    if (cells.every((cell) => NOTHING.test(cell))) return [];
    const known = places.map((place) => cells[place] ?? "");
    return makePupilRow(known, cursor.line + index, context);
  });
  const line = cursor.line + count;
  const over = (...faults: FileFault[]) => ({
    pupils,
    classes: [],
    facts: {},
    faults,
    cursor: null,
  });
  if (broken) return over(invalid("quote", line));
  if (last && end === text.length) return over();
  if (end === 0) {
    const open = parseRows(text, delimiter, true).broken;
    return over(invalid(open ? "quote" : "record", line));
  }
  const byte = cursor.byte + bytesBefore(bytes, text, end, encoding);
  return { pupils, classes: [], facts: {}, faults: [], cursor: { ...cursor, byte, line } };
}

function invalid(reason: string, line?: number): FileFault {
  return { code: "FILE_INVALID", ...(line !== undefined && { line }), detail: { reason } };
}
