import type { FileFault } from "../records.ts";
import { MAX_DIRECTORY_BYTES, MAX_ENTRIES, MAX_INFLATED_BYTES } from "./limits.ts";
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

/** Where the data of an entry is, and what it should inflate to. Offsets and sizes are in bytes. */
export type ArchiveEntry = {
  dataOffset: number;
  compressedSize: number;
  size: number;
  crc: number;
  method: number;
};

/** An archive read by ranges; `read` gives exactly the bytes asked for, unless the file is shorter. */
export type ArchiveSource = {
  size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
};

type Refused = { ok: false; fault: FileFault };

export const STORED = 0;
const DEFLATED = 8;
/** Encrypted, strongly encrypted, directory encrypted. */
const ENCRYPTED_FLAGS = 0x0001 | 0x0040 | 0x2000;
/** Sizes and CRC come after the data: those of the local header mean nothing. */
const SIZES_AFTER_DATA = 0x0008;

/**
 * The one XML file of an archive, checked but not inflated: three or four reads, of 350 KiB at most.
 * A forged or damaged archive is a fault, never an exception; what `source.read` throws goes through.
 * Source: `domain/import.md` 1.
 */
export async function findXmlEntry(
  source: ArchiveSource,
): Promise<{ ok: true; entry: ArchiveEntry } | Refused> {
  const tailOffset = Math.max(0, source.size - MAX_TAIL_BYTES);
  const tail = await readExactly(source, tailOffset, source.size - tailOffset);
  if (!tail) return invalid("truncated");
  const found = readEndRecord(tail);
  if (!found.ok) return found;

  const { entries: count, directoryOffset, directorySize } = found.end;
  if (count > MAX_ENTRIES || directorySize > MAX_DIRECTORY_BYTES) return unexpected("too-many");
  if (directoryOffset + directorySize > tailOffset + found.at) return invalid("truncated");
  const directory = await readExactly(source, directoryOffset, directorySize);
  if (!directory) return invalid("truncated");
  const listed = readDirectory(directory, count);
  if (!listed.ok) return listed;

  const picked = pickXml(listed.entries);
  if (!picked.ok) return picked;
  const others = listed.entries.filter((entry) => entry !== picked.entry);
  return await locate(source, picked.entry, others, directoryOffset);
}

function unexpected(reason: string, count?: number): Refused {
  const detail = { reason, ...(count !== undefined && { count }) };
  return { ok: false, fault: { code: "ARCHIVE_CONTENT", detail } };
}

/** The entry to read, once everything that the directory says of it is fit. */
function pickXml(entries: DirectoryEntry[]): { ok: true; entry: DirectoryEntry } | Refused {
  if (entries.some(({ name }) => name.split("/").includes(".."))) return invalid("path");
  const visible = entries.filter(({ name }) => isVisible(name));
  const [entry, ...more] = visible.filter(({ name }) => /\.xml$/i.test(name));
  if (!entry) {
    const nested = visible.some(({ name }) => /\.zip$/i.test(name));
    return nested ? invalid("nested") : unexpected("no-xml", 0);
  }
  if (more.length > 0) return unexpected("many-xml", more.length + 1);
  if (entry.flags & ENCRYPTED_FLAGS) return invalid("encrypted");
  if (entry.method !== STORED && entry.method !== DEFLATED) return invalid("method");
  if (entry.size > MAX_INFLATED_BYTES) {
    return { ok: false, fault: { code: "PAYLOAD_TOO_LARGE", detail: { size: entry.size } } };
  }
  if (entry.size === 0) return invalid("empty");
  const stored = entry.method === STORED;
  if (entry.compressedSize === 0 || (stored && entry.compressedSize !== entry.size)) {
    return invalid("size");
  }
  return { ok: true, entry };
}

/** macOS adds a hidden twin of each file. */
function isVisible(name: string): boolean {
  return !name.split("/").some((part) => part.startsWith(".") || part === "__MACOSX");
}

/** Where the data starts: only the header in front of it tells, and it must agree with the directory. */
async function locate(
  source: ArchiveSource,
  entry: DirectoryEntry,
  others: DirectoryEntry[],
  directoryOffset: number,
): Promise<{ ok: true; entry: ArchiveEntry } | Refused> {
  const { headerOffset, compressedSize, size, crc, method } = entry;
  const headerLength = LOCAL_BYTES + entry.nameLength;
  if (headerOffset + headerLength + compressedSize > directoryOffset) return invalid("size");
  const bytes = await readExactly(source, headerOffset, headerLength);
  const header = bytes && readLocalHeader(bytes);
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

function hasSameSizes(header: LocalHeader, entry: DirectoryEntry): boolean {
  if (header.flags & SIZES_AFTER_DATA) return true;
  return (
    header.crc === entry.crc &&
    header.size === entry.size &&
    header.compressedSize === entry.compressedSize
  );
}

/** The least that an entry takes: its own header may be longer than the directory says. */
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
