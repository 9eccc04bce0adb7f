import { parseRows } from "../../platform/csv-rows.ts";
import { countColumns, hasSpoiltColumn, type Layout, readEra, readLayout } from "./columns.ts";
import { type Decoded, decodeFile, isOtherFormat } from "./decode.ts";
import type { FaultCode, ResultFault } from "./faults.ts";
import { type ReadRow, readRow } from "./row.ts";

export const MAX_FILE_BYTES = 10 * 1024 * 1024;
export const MAX_FILE_ROWS = 50_000;
/** The first faults of a file are told; the others are counted. */
const MAX_FAULTS = 1_000;

export type ReadFile =
  | { ok: true; layout: Layout; rows: ReadRow[] }
  | { ok: false; faults: ResultFault[]; total: number };

/**
 * A file of results of any era, as downloaded or saved again by a spreadsheet: its rows, or everything
 * that is wrong with it. Never throws because of the file. `today` is an ISO date in Paris.
 * Formats: `certification-reference.md` 1, 6.1, 6.2, 6.7.
 */
export function readResultFile(bytes: Uint8Array, today: string): ReadFile {
  if (bytes.byteLength > MAX_FILE_BYTES) return refused("TOO_LARGE");
  if (isOtherFormat(bytes)) return refused("NOT_CSV");
  const decoded = decodeFile(bytes);
  if (!decoded) return refused(bytes.byteLength > 0 && hasContent(bytes) ? "NOT_CSV" : "EMPTY");
  const { cells } = decoded.header;
  const read = readLayout(cells);
  if (read.ok) return readRows(decoded, read.layout, today);
  if (hasSpoiltColumn(cells)) return refused("ENCODING");
  if (countColumns(cells) === 0 && cells.length < 3) return refused("NOT_CSV");
  return { ok: false, faults: read.faults, total: read.faults.length };
}

function refused(code: FaultCode): ReadFile {
  return { ok: false, faults: [{ code }], total: 1 };
}

function hasContent(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte > 0x20 && byte < 0x7f);
}

function readRows({ text, delimiter, header }: Decoded, layout: Layout, today: string): ReadFile {
  const rows: ReadRow[] = [];
  const lines = new Map<string, number>();
  const faults: ResultFault[] = [];
  let total = 0;
  const tell = (more: ResultFault[]) => {
    total += more.length;
    faults.push(...more.slice(0, MAX_FAULTS - faults.length));
  };
  let rest = text;
  let line = 1;
  while (true) {
    const part = parseRows(rest, delimiter, true);
    for (const { index, cells } of part.rows) {
      const here = line + index;
      if (here === header.index + 1) continue;
      const read =
        checkShape(cells, header.cells, layout, here) ??
        readRow(cells, { layout, line: here, today });
      if ("faults" in read) {
        tell(read.faults);
        // What follows is another file's: its columns would all seem wrong.
        if (read.faults[0]?.code === "MIXED_ERAS") return { ok: false, faults, total };
        continue;
      }
      const { row } = read;
      const key = `${row.uai ?? ""} ${row.number}`;
      const first = lines.get(key);
      if (first === undefined) lines.set(key, here);
      else tell([doubled(row, first)]);
      if (rows.length === MAX_FILE_ROWS) return refused("TOO_MANY_ROWS");
      rows.push(row);
    }
    line += part.count;
    if (part.broken) tell([{ code: "QUOTE", line }]);
    if (part.broken || part.end >= rest.length) break;
    rest = rest.slice(part.end);
  }
  if (total > 0) return { ok: false, faults, total };
  return rows.length > 0 ? { ok: true, layout, rows } : refused("NO_ROW");
}

/** Rows no column can be told in: a second header (files put end to end), too many or too few cells. */
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
