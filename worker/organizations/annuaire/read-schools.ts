import { cellsOf, mapColumns, type Places } from "./columns.ts";
import { type CsvRow, createRowReader, delimiterOf } from "./row-reader.ts";
import { type RowVerdict, readSchoolRow } from "./school-row.ts";

export type ReadRow = { line: number; verdict: RowVerdict };
export type FileRefusal =
  | { code: "COLUMNS_MISSING"; columns: string[] }
  | { code: "FILE_EMPTY" | "NOT_UTF8" | "BODY_INTERRUPTED" };

/** The file is no directory, which is detected before any row is used, or its upload broke. */
export class DirectoryRefusal extends Error {
  readonly refusal: FileRefusal;
  constructor(refusal: FileRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** The length of text parsed at a time. */
const WINDOW = 256 * 1024;

/**
 * The rows of a directory as its bytes come, a window at a time: the file is never held whole. Throws
 * `DirectoryRefusal`, for missing columns before the first row.
 */
export async function* readSchools(body: ReadableStream<Uint8Array>): AsyncGenerator<ReadRow[]> {
  let reader: ReturnType<typeof createRowReader> | null = null;
  let places: Places | null = null;
  for await (const { text, last } of textWindows(body)) {
    reader ??= createRowReader(delimiterOf(text.trimStart()));
    const rows = reader.push(text, last);
    places ??= placesOf(rows.shift());
    if (places === null) continue;
    yield readRows(rows, places);
  }
  if (places === null) throw new DirectoryRefusal({ code: "FILE_EMPTY" });
}

function placesOf(header: CsvRow | undefined): Places | null {
  if (!header) return null;
  const columns = mapColumns(header.cells ?? []);
  if (columns.ok) return columns.places;
  throw new DirectoryRefusal({ code: "COLUMNS_MISSING", columns: columns.missing });
}

function readRows(rows: CsvRow[], places: Places): ReadRow[] {
  return rows.map(({ line, cells }) => ({
    line,
    verdict: cells
      ? readSchoolRow(cellsOf(cells, places))
      : { kind: "unusable", code: "QUOTE_WRONG" },
  }));
}

async function* textWindows(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<{ text: string; last: boolean }> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const reader = body.getReader();
  let text = "";
  for (;;) {
    const { done, value } = await readOn(reader);
    text += decode(decoder, value);
    if (done) break;
    if (text.length < WINDOW) continue;
    yield { text, last: false };
    text = "";
  }
  yield { text, last: true };
}

async function readOn(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read();
  } catch {
    // The sender disconnected, or the network failed: not our failure.
    throw new DirectoryRefusal({ code: "BODY_INTERRUPTED" });
  }
}

/** The last call, without a value, reveals a character cut at the end of the file. */
function decode(decoder: TextDecoder, value: Uint8Array | undefined): string {
  try {
    return decoder.decode(value, { stream: value !== undefined });
  } catch (error) {
    if (error instanceof TypeError) throw new DirectoryRefusal({ code: "NOT_UTF8" });
    throw error;
  }
}
