import { oneLine } from "#words/foreign-text.ts";
import {
  MAX_CAMPAIGN_FILE_BYTES,
  MAX_CAMPAIGN_FILE_ROWS,
  MAX_NAME,
} from "../../platform/bounds.ts";
import { parseRows } from "../../school-files/csv-rows.ts";
import { type Opened, openCsv } from "../../school-files/open-csv.ts";
import { recognizeNoText } from "../../school-files/other-files.ts";
import { cleanCell } from "../../school-files/text.ts";
import { isNothing } from "./cells.ts";
import {
  type ColumnName,
  countColumns,
  type FileKind,
  type Layout,
  readLayout,
} from "./columns.ts";
import { type LineFault, type ReadLine, readLine } from "./read-line.ts";

export type FileFault =
  | LineFault
  | "NOT_A_RESULTS_FILE"
  | "EMPTY"
  | "CAMPAIGNS_MIXED"
  | "CODE_INVALID"
  | "TOO_MANY_ROWS"
  | "TOO_LARGE";

export type ReadFile = {
  ok: true;
  kind: FileKind;
  /** `ID Campagne`, and the code when the file has one: at least one of both is present. */
  externalId: string | null;
  code: string | null;
  name: string;
  lines: ReadLine[];
  /** The newest date of the file, in ms; null when it has none. */
  newest: number | null;
};
export type FileRefusal = { ok: false; code: FileFault; line?: number };

/** Enough to hold the longest header in UTF-16. */
const HEAD_BYTES = 160 * 1024;
const LONGEST_CAMPAIGN = 100;
const CODE = /^[A-Z]{6}\d{3}$/;

/**
 * Reads a results file of a campaign of any era, as downloaded or saved again by a spreadsheet, window by window:
 * takes bytes, and `finish` returns all its lines, or why it is refused. Never throws because of the file. Between
 * two windows it keeps the lines and one unfinished row. Formats: `docs/domain/campaigns.md` 2.2.
 */
export class CampaignFileReader {
  /** True when the rest of the file is not read. */
  over = false;

  readonly #lines: ReadLine[] = [];
  readonly #ids = new Set<string>();
  readonly #codes = new Set<string>();
  #fault: FileRefusal | null = null;
  #name = "";
  #newest = 0;
  #size = 0;
  #head: Uint8Array | null = new Uint8Array();
  #opened: Opened | null = null;
  #layout: Layout | null = null;
  #decoder = new TextDecoder();
  #rest = "";
  #line = 1;

  /** `last`: the file ends there. */
  push(bytes: Uint8Array, last: boolean): void {
    if (this.over) return;
    this.#size += bytes.byteLength;
    if (this.#size > MAX_CAMPAIGN_FILE_BYTES) return void this.#refuse("TOO_LARGE");
    let window = bytes;
    if (this.#head) {
      window = joined(this.#head, bytes);
      this.#head = window;
      if (window.byteLength < HEAD_BYTES && !last) return;
      this.#head = null;
      this.#open(window, last);
      if (this.over) return;
    }
    this.#rest += this.#decoder.decode(window, { stream: !last });
    this.#readRest(last);
    if (last) this.over = true;
  }

  /** The content of the whole file. */
  finish(): ReadFile | FileRefusal {
    if (this.#fault) return this.#fault;
    if (this.#lines.length === 0 || !this.#layout) return { ok: false, code: "EMPTY" };
    const [externalId = null] = this.#ids;
    const [code = null] = this.#codes;
    if (code === null ? externalId === null : !CODE.test(code)) {
      return { ok: false, code: "CODE_INVALID" };
    }
    if (externalId !== null && externalId.length > MAX_NAME) {
      return { ok: false, code: "FILE_INVALID" };
    }
    const { kind } = this.#layout;
    const name = oneLine(this.#name, LONGEST_CAMPAIGN);
    return {
      ...{ ok: true, kind, externalId, code, name, lines: this.#lines },
      newest: this.#newest || null,
    };
  }

  #open(head: Uint8Array, whole: boolean): void {
    if (recognizeNoText(head)) return void this.#refuse("NOT_A_RESULTS_FILE");
    const opened = openCsv(head, whole, countColumns);
    const layout = opened && !opened.tooLong ? readLayout(opened.header.cells) : null;
    if (!opened || !layout) return void this.#refuse("NOT_A_RESULTS_FILE");
    this.#opened = opened;
    this.#layout = layout;
    this.#decoder = new TextDecoder(opened.encoding);
  }

  #readRest(last: boolean): void {
    const { delimiter = ";" } = this.#opened ?? {};
    while (!this.over) {
      const part = parseRows(this.#rest, delimiter, last);
      for (const { index, cells } of part.rows) {
        this.#readRow(cells, this.#line + index);
        if (this.over) return;
      }
      this.#line += part.count;
      this.#rest = this.#rest.slice(part.end);
      if (part.broken || part.tooLong) return void this.#refuse("FILE_INVALID", this.#line);
      if (part.end === 0 || this.#rest === "") return;
    }
  }

  #readRow(cells: string[], line: number): void {
    const { header } = this.#opened ?? {};
    const layout = this.#layout;
    if (!layout || !header || line === header.index + 1) return;
    // Concatenated files: the second header of the same campaign is skipped.
    if (cells.every((cell, at) => cell === header.cells[at])) return;
    if (this.#lines.length >= MAX_CAMPAIGN_FILE_ROWS) return void this.#refuse("TOO_MANY_ROWS");
    if (countColumns(cells) > 3) return void this.#refuse("CAMPAIGNS_MIXED", line);
    if (cells.length < layout.width) return void this.#refuse("FILE_INVALID", line);
    const cell = (column: ColumnName) => cleanCell(cells[layout.places[column] ?? -1] ?? "");
    const id = cell("externalId");
    const code = cell("code")
      .replace(/[\s\p{Pd}]/gu, "")
      .toUpperCase();
    if (!isNothing(id)) this.#ids.add(id);
    if (!isNothing(code)) this.#codes.add(code);
    if (this.#ids.size > 1 || this.#codes.size > 1)
      return void this.#refuse("CAMPAIGNS_MIXED", line);
    this.#name ||= cell("campaign");
    const read = readLine(cell, layout.kind, line);
    if (typeof read === "string") return void this.#refuse(read, line);
    this.#lines.push(read);
    this.#newest = Math.max(this.#newest, read.at ?? 0, read.startedAt ?? 0);
  }

  #refuse(code: FileFault, line?: number): void {
    this.#fault = { ok: false, code, ...(line !== undefined && { line }) };
    this.#lines.length = 0;
    this.over = true;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.byteLength === 0) return b;
  const both = new Uint8Array(a.byteLength + b.byteLength);
  both.set(a);
  both.set(b, a.byteLength);
  return both;
}
