import Papa from "papaparse";
import { attachment } from "./attachment.ts";

/** A cell a spreadsheet would run as a formula; the full-width forms count too. */
const FORMULA = /^[=+\-@\t\r\0＝＋－＠]/;

/** A CSV a French spreadsheet opens as it is: BOM, `;`, CRLF, no cell that runs. */
export function toCsv(headers: string[], rows: Array<Array<string | number>>): string {
  const cells = [headers, ...rows].map((row) => row.map((cell) => defuse(String(cell))));
  return `\uFEFF${Papa.unparse(cells, { delimiter: ";", newline: "\r\n" })}\r\n`;
}

/** The cell with an apostrophe before what a spreadsheet would run. */
export function defuse(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
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
