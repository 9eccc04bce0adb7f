import { bytesBefore } from "../../../school-files/byte-cut.ts";
import { recognizeOther } from "../../../school-files/other-files.ts";
import type { FileFault, ReadingContext, WindowResult } from "../../records.ts";
import { findUnclosed } from "./breaks.ts";
import { type Memory, NO_MEMORY } from "./collector.ts";
import { detectEncoding } from "./encoding.ts";
import { createSiecleReader, type SiecleReader } from "./reader.ts";

/** Where a window starts: the byte and the line of the file, its encoding, and what was read before. */
export type SiecleCursor = Memory & { byte: number; line: number; encoding: string };

const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/** Limits the work on one window: a record of a real file takes 500 bytes or more. */
const MAX_WINDOW_RECORDS = 5000;

/** A window is decoded and read in pieces, so that the reader and the engine hold little text at a time. */
const PIECE_BYTES = 64 * 1024;

/**
 * Opens a file from its first bytes: at least 256, ideally the whole window. The cursor is after the BOM and
 * the blanks that some tools put in front of the XML declaration.
 */
export function openSiecle(
  head: Uint8Array,
): { ok: true; cursor: SiecleCursor } | { ok: false; fault: FileFault } {
  const found = recognizeOther(head);
  if (found) return { ok: false, fault: { code: "FORMAT_NOT_SUPPORTED", detail: { found } } };
  const detected = detectEncoding(head);
  if (!detected.ok) return detected;
  const { encoding, bomLength } = detected;
  const blanks = leadingBlanks(head.subarray(bomLength), encoding);
  const byte = bomLength + blanks.bytes;
  return { ok: true, cursor: { ...NO_MEMORY, byte, line: 1 + blanks.lines, encoding } };
}

/**
 * Reads the bytes that start at `cursor.byte`; `last` means that they reach the end of the file.
 * Never throws because of the file. The records do not depend on the size of the windows, provided that each
 * record fits in one; the next window reads the records that are incomplete in this one.
 */
export function readSiecleWindow(
  cursor: SiecleCursor,
  bytes: Uint8Array,
  last: boolean,
  context: ReadingContext,
): WindowResult<SiecleCursor> {
  const { byte, line, encoding, ...memory } = cursor;
  const reader = createSiecleReader(context, { memory, line }, encoding);
  const { pupils, classes, facts } = reader;
  const refuse = (fault: FileFault) => ({ pupils, classes, facts, faults: [fault], cursor: null });

  const first = memory.openTags.length === 0;
  if (first && last && leadingBlanks(bytes, encoding).bytes === bytes.length) {
    return refuse({ code: "FILE_INVALID", detail: { reason: "empty" } });
  }
  const { consumed, whole } = pushBytes(reader, bytes, encoding, last);
  const over = last && whole;
  if (over) reader.close();
  const cut = reader.lastCut();
  const refuseUnclosed = (fault: FileFault) => {
    const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes.subarray(consumed));
    const unclosed = findUnclosed(text, cut?.line ?? line);
    if (!unclosed) return refuse(fault);
    const { reason } = unclosed;
    return refuse({ code: "FILE_INVALID", line: unclosed.line, detail: { reason } });
  };
  if (reader.fault?.detail?.reason === "truncated") return refuseUnclosed(reader.fault);
  if (reader.fault) return refuse(reader.fault);
  if (over) return { pupils, classes, facts, faults: [], cursor: null };

  if (!cut) return refuseUnclosed({ code: "FILE_INVALID", line, detail: { reason: "record" } });
  const next = { ...cut.memory, byte: byte + consumed, line: cut.line, encoding };
  return { pupils, classes, facts, faults: [], cursor: next };
}

/**
 * Passes bytes to the reader until the end or until it has enough records, and returns how many bytes precede
 * its last cut.
 */
function pushBytes(
  reader: SiecleReader,
  bytes: Uint8Array,
  encoding: string,
  last: boolean,
): { consumed: number; whole: boolean } {
  // `openSiecle` skipped the BOM; any other U+FEFF belongs to the text.
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const wide = encoding.startsWith("utf-16");
  let consumed = 0;
  let characters = 0;
  for (let at = 0; at < bytes.length && !reader.fault; at += PIECE_BYTES) {
    const end = Math.min(at + PIECE_BYTES, bytes.length);
    const stream = end < bytes.length || !last;
    const text = decoder.decode(bytes.subarray(at, end), { stream });
    reader.push(text);
    const cut = (reader.lastCut()?.position ?? 0) - characters;
    if (cut > 0) {
      // The decoder may have held back half of a surrogate pair from the previous piece: it belongs to this text.
      const start = wide ? 2 * characters : at;
      consumed = start + bytesBefore(bytes.subarray(start, end), text, cut, encoding);
    }
    characters += text.length;
    const records = reader.pupils.length + reader.classes.length;
    if (records > MAX_WINDOW_RECORDS && consumed > 0 && end < bytes.length) {
      return { consumed, whole: false };
    }
  }
  return { consumed, whole: true };
}

/** The blanks that `bytes` start with, in bytes and in line ends. */
function leadingBlanks(bytes: Uint8Array, encoding: string): { bytes: number; lines: number } {
  const width = encoding.startsWith("utf-16") ? 2 : 1;
  const low = encoding === "utf-16be" ? 1 : 0;
  const codeAt = (at: number) =>
    width === 2 && bytes[at + 1 - low] !== 0 ? undefined : bytes[at + low];
  let at = 0;
  let lines = 0;
  for (let code = codeAt(at); code !== undefined && isBlank(code); code = codeAt(at)) {
    at += width;
    if (code === LINE_FEED || (code === RETURN && codeAt(at) !== LINE_FEED)) lines += 1;
  }
  return { bytes: at, lines };
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === LINE_FEED || code === RETURN;
}
