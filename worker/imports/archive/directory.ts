import { recognizeOther } from "../../school-files/other-files.ts";
import type { FileFault } from "../records.ts";
import { MAX_ALL_ENTRIES, MAX_DIRECTORY_BYTES, MAX_INFLATED_BYTES } from "./limits.ts";
import { otherFile, pickEntry, unexpected } from "./pick-entry.ts";
import {
  type DirectoryEntry,
  invalid,
  LOCAL_BYTES,
  type LocalHeader,
  MAX_TAIL_BYTES,
  readDirectory,
  readEndRecord,
  readLocalHeader,
} from "./records.ts";
import { IN_ZIP64 } from "./zip64.ts";

/** Where the data of an entry is, and what it should inflate to. Offsets and sizes are in bytes. */
export type ArchiveEntry = {
  dataOffset: number;
  compressedSize: number;
  size: number;
  crc: number;
  method: number;
};

/** An archive read by ranges; `read` returns exactly the bytes asked for, or fewer at the end of the file. */
export type ArchiveSource = {
  size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
};

type Refused = { ok: false; fault: FileFault };

export const STORED = 0;
const DEFLATED = 8;
/** Long enough for the header and the whole of `mimetype`, the entry where an office document states its type. */
const TYPE_BYTES = 160;
/** The flags for encryption, strong encryption and an encrypted directory. */
const ENCRYPTED_FLAGS = 0x0001 | 0x0040 | 0x2000;
/** This flag says that sizes and CRC come after the data: the local header's own are meaningless. */
const SIZES_AFTER_DATA = 0x0008;

/**
 * Finds the one pupil file of an archive and checks it without inflating it: three to five reads, 350 KiB at most.
 * A forged or damaged archive is a fault, never an exception; exceptions of `source.read` are passed on.
 * Source: `docs/domain/import.md` 1.
 */
export async function findXmlEntry(
  source: ArchiveSource,
): Promise<{ ok: true; entry: ArchiveEntry } | Refused> {
  const tailOffset = Math.max(0, source.size - MAX_TAIL_BYTES);
  const tail = await readExactly(source, tailOffset, source.size - tailOffset);
  if (!tail) return invalid("truncated");
  const found = readEndRecord(tail, tailOffset);
  if (!found.ok) return found;

  const { entries: count, directoryOffset, directorySize } = found.end;
  if (count > MAX_ALL_ENTRIES || directorySize > MAX_DIRECTORY_BYTES) {
    return unexpected({ reason: "too-many" });
  }
  if (directoryOffset + directorySize > tailOffset + found.at) return invalid("truncated");
  const directory = await readExactly(source, directoryOffset, directorySize);
  if (!directory) return invalid("truncated");
  const listed = readDirectory(directory, count);
  if (!listed.ok) return listed;

  const typed = listed.entries.find(({ name }) => name === "mimetype");
  const office = typed && recognizeOther(await source.read(typed.headerOffset, TYPE_BYTES));
  if (office) return otherFile(office);
  const picked = pickEntry(listed.entries);
  if (!picked.ok) return picked;
  const fault = faultOf(picked.entry);
  if (fault) return fault;
  const others = listed.entries.filter((entry) => entry !== picked.entry);
  return await locate(source, picked.entry, others, directoryOffset);
}

/** Why the entry cannot be read, according to the directory; null when it can. */
function faultOf(entry: DirectoryEntry): Refused | null {
  if (entry.flags & ENCRYPTED_FLAGS) return invalid("encrypted");
  if (entry.method !== STORED && entry.method !== DEFLATED) return invalid("method");
  if (entry.size > MAX_INFLATED_BYTES) {
    return { ok: false, fault: { code: "PAYLOAD_TOO_LARGE", detail: { size: entry.size } } };
  }
  if (entry.size === 0) return invalid("empty");
  const stored = entry.method === STORED;
  const wrong = entry.compressedSize === 0 || (stored && entry.compressedSize !== entry.size);
  return wrong ? invalid("size") : null;
}

/** Finds where the data starts. Only the local header says so, and it must agree with the directory. */
async function locate(
  source: ArchiveSource,
  entry: DirectoryEntry,
  others: DirectoryEntry[],
  directoryOffset: number,
): Promise<{ ok: true; entry: ArchiveEntry } | Refused> {
  const { headerOffset, compressedSize, size, crc, method } = entry;
  const headerLength = LOCAL_BYTES + entry.nameLength;
  if (headerOffset + headerLength + compressedSize > directoryOffset) return invalid("size");
  const header = await readHeader(source, headerOffset, headerLength);
  if (!header) return invalid("corrupt");
  if (header.flags & ENCRYPTED_FLAGS) return invalid("encrypted");
  if (header.name !== entry.name || header.method !== method) return invalid("corrupt");
  if (!hasSameSizes(header, entry)) return invalid("size");

  const dataOffset = headerOffset + header.length;
  const end = dataOffset + compressedSize;
  if (end > directoryOffset) return invalid("size");
  if (others.some((other) => headerOffset < endOf(other) && other.headerOffset < end)) {
    return invalid("size");
  }
  return { ok: true, entry: { dataOffset, compressedSize, size, crc, method } };
}

/** With zip64, the sizes are in the extra field; the header is read first because it gives that field's length. */
async function readHeader(
  source: ArchiveSource,
  offset: number,
  length: number,
): Promise<LocalHeader | null> {
  const bytes = await readExactly(source, offset, length);
  const header = bytes && readLocalHeader(bytes);
  if (header?.size !== IN_ZIP64 && header?.compressedSize !== IN_ZIP64) return header;
  const whole = await readExactly(source, offset, header.length);
  return whole && readLocalHeader(whole);
}

function hasSameSizes(header: LocalHeader, entry: DirectoryEntry): boolean {
  if (header.flags & SIZES_AFTER_DATA) return true;
  return (
    header.crc === entry.crc &&
    header.size === entry.size &&
    header.compressedSize === entry.compressedSize
  );
}

/** Where the entry ends at the earliest: its local header may be longer than the directory says. */
function endOf(entry: DirectoryEntry): number {
  return entry.headerOffset + LOCAL_BYTES + entry.nameLength + entry.compressedSize;
}

async function readExactly(
  source: ArchiveSource,
  offset: number,
  length: number,
): Promise<Uint8Array | null> {
  const bytes = await source.read(offset, length);
  return bytes.length === length ? bytes : null;
}
