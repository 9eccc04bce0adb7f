import { COLUMNS } from "#worker/imports/formats/fregata/columns.ts";
import {
  type FregataCursor,
  openFregata,
  readFregataWindow,
} from "#worker/imports/formats/fregata/window.ts";
import type { PupilFields, ReadingContext, WindowResult } from "#worker/imports/records.ts";

/** For tests: makes Fregata files of invented pupils, and reads them whole. */
export const CONTEXT: ReadingContext = { uai: "0801234A", today: "2026-09-15" };

export const HEADERS = COLUMNS.map(({ header }) => header);

const COMPLETE: Omit<PupilFields, "ine"> = {
  firstName: "Luciole",
  middleName: "Léa",
  thirdName: "",
  lastName: "HANDMADE",
  usualName: "D'ARC-EN-CIEL",
  sex: "F",
  birthDate: "31/12/2009",
  birthCityCode: "97422",
  birthCity: "",
  birthDepartment: "974",
  birthCountry: "99100",
  status: "ST",
  mef: "27610011111",
  division: "2NDE PRO",
};

type Cells = Partial<Record<keyof PupilFields, string>>;

/** The cells of a pupil without any error, in the order of `COLUMNS`; `changes` replaces some. */
export function aLine(changes: Cells = {}, index = 0): string[] {
  const ine = `${String(index).padStart(8, "0")}1AB`;
  const cells: Cells = { ine, ...COMPLETE, ...changes };
  return COLUMNS.map(({ field }) => cells[field] ?? "");
}

export function csvOf(
  lines: string[][],
  { headers = HEADERS, delimiter = ";", eol = "\r\n" } = {},
) {
  return [headers, ...lines].map((cells) => cells.join(delimiter) + eol).join("");
}

export type Whole = Omit<WindowResult<FregataCursor>, "cursor"> & { cursors: FregataCursor[] };

/** Reads a file window after window, as an import does. */
export function readFile(
  file: Uint8Array | string,
  { size = Number.POSITIVE_INFINITY, context = CONTEXT } = {},
): Whole {
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  const whole: Whole = { pupils: [], classes: [], facts: {}, faults: [], cursors: [] };
  const opened = openFregata(bytes);
  if (!opened.ok) return { ...whole, faults: opened.faults };
  let cursor: FregataCursor | null = opened.cursor;
  while (cursor) {
    whole.cursors.push(cursor);
    const end = cursor.byte + size;
    const last = end >= bytes.length;
    const result = readFregataWindow(cursor, bytes.subarray(cursor.byte, end), last, context);
    whole.pupils.push(...result.pupils);
    whole.faults.push(...result.faults);
    if (result.cursor && result.cursor.byte <= cursor.byte) throw new Error("reading is stuck");
    cursor = result.cursor;
  }
  return whole;
}

const TABLES = new Map(
  ["windows-1252", "macintosh"].map((encoding) => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    return [encoding, [...new TextDecoder(encoding).decode(bytes)]];
  }),
);

/** The bytes that TextDecoder decodes to `text`; UTF-16 gets its BOM. */
export function encode(text: string, encoding: string): Uint8Array {
  const table = TABLES.get(encoding);
  if (table) return Uint8Array.from([...text], (character) => table.indexOf(character));
  if (encoding === "utf-8") return new TextEncoder().encode(text);
  const bytes = new Uint8Array(2 * text.length + 2);
  const view = new DataView(bytes.buffer);
  for (const [index, unit] of ["\ufeff", ...text.split("")].entries()) {
    view.setUint16(2 * index, unit.charCodeAt(0), encoding === "utf-16le");
  }
  return bytes;
}
