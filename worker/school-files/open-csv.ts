import { MAX_ROW } from "../platform/bounds.ts";
import { parseRows } from "./csv-rows.ts";
import { DELIMITERS, textEncodings } from "./encodings.ts";

/** How to read a file, and its first row that is not blank. */
export type Opened = {
  /** A label of TextDecoder. */
  encoding: string;
  delimiter: string;
  header: { cells: string[]; index: number };
  /** The header is longer than a row may be; `cells` are then its start. */
  tooLong: boolean;
};

/**
 * The encoding and the delimiter with the most known columns in the header, as `countColumns` counts them; null when no
 * row was found. `head` is the first bytes of the file; `whole`: they are the whole file. A BOM decides; without one:
 * UTF-8, else the charsets of Excel on Windows and on a Mac. Source: `docs/domain/import.md` 3.
 */
export function openCsv(
  head: Uint8Array,
  whole: boolean,
  countColumns: (cells: readonly string[]) => number,
): Opened | null {
  let best: Opened | null = null;
  let highest = -1;
  for (const { encoding } of textEncodings(head)) {
    const text = new TextDecoder(encoding).decode(head, { stream: !whole });
    const start = text.slice(0, 2 * MAX_ROW);
    for (const delimiter of DELIMITERS) {
      const { rows, tooLong } = parseRows(start, delimiter, whole && start === text);
      const [first] = rows;
      const header = first ?? (tooLong ? { index: 0, cells: firstLine(text, delimiter) } : null);
      const points = header ? countColumns(header.cells) : -1;
      if (!header || points <= highest) continue;
      highest = points;
      best = { encoding, delimiter, header, tooLong: first === undefined };
    }
  }
  return best;
}

function firstLine(text: string, delimiter: string): string[] {
  return text.slice(0, 1_000).replaceAll('"', "").split(delimiter);
}
