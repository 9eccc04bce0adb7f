import { oneLine } from "#app/i18n/foreign-text.ts";
import { MAX_CAMPAIGN_FILE_ROWS, MAX_NAME } from "../../platform/bounds.ts";
import { parseRows } from "../../platform/csv-rows.ts";
import { openCsv } from "../../school-files/open-csv.ts";
import { recognizeNoText } from "../../school-files/other-files.ts";
import {
  cleanCell,
  isNothing,
  parisToUtc,
  readMoment,
  readPix,
  readRatio,
  readYesNo,
} from "./cells.ts";
import {
  type ColumnName,
  countColumns,
  type FileKind,
  type Layout,
  readLayout,
} from "./columns.ts";

export type ReadLine = {
  /** Row that a spreadsheet shows. */
  line: number;
  lastName: string;
  firstName: string;
  /** Empty when the file has no class. */
  division: string;
  /** In ms; null when the file does not tell it. */
  startedAt: number | null;
  /** 1 begun, 2 finished and not sent, 3 received. */
  rank: 1 | 2 | 3;
  /** When it was sent, else begun, in ms. */
  at: number | null;
  /** 0 to 1. */
  mastery: number | null;
  pix: number | null;
};

export type FileFault =
  | "NOT_A_RESULTS_FILE"
  | "EMPTY"
  | "FILE_INVALID"
  | "CAMPAIGNS_MIXED"
  | "CODE_INVALID"
  | "TOO_MANY_ROWS"
  | "NAME_MISSING"
  | "DATE_INVALID"
  | "VALUE_INVALID";

export type ReadFile = {
  ok: true;
  kind: FileKind;
  /** `ID Campagne`, and the code when the file has one: at least one is there. */
  externalId: string | null;
  code: string | null;
  name: string;
  lines: ReadLine[];
  /** The newest date of the file, in ms; null when it tells none. */
  newest: number | null;
};
export type FileRefusal = { ok: false; code: FileFault; line?: number };

const HEAD_BYTES = 160 * 1024;
const LONGEST_CAMPAIGN = 100;

/**
 * A results file of a campaign of any era, as downloaded or saved again by a spreadsheet: all its lines, or why it is
 * refused. Never throws because of the file. Formats: `campaigns-reference.md` 9.
 */
export function readCampaignFile(bytes: Uint8Array): ReadFile | FileRefusal {
  if (recognizeNoText(bytes)) return { ok: false, code: "NOT_A_RESULTS_FILE" };
  const head = bytes.subarray(0, HEAD_BYTES);
  const opened = openCsv(head, head.byteLength === bytes.byteLength, countColumns);
  const layout = opened && !opened.tooLong ? readLayout(opened.header.cells) : null;
  if (!opened || !layout) return { ok: false, code: "NOT_A_RESULTS_FILE" };
  const text = new TextDecoder(opened.encoding).decode(bytes);
  return readRows(text, opened.delimiter, layout, opened.header.index + 1);
}

function readRows(
  text: string,
  delimiter: string,
  layout: Layout,
  headerLine: number,
): ReadFile | FileRefusal {
  const lines: ReadLine[] = [];
  const ids = new Set<string>();
  const codes = new Set<string>();
  let name = "";
  let first = 1;
  for (let rest = text; rest !== ""; ) {
    const part = parseRows(rest, delimiter, true);
    for (const { index, cells } of part.rows) {
      const line = first + index;
      if (line === headerLine) continue;
      if (lines.length >= MAX_CAMPAIGN_FILE_ROWS) return { ok: false, code: "TOO_MANY_ROWS" };
      if (countColumns(cells) > 3) return { ok: false, code: "CAMPAIGNS_MIXED", line };
      if (cells.length < layout.width) return { ok: false, code: "FILE_INVALID", line };
      const cell = (column: ColumnName) => cleanCell(cells[layout.places[column] ?? -1] ?? "");
      const [id, code] = [cell("externalId"), cell("code").replace(/[\s-]/g, "").toUpperCase()];
      if (!isNothing(id)) ids.add(id);
      if (!isNothing(code)) codes.add(code);
      if (ids.size > 1 || codes.size > 1) return { ok: false, code: "CAMPAIGNS_MIXED", line };
      name ||= cell("campaign");
      const read = readLine(cell, layout.kind, line);
      if (typeof read === "string") return { ok: false, code: read, line };
      lines.push(read);
    }
    first += part.count;
    if (part.broken || part.tooLong) return { ok: false, code: "FILE_INVALID", line: first };
    if (part.end === 0) break;
    rest = rest.slice(part.end);
  }
  if (lines.length === 0) return { ok: false, code: "EMPTY" };
  const [externalId = null] = ids;
  const [code = null] = codes;
  if (code === null && externalId === null) return { ok: false, code: "CODE_INVALID" };
  if (code !== null && !/^[A-Z]{6}\d{3}$/.test(code)) return { ok: false, code: "CODE_INVALID" };
  if (externalId !== null && externalId.length > MAX_NAME)
    return { ok: false, code: "FILE_INVALID" };
  const newest = lines.reduce(
    (max, { at, startedAt }) => Math.max(max, at ?? 0, startedAt ?? 0),
    0,
  );
  return {
    ok: true,
    kind: layout.kind,
    externalId,
    code,
    name: oneLine(name, LONGEST_CAMPAIGN),
    lines,
    newest: newest || null,
  };
}

function readLine(
  cell: (column: ColumnName) => string,
  kind: FileKind,
  line: number,
): ReadLine | FileFault {
  const [lastName, firstName, division] = [cell("lastName"), cell("firstName"), cell("division")];
  if (lastName === "" && firstName === "") return "NAME_MISSING";
  if ([lastName, firstName, division].some(({ length }) => length > MAX_NAME))
    return "FILE_INVALID";
  const isCollection = kind === "collection";
  const startedAt = readValue(cell("startedOn"), readMoment);
  const sharedAt = readValue(cell(isCollection ? "sentOn" : "sharedOn"), readMoment);
  if (startedAt === "invalid" || sharedAt === "invalid") return "DATE_INVALID";
  const isShared = readYesNo(cell(isCollection ? "sent" : "shared"));
  const progress = readValue(cell("progress"), readRatio);
  const mastery = readValue(cell("mastery"), readRatio);
  const pix = readValue(cell("pix"), readPix);
  if (isShared === null || progress === "invalid" || mastery === "invalid" || pix === "invalid") {
    return "VALUE_INVALID";
  }
  const rank = isShared ? 3 : progress === 1 ? 2 : 1;
  return {
    ...{ line, lastName, firstName, startedAt, rank },
    division: isNothing(division) ? "" : division,
    at: isShared ? (sharedAt ?? startedAt) : startedAt,
    mastery: isShared ? mastery : null,
    pix: isShared ? pix : null,
  };
}

/** The value of a cell, null for `NA` or nothing. */
function readValue(cell: string, read: (cell: string) => number | null): number | null | "invalid" {
  return isNothing(cell) ? null : (read(cell) ?? "invalid");
}

/**
 * The moment in the name that the provider gives to a file (`…-2026-10-02-0915.csv`, hour of Paris); null in another
 * name. Source: `campaigns-reference.md` 9.2.
 */
export function momentOfFilename(filename: string): number | null {
  const found = /(20\d\d)-(\d\d)-(\d\d)-(\d\d)(\d\d)(?!\d)/.exec(filename);
  if (!found) return null;
  const [, year, month, day, hour, minute] = found.map(Number);
  const local = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute);
  return Number.isNaN(local) ? null : parisToUtc(local);
}
