import type { FileFault } from "../records.ts";

type EndRecord = { entries: number; directoryOffset: number; directorySize: number };

/** One entry as the central directory gives it. Offsets and sizes are in bytes. */
export type DirectoryEntry = {
  /** Folders separated by `/`, read as Latin-1: only its ASCII characters mean something. */
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
/** The end record, then a comment of at most 65 535 bytes. */
export const MAX_TAIL_BYTES = END_BYTES + 65_535;
export const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_SIGNATURE = 0x06054b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
const ZIP64_LOCATOR_BYTES = 20;
const SIZE_IN_ZIP64 = 0xffffffff;
const COUNT_IN_ZIP64 = 0xffff;

/** The refusal of a damaged or forged archive; `reason` picks the sentence the user reads. */
export function invalid(reason: string): { ok: false; fault: FileFault } {
  return { ok: false, fault: { code: "FILE_INVALID", detail: { reason } } };
}

/**
 * The end record of an archive out of its last bytes (`MAX_TAIL_BYTES`, or the whole of a smaller one).
 * Its comment must reach the end of the file, so that no other record can be taken for it.
 */
export function readEndRecord(
  tail: Uint8Array,
): { ok: true; end: EndRecord; at: number } | { ok: false; fault: FileFault } {
  const view = viewOf(tail);
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== END_SIGNATURE) continue;
    if (at + END_BYTES + view.getUint16(at + 20, true) !== tail.length) continue;
    const entries = view.getUint16(at + 10, true);
    const directorySize = view.getUint32(at + 12, true);
    const directoryOffset = view.getUint32(at + 16, true);
    const locator = at - ZIP64_LOCATOR_BYTES;
    const zip64 =
      entries === COUNT_IN_ZIP64 ||
      directorySize === SIZE_IN_ZIP64 ||
      directoryOffset === SIZE_IN_ZIP64 ||
      (locator >= 0 && view.getUint32(locator, true) === ZIP64_LOCATOR_SIGNATURE);
    if (zip64) return invalid("zip64");
    const oneDisk = view.getUint32(at + 4, true) === 0 && view.getUint16(at + 8, true) === entries;
    if (!oneDisk) return invalid("corrupt");
    return { ok: true, end: { entries, directoryOffset, directorySize }, at };
  }
  return invalid("truncated");
}

/** The entries of a central directory; exactly `count` of them must fill it. */
export function readDirectory(
  directory: Uint8Array,
  count: number,
): { ok: true; entries: DirectoryEntry[] } | { ok: false; fault: FileFault } {
  const view = viewOf(directory);
  const entries: DirectoryEntry[] = [];
  let at = 0;
  while (entries.length < count) {
    if (at + CENTRAL_BYTES > directory.length) return invalid("size");
    if (view.getUint32(at, true) !== CENTRAL_SIGNATURE) return invalid("corrupt");
    const nameLength = view.getUint16(at + 28, true);
    const end =
      at +
      CENTRAL_BYTES +
      nameLength +
      view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true);
    if (end > directory.length) return invalid("size");
    const entry = {
      ...readCommon(view, at + 8),
      name: nameOf(directory, at + CENTRAL_BYTES, nameLength),
      nameLength,
      headerOffset: view.getUint32(at + 42, true),
    };
    if (isInZip64(entry)) return invalid("zip64");
    entries.push(entry);
    at = end;
  }
  return at === directory.length ? { ok: true, entries } : invalid("size");
}

/** The header in front of the data of an entry, out of `LOCAL_BYTES` and the name; null when it is not one. */
export function readLocalHeader(header: Uint8Array): LocalHeader | null {
  const view = viewOf(header);
  if (header.length < LOCAL_BYTES || view.getUint32(0, true) !== LOCAL_SIGNATURE) return null;
  const nameLength = view.getUint16(26, true);
  return {
    ...readCommon(view, 6),
    name: nameOf(header, LOCAL_BYTES, nameLength),
    nameLength,
    length: LOCAL_BYTES + nameLength + view.getUint16(28, true),
  };
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

function isInZip64(entry: { compressedSize: number; size: number; headerOffset: number }): boolean {
  return [entry.compressedSize, entry.size, entry.headerOffset].includes(SIZE_IN_ZIP64);
}

/** Some tools of Windows separate folders by `\`. */
function nameOf(bytes: Uint8Array, at: number, length: number): string {
  const name = new TextDecoder("windows-1252").decode(bytes.subarray(at, at + length));
  return name.replaceAll("\\", "/");
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
