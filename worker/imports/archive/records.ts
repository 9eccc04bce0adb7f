import type { FileFault } from "../records.ts";
import { MAX_TRAILING_BYTES } from "./limits.ts";
import { IN_ZIP64, readZip64End, viewOf, widen } from "./zip64.ts";

type EndRecord = { entries: number; directoryOffset: number; directorySize: number };
type Refused = { ok: false; fault: FileFault };

/** One entry as the central directory describes it. Offsets and sizes are in bytes. */
export type DirectoryEntry = {
  /** Folders separated by `/`. */
  name: string;
  nameLength: number;
  flags: number;
  method: number;
  crc: number;
  compressedSize: number;
  size: number;
  headerOffset: number;
};

export type LocalHeader = Omit<DirectoryEntry, "headerOffset"> & {
  /** From the start of the header to the first byte of the data. */
  length: number;
};

const END_BYTES = 22;
/** The end record, then a comment of at most 65 535 bytes, then bytes added after the end. */
export const MAX_TAIL_BYTES = END_BYTES + 65_535 + MAX_TRAILING_BYTES;
export const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_SIGNATURE = 0x06054b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const COUNT_IN_ZIP64 = 0xffff;
const LOCAL_SIGNATURE = 0x04034b50;

/** The refusal of a damaged or forged archive; `reason` picks the sentence the user reads. */
export function invalid(reason: string): Refused {
  return { ok: false, fault: { code: "FILE_INVALID", detail: { reason } } };
}

/**
 * Finds the end record in the last bytes of an archive (`MAX_TAIL_BYTES`, or all of a smaller one); `tail`
 * starts at `tailOffset` of the file. The record whose comment reaches the end of the file wins; else the
 * last one with at most 64 KiB of other bytes after it. The directory must end at `at`.
 */
export function readEndRecord(
  tail: Uint8Array,
  tailOffset: number,
): { ok: true; end: EndRecord; at: number } | Refused {
  const at = findEnd(tail);
  if (at === null) return invalid("truncated");
  const view = viewOf(tail);
  const wide = readZip64End(tail, at, tailOffset);
  if (wide === false) return invalid("zip64");
  if (wide) return { ok: true, end: wide, at: wide.at };
  const entries = view.getUint16(at + 10, true);
  const oneDisk = view.getUint32(at + 4, true) === 0 && view.getUint16(at + 8, true) === entries;
  if (!oneDisk) return invalid("corrupt");
  const directorySize = view.getUint32(at + 12, true);
  const directoryOffset = view.getUint32(at + 16, true);
  const elsewhere = directorySize === IN_ZIP64 || directoryOffset === IN_ZIP64;
  if (elsewhere || entries === COUNT_IN_ZIP64) return invalid("zip64");
  return { ok: true, end: { entries, directoryOffset, directorySize }, at };
}

function findEnd(tail: Uint8Array): number | null {
  const view = viewOf(tail);
  let followed: number | null = null;
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== END_SIGNATURE) continue;
    const over = at + END_BYTES + view.getUint16(at + 20, true);
    if (over === tail.length) return at;
    if (over < tail.length && tail.length - over <= MAX_TRAILING_BYTES) followed ??= at;
  }
  return followed;
}

/** The entries of a central directory; exactly `count` of them must fill it. */
export function readDirectory(
  directory: Uint8Array,
  count: number,
): { ok: true; entries: DirectoryEntry[] } | Refused {
  const view = viewOf(directory);
  const entries: DirectoryEntry[] = [];
  let at = 0;
  while (entries.length < count) {
    if (at + CENTRAL_BYTES > directory.length) return invalid("size");
    if (view.getUint32(at, true) !== CENTRAL_SIGNATURE) return invalid("corrupt");
    const nameLength = view.getUint16(at + 28, true);
    const extra = at + CENTRAL_BYTES + nameLength;
    const comment = extra + view.getUint16(at + 30, true);
    const end = comment + view.getUint16(at + 32, true);
    if (end > directory.length) return invalid("size");
    const entry = {
      ...readCommon(view, at + 8),
      name: nameOf(directory, at + CENTRAL_BYTES, nameLength),
      nameLength,
      headerOffset: view.getUint32(at + 42, true),
    };
    const whole = widen(entry, directory.subarray(extra, comment));
    if (!whole) return invalid("zip64");
    entries.push(whole);
    at = end;
  }
  return at === directory.length ? { ok: true, entries } : invalid("size");
}

/**
 * Reads the header in front of an entry's data from `LOCAL_BYTES`, the name and the extra field; null when the
 * bytes are not a header. Without the extra field, sizes that are in zip64 are returned as `IN_ZIP64`.
 */
export function readLocalHeader(header: Uint8Array): LocalHeader | null {
  const view = viewOf(header);
  if (header.length < LOCAL_BYTES || view.getUint32(0, true) !== LOCAL_SIGNATURE) return null;
  const nameLength = view.getUint16(26, true);
  const extra = LOCAL_BYTES + nameLength;
  const length = extra + view.getUint16(28, true);
  const local = {
    ...readCommon(view, 6),
    name: nameOf(header, LOCAL_BYTES, nameLength),
    nameLength,
    length,
  };
  return widen(local, header.subarray(extra, length)) ?? local;
}

/** The fields that both headers hold in the same order. */
function readCommon(view: DataView, at: number) {
  return {
    flags: view.getUint16(at, true),
    method: view.getUint16(at + 2, true),
    crc: view.getUint32(at + 8, true),
    compressedSize: view.getUint32(at + 12, true),
    size: view.getUint32(at + 16, true),
  };
}

/** Decodes a name as UTF-8 if valid, else as Windows writes it; some Windows tools separate folders by `\`. */
function nameOf(bytes: Uint8Array, at: number, length: number): string {
  const name = bytes.subarray(at, at + length);
  return decodeName(name).replaceAll("\\", "/");
}

function decodeName(name: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(name);
  } catch {
    return new TextDecoder("windows-1252").decode(name);
  }
}
