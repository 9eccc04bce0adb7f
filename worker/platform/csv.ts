import Papa from "papaparse";
import { attachment } from "./attachment.ts";

/** A cell a spreadsheet would run as a formula; the full-width forms count too. */
const FORMULA = /^[=+\-@\t\r\0＝＋－＠]/;

/** LibreOffice's import cuts at these as well as at `;`, unless the person unticks them. */
const ALSO_CUTS = /[,\t]/;

/**
 * A CSV that a French spreadsheet opens correctly: BOM, `;`, CRLF, no cell that runs as a formula, no text converted to
 * a number or a date. Numbers stay numbers.
 */
export function toCsv(headers: string[], rows: Array<Array<string | number>>): string {
  const cells = [headers, ...rows].map((row) =>
    row.map((cell) => (typeof cell === "number" ? String(cell) : keepText(defuse(cell)))),
  );
  const quotes = (cell: unknown) => typeof cell === "string" && ALSO_CUTS.test(cell);
  return `\uFEFF${Papa.unparse(cells, { delimiter: ";", newline: "\r\n", quotes })}\r\n`;
}

/** The cell with an apostrophe in front if a spreadsheet would run it as a formula. */
export function defuse(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

const MONTHS = [
  ...["jan", "f[eé]v", "feb", "mar", "avr", "apr", "mai", "may", "juin", "jun", "juil", "jul"],
  ...["ao[uû]", "aug", "sep", "oct", "nov", "d[eé]c"],
].join("|");

/** Texts that a spreadsheet, in French or in English, converts to something else. */
const MISTAKEN = [
  // 3,00E+01 for a class 3E1.
  /^\d*[.,]?\d+E[+-]?\d+$/i,
  // Lost zeros, and digits beyond the eleven that a cell shows.
  /^0\d+$|^[\d ]{12,}$/,
  // 5.1 and 1 000 become numbers that show otherwise; 3-1, 3/2, 6:1 days and hours; 3 A an hour.
  /^\d+(?:[.,/: \u00a0\u202f-]+\d+)+ ?(?:[ap]m?)?$|^\d{1,2} [ap]m?$/i,
  /^[\d.,]+ ?[%€$£]$/,
  new RegExp(`^\\d{1,2}[ ./-]?(?:${MONTHS})[a-zûé]*\\.?(?:[ ./-]?\\d{1,4})?$`, "i"),
  new RegExp(`^(?:${MONTHS})[a-zûé]*\\.?[ ./-]?\\d{1,4}$`, "i"),
  /^(?:vrai|faux|true|false)$/i,
];
/** A longer text cannot be converted to a number or a date. */
const LONGEST_MISTAKEN = 100;
/** A date of the current calendar, in French notation: shown unchanged. */
const FRENCH_DAY = /^\d\d\/\d\d\/\d{4}$/;

/**
 * The cell, as a formula that returns its text if a spreadsheet would convert it: `="3E1"`. `parseRows` reads it back.
 * Such a cell contains nothing that could run.
 */
export function keepText(cell: string): string {
  const text = cell.trim();
  if (cell.length > LONGEST_MISTAKEN || FRENCH_DAY.test(text)) return cell;
  return MISTAKEN.some((sign) => sign.test(text)) ? `="${cell}"` : cell;
}

/** A CSV to download, under any name. */
export function csvResponse(filename: string, csv: string): Response {
  return new Response(csv, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": attachment(filename, "export.csv"),
    },
  });
}
