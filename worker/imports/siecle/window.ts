import { bytesBefore } from "../byte-cut.ts";
import type { FileFault, ReadingContext, WindowResult } from "../records.ts";
import { type Memory, NO_MEMORY } from "./collector.ts";
import { detectEncoding } from "./encoding.ts";
import { createSiecleReader } from "./reader.ts";

/** How much of a file one step reads. A record longer than that is refused. */
export const WINDOW_BYTES = 2 * 1024 * 1024;

/** Where a window starts: the byte and the line of the file, its encoding, and what was read before. */
export type SiecleCursor = Memory & { byte: number; line: number; encoding: string };

/** The cursor of the first window, told by the first bytes of the file (256 are enough). */
export function openSiecle(
  head: Uint8Array,
): { ok: true; cursor: SiecleCursor } | { ok: false; fault: FileFault } {
  const detected = detectEncoding(head);
  if (!detected.ok) return detected;
  const { encoding, bomLength } = detected;
  return { ok: true, cursor: { ...NO_MEMORY, byte: bomLength, line: 1, encoding } };
}

/**
 * Reads the bytes that start at `cursor.byte`; `last` says that they reach the end of the file.
 * Never throws because of the file. The same records come out whatever the size of the windows, as long as
 * it is that of a record; records not complete in this window are those of the next.
 */
export function readSiecleWindow(
  cursor: SiecleCursor,
  bytes: Uint8Array,
  last: boolean,
  context: ReadingContext,
): WindowResult<SiecleCursor> {
  // The BOM was left out by `openSiecle`; any other U+FEFF belongs to the text.
  const decoder = new TextDecoder(cursor.encoding, { ignoreBOM: true });
  const text = decoder.decode(bytes, { stream: !last });
  const first = cursor.openTags.length === 0;
  const blanks = first ? leadingBlanks(text) : "";
  if (last && first && blanks === text) return refused(NOTHING, invalid("empty"));

  const { byte, line, encoding, ...memory } = cursor;
  const reader = createSiecleReader(context, { memory, line: line + countLineEnds(blanks) });
  reader.push(text.slice(blanks.length));
  if (last) reader.close();
  const { pupils, classes, facts } = reader;
  if (reader.fault) return refused({ pupils, classes, facts }, reader.fault);
  if (last) return { pupils, classes, facts, faults: [], cursor: null };

  const cut = reader.lastCut();
  if (!cut) return refused({ pupils, classes, facts }, invalid("record", line));
  const consumed = bytesBefore(bytes, text, blanks.length + cut.position, encoding);
  const next = { byte: byte + consumed, line: cut.line, encoding, ...cut.memory };
  return { pupils, classes, facts, faults: [], cursor: next };
}

type Records = Pick<WindowResult<SiecleCursor>, "pupils" | "classes" | "facts">;

const NOTHING: Records = { pupils: [], classes: [], facts: {} };

function refused(records: Records, fault: FileFault): WindowResult<SiecleCursor> {
  return { ...records, faults: [fault], cursor: null };
}

function invalid(reason: string, line?: number): FileFault {
  return { code: "FILE_INVALID", ...(line && { line }), detail: { reason } };
}

/** Blanks before the XML declaration are not XML, but some tools add a line there. */
function leadingBlanks(text: string): string {
  return /^[\ufeff \t\r\n]*/.exec(text)?.[0] ?? "";
}

function countLineEnds(blanks: string): number {
  return blanks.match(/\r\n?|\n/g)?.length ?? 0;
}
