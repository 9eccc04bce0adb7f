import Papa from "papaparse";

/**
 * At most so many characters are parsed at a time. Around malformed quotes papaparse looks ahead up to the end
 * of what it was given, for each of them: a window of 2 MiB made of quotes would take minutes.
 */
const PIECE_LENGTH = 64 * 1024;

export type ParsedRows = {
  rows: string[][];
  /** Where the first character after the rows is. */
  end: number;
  /** Whether the row that comes after `rows` has a quote that is malformed or never closed. */
  broken: boolean;
};

/**
 * The rows of a text, blank ones included; lines end with CRLF, LF or CR.
 * Unless `last`, a row that the text does not finish is left for later, unless it is known to be broken.
 */
export function parseRows(text: string, delimiter: string, last: boolean): ParsedRows {
  const input = withLineFeeds(text, last);
  const rows: string[][] = [];
  let end = 0;
  let length = PIECE_LENGTH;
  while (end < input.length) {
    const reached = end + length >= input.length;
    const parsed = parsePiece(input.slice(end, end + length), delimiter);
    for (const row of parsed.rows) rows.push(row);
    end += parsed.end;
    // What follows the last line feed is blank: a line feed was added to the last piece of a file.
    const open = reached && last && end < input.length;
    if (parsed.broken || open) return { rows, end, broken: true };
    if (reached) break;
    length = parsed.rows.length > 0 ? PIECE_LENGTH : 2 * length;
  }
  return { rows, end: Math.min(end, text.length), broken: false };
}

/** Where row `index` ends in a text that has it. */
export function endOfRow(text: string, delimiter: string, index: number): number {
  // papaparse's fast mode counts one row too many here.
  const config = { delimiter, newline: "\n" as const, preview: index + 1, fastMode: false };
  const { meta } = new Papa.Parser(config).parse(withLineFeeds(text, true), 0, true);
  return Math.min(meta.cursor, text.length);
}

/** CR becomes LF, and CRLF stays: papaparse takes a CR before LF for a blank. Places do not change. */
function withLineFeeds(text: string, last: boolean): string {
  const input = text.includes("\r") ? text.replace(/\r(?=[^\n])/g, "\n") : text;
  return last ? `${input}\n` : input;
}

function parsePiece(piece: string, delimiter: string): ParsedRows {
  const config = { delimiter, newline: "\n" as const };
  const parsed: { data: string[][]; errors: { row: number }[]; meta: { cursor: number } } =
    new Papa.Parser(config).parse(piece, 0, true);
  const rows = parsed.data;
  const first = parsed.errors[0];
  if (!first) return { rows, end: parsed.meta.cursor, broken: false };
  if (first.row < rows.length) return { rows: rows.slice(0, first.row), end: 0, broken: true };
  // In the unfinished row one error may only come from the cut, between a quote and what follows it.
  return { rows, end: parsed.meta.cursor, broken: parsed.errors.length > 1 };
}

export function isBlankRow(row: readonly string[]): boolean {
  return row.every((cell) => cell.trim() === "");
}
