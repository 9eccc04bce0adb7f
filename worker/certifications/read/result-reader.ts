import { MAX_RESULTS_BYTES, MAX_RESULTS_ROWS, MAX_TOLD_FAULTS } from "../../platform/bounds.ts";
import { parseRows } from "../../school-files/csv-rows.ts";
import { recognizeCsv } from "../../school-files/known-csv.ts";
import { type Opened, openCsv } from "../../school-files/open-csv.ts";
import { recognizeNoText } from "../../school-files/other-files.ts";
import { countColumns, hasSpoiltColumn, type Layout, readEra, readLayout } from "./columns.ts";
import type { FaultCode, ResultFault } from "./faults.ts";
import { type ReadRow, readRow } from "./row.ts";

/** Enough to hold the longest header in UTF-16. */
const HEAD_BYTES = 160 * 1024;

/**
 * Reads a file of results of any era, as downloaded or saved again by a spreadsheet, window by window: takes bytes
 * and returns the rows that they complete. Never throws because of the file. `today` is an ISO date in Paris.
 * Between two windows it keeps one unfinished row, the certification numbers and the first faults. Formats:
 * `docs/domain/results.md` 1.
 */
export class ResultReader {
  /** Set once the header was read. */
  layout: Layout | null = null;
  /** The first ones; `total` counts them all. */
  readonly faults: ResultFault[] = [];
  total = 0;
  /** True when the rest of the file is not read. */
  over = false;

  readonly #today: string;
  /** Line of each number, by school: the operator's file holds many schools. */
  readonly #lines = new Map<string, Map<number, number>>();
  #size = 0;
  #head: Uint8Array | null = new Uint8Array();
  #opened: Opened | null = null;
  #decoder = new TextDecoder();
  #rest = "";
  #line = 1;
  #rows = 0;

  constructor(today: string) {
    this.#today = today;
  }

  /** The rows that `bytes` complete, without those that have a fault. `last`: the file ends there. */
  push(bytes: Uint8Array, last: boolean): ReadRow[] {
    if (this.over) return [];
    this.#size += bytes.byteLength;
    if (this.#size > MAX_RESULTS_BYTES) return this.#refuse({ code: "TOO_LARGE" });
    let window = bytes;
    if (this.#head) {
      window = joined(this.#head, bytes);
      this.#head = window;
      if (window.byteLength < HEAD_BYTES && !last) return [];
      this.#head = null;
      this.#open(window, last);
      if (this.over) return [];
    }
    this.#rest += this.#decoder.decode(window, { stream: !last });
    const rows = this.#readRest(last);
    if (last && !this.over) {
      this.over = true;
      if (this.#rows === 0 && this.total === 0) this.#refuse({ code: "NO_ROW" });
    }
    return rows;
  }

  #open(head: Uint8Array, whole: boolean): void {
    const other = recognizeNoText(head);
    if (other) return void this.#refuse({ code: "NOT_CSV", found: other });
    const opened = openCsv(head, whole, countColumns);
    if (!opened) return void this.#refuse({ code: hasContent(head) ? "NOT_CSV" : "EMPTY" });
    const { cells, index } = opened.header;
    const known = countColumns(cells);
    if (opened.tooLong) {
      return void this.#refuse(
        known > 0 ? { code: "ROW_TOO_LONG", line: index + 1 } : { code: "NOT_CSV" },
      );
    }
    const read = readLayout(cells);
    if (!read.ok) {
      if (hasSpoiltColumn(cells)) return void this.#refuse({ code: "ENCODING" });
      const found = recognizeCsv(head);
      if (found && read.faults[0]?.code === "OTHER_PRODUCT") {
        return void this.#refuse({ code: "OTHER_PRODUCT", found });
      }
      if (known === 0 && cells.length < 3) return void this.#refuse({ code: "NOT_CSV" });
      return void this.#refuse(...read.faults);
    }
    this.#opened = opened;
    this.layout = read.layout;
    this.#decoder = new TextDecoder(opened.encoding);
  }

  #readRest(last: boolean): ReadRow[] {
    const { delimiter = ";" } = this.#opened ?? {};
    const found: ReadRow[] = [];
    while (!this.over) {
      const part = parseRows(this.#rest, delimiter, last);
      for (const { index, cells } of part.rows) {
        const row = this.#readRow(cells, this.#line + index);
        if (row) found.push(row);
        if (this.over) return found;
      }
      this.#line += part.count;
      this.#rest = this.#rest.slice(part.end);
      if (part.broken || part.tooLong) {
        this.#report({ code: part.tooLong ? "ROW_TOO_LONG" : "QUOTE", line: this.#line });
        this.over = true;
      }
      if (part.end === 0 || this.#rest === "") break;
    }
    return found;
  }

  #readRow(cells: string[], line: number): ReadRow | null {
    const { header } = this.#opened ?? {};
    if (!this.layout || !header || line === header.index + 1) return null;
    this.#rows += 1;
    if (this.#rows > MAX_RESULTS_ROWS) {
      this.#refuse({ code: "TOO_MANY_ROWS" });
      return null;
    }
    const read =
      checkShape(cells, header.cells, this.layout, line) ??
      readRow(cells, { layout: this.layout, line, today: this.#today });
    if ("faults" in read) {
      this.#report(...read.faults);
      // The following rows belong to another file: all their columns would seem wrong.
      if (read.faults[0]?.code === "MIXED_ERAS") this.over = true;
      return null;
    }
    const { row } = read;
    const numbers = this.#lines.get(row.uai ?? "") ?? new Map<number, number>();
    this.#lines.set(row.uai ?? "", numbers);
    const first = numbers.get(Number(row.number));
    if (first !== undefined) {
      this.#report(doubled(row, first));
      return null;
    }
    numbers.set(Number(row.number), line);
    return row;
  }

  #report(...faults: ResultFault[]): void {
    this.total += faults.length;
    this.faults.push(...faults.slice(0, MAX_TOLD_FAULTS - this.faults.length));
  }

  /** Refuses the whole file for these reasons only. */
  #refuse(...faults: ResultFault[]): [] {
    this.faults.length = 0;
    this.total = 0;
    this.#report(...faults);
    this.over = true;
    return [];
  }
}

/** A file that is refused as a whole. */
export function refusedFile(code: FaultCode) {
  return { ok: false as const, faults: [{ code }], total: 1 };
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.byteLength === 0) return b;
  const both = new Uint8Array(a.byteLength + b.byteLength);
  both.set(a);
  both.set(b, a.byteLength);
  return both;
}

function hasContent(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte > 0x20 && byte < 0x7f);
}

/** Rows whose columns cannot be identified: a second header (concatenated files), too many or too few cells. */
function checkShape(
  cells: readonly string[],
  header: readonly string[],
  layout: Layout,
  line: number,
): { faults: ResultFault[] } | null {
  const again = countColumns(cells) > header.length / 2;
  if (again) {
    const code = readEra(cells) === layout.era ? "SECOND_HEADER" : "MIXED_ERAS";
    return { faults: [{ code, line }] };
  }
  const filled = cells.findLastIndex((cell) => cell.trim() !== "") + 1;
  const short = filled < layout.width && cells.length < layout.width;
  return filled > layout.width || short ? { faults: [{ code: "CELLS", line }] } : null;
}

function doubled(row: ReadRow, otherLine: number): ResultFault {
  return {
    code: "NUMBER_DOUBLED",
    line: row.line,
    person: `${row.firstName} ${row.lastName}`,
    value: row.number,
    otherLine,
  };
}
