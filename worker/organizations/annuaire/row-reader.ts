import { parseRows } from "../../school-files/csv-rows.ts";

/** A row of a spreadsheet: `line` is its number there. `cells` is null when its quotes are wrong. */
export type CsvRow = { line: number; cells: string[] | null };

/** A row of the directory takes 1 500 characters: a longer one has a quote that is never closed. */
const LONGEST_ROW = 32 * 1024;

/**
 * Text in, rows out, in pieces of any size, without blank rows. A row with a wrong quote loses only its own line:
 * reading starts again after the next line end.
 */
export function createRowReader(delimiter: string) {
  let kept = "";
  let line = 1;
  return {
    push(text: string, last: boolean): CsvRow[] {
      const rows: CsvRow[] = [];
      kept += text;
      while (kept !== "") {
        const { rows: parsed, count, end, broken } = parseRows(kept, delimiter, last);
        for (const { index, cells } of parsed) rows.push({ line: line + index, cells });
        line += count;
        kept = kept.slice(end);
        if (!broken && count > 0 && kept.length > LONGEST_ROW) continue;
        if (!broken && kept.length <= LONGEST_ROW) break;
        const next = kept.indexOf("\n");
        if (next === -1 && !last && kept.length <= LONGEST_ROW) break;
        rows.push({ line, cells: null });
        line += 1;
        kept = next === -1 ? "" : kept.slice(next + 1);
      }
      return rows;
    },
  };
}

/** `;` or `,`: the more frequent one in the first line. */
export function delimiterOf(head: string): ";" | "," {
  const first = head.split(/[\r\n]/, 1)[0] ?? "";
  return first.split(";").length >= first.split(",").length ? ";" : ",";
}
