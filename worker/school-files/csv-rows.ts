import Papa from "papaparse";
import { MAX_ROW } from "../platform/bounds.ts";

/**
 * The number of characters parsed at a time. For each malformed quote, papaparse looks ahead to the end of its input: a
 * window of 2 MiB made of quotes would take minutes.
 */
const PIECE_LENGTH = 16 * 1024;
/** Bounds the memory of a window of very short rows; a window of a real file has five times fewer. */
const MAX_ROWS = 20_000;

type ParsedRows = {
  /** Without blank rows; `index` counts them. */
  rows: { index: number; cells: string[] }[];
  /** How many rows were read, blank ones included. */
  count: number;
  /** The offset of the first character after them. */
  end: number;
  /** Whether the next row has a quote that is malformed or never closed. */
  broken: boolean;
  /** Whether the next row is longer than `MAX_ROW`. */
  tooLong: boolean;
};

/** `sep=;`: sets a spreadsheet's delimiter. A program that saved the file again may have quoted or padded it. */
const SEPARATOR_LINE = /^\ufeff?(?:sep=.?|"sep=[^\n]?")[;,\t| ]*\n\ufeff?/i;
/** A text written as a formula, so that a spreadsheet shows it unchanged: `="3E1"`. `toCsv` writes it too. */
const TEXT_FORMULA = /^="([^"]*)"(?=\r?$)/;

/**
 * The rows of a text, at most `maxRows` plus those of one piece; lines end with CRLF, LF or CR. Unless `last`, an
 * unfinished row is left for later, except a row known to be broken or longer than the limit. A first line `sep=;` is
 * skipped and not counted: spreadsheets do not show it. A cell `="3E1"` gives `3E1`.
 */
export function parseRows(
  text: string,
  delimiter: string,
  last: boolean,
  maxRows = MAX_ROWS,
): ParsedRows {
  const input = withLineFeeds(text, last);
  const rows: ParsedRows["rows"] = [];
  let count = 0;
  let end = lengthOfSeparatorLine(input);
  let length = PIECE_LENGTH;
  while (end < input.length && rows.length < maxRows) {
    const reached = end + length >= input.length;
    const piece = parsePiece(input.slice(end, end + length), delimiter);
    piece.rows.forEach((cells, at) => {
      if (!isBlank(cells)) rows.push({ index: count + at, cells: cells.map(textOf) });
    });
    count += piece.rows.length;
    end += piece.end;
    // The last piece ends with a line feed: only an open quote leaves text after the last row.
    const open = reached && last && end < input.length;
    if (piece.broken || open) return { rows, count, end, broken: true, tooLong: false };
    if (piece.rows.length === 0 && length === MAX_ROW && input.length - end >= MAX_ROW) {
      const start = input.slice(end, end + MAX_ROW);
      // A line end did not end the row: a quote opened before it, and was most likely never closed.
      const broken = start.includes("\n") || parsePiece(`${start}\n`, delimiter).broken;
      return { rows, count, end, broken, tooLong: !broken };
    }
    if (reached) break;
    length = piece.rows.length > 0 ? PIECE_LENGTH : Math.min(2 * length, MAX_ROW);
  }
  return { rows, count, end: Math.min(end, text.length), broken: false, tooLong: false };
}

/** The offset of the end of row `index`, in a text that has this row. */
export function endOfRow(text: string, delimiter: string, index: number): number {
  // papaparse's fast mode counts one row too many here.
  const config = { delimiter, newline: "\n" as const, preview: index + 1, fastMode: false };
  const input = withLineFeeds(text, true);
  const start = lengthOfSeparatorLine(input);
  const { meta } = new Papa.Parser(config).parse(input.slice(start), 0, true);
  return Math.min(start + meta.cursor, text.length);
}

/** 0 when the text, whose lines end with LF or CRLF, does not start with such a line. */
function lengthOfSeparatorLine(text: string): number {
  return SEPARATOR_LINE.exec(text.slice(0, 300).replace("\r\n", " \n"))?.[0].length ?? 0;
}

function textOf(cell: string): string {
  return cell.startsWith("=") ? cell.replace(TEXT_FORMULA, "$1") : cell;
}

/** CR becomes LF, and CRLF stays: papaparse reads a CR before LF as a blank. Offsets do not change. */
function withLineFeeds(text: string, last: boolean): string {
  const input = text.includes("\r") ? text.replace(/\r(?=[^\n])/g, "\n") : text;
  return last ? `${input}\n` : input;
}

type Piece = { rows: string[][]; end: number; broken: boolean };

function parsePiece(text: string, delimiter: string): Piece {
  const config = { delimiter, newline: "\n" as const };
  const parsed: { data: string[][]; errors: { row: number }[]; meta: { cursor: number } } =
    new Papa.Parser(config).parse(text, 0, true);
  const { data: rows, errors, meta } = parsed;
  const wrong = errors[0]?.row ?? rows.length;
  if (wrong < rows.length) return { rows: rows.slice(0, wrong), end: 0, broken: true };
  // In the unfinished row one error may come from the cut alone, between a quote and the next character.
  return { rows, end: meta.cursor, broken: errors.length > 1 };
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === "");
}
