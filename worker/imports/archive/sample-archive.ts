import { crc32 } from "node:zlib";
import { deflateSync } from "fflate";
import { type ArchiveSource, findXmlEntry } from "./directory.ts";
import { inflateEntry } from "./inflate.ts";

/** For tests: builds archives by hand, so that any header can be wrong, and reads them whole. */
export type SampleEntry = {
  name: string;
  content?: string | Uint8Array;
  stored?: boolean;
  /** The raw data stored in the archive, instead of the compressed content. */
  data?: Uint8Array;
  localExtra?: number;
  /** Replaces fields in one header or the other. */
  central?: Partial<Header>;
  local?: Partial<Header>;
};

type Header = {
  flags: number;
  method: number;
  crc: number;
  compressedSize: number;
  size: number;
  offset: number;
  name: string;
};

type SampleEnd = {
  prefix?: string;
  /** Between the directory and the end record. */
  gap?: Uint8Array;
  comment?: string;
  entries?: number;
  disk?: number;
  directorySize?: number;
  directoryOffset?: number;
};

export function aZip(entries: SampleEntry[], end: SampleEnd = {}): Uint8Array {
  const files: Uint8Array[] = [latin(end.prefix ?? "")];
  const directory: Uint8Array[] = [];
  let offset = files[0]?.length ?? 0;
  for (const { name, stored, localExtra = 0, ...entry } of entries) {
    const content = bytesOf(entry.content ?? "<BEE_ELEVES/>");
    const data = entry.data ?? (stored ? content : deflateSync(content));
    const header: Header = {
      flags: 0,
      method: stored ? 0 : 8,
      crc: crc32(content),
      compressedSize: data.length,
      size: content.length,
      offset,
      name,
    };
    const local = { ...header, ...entry.local };
    const file = concat(
      u32(0x04034b50),
      u16(20),
      common(local),
      u16(localExtra),
      latin(local.name),
      new Uint8Array(localExtra),
      data,
    );
    directory.push(centralHeader({ ...header, ...entry.central }));
    files.push(file);
    offset += file.length;
  }
  const central = concat(...directory);
  const count = u16(end.entries ?? entries.length);
  const comment = latin(end.comment ?? "");
  return concat(
    ...files,
    central,
    end.gap ?? new Uint8Array(),
    ...[u32(0x06054b50), u32(end.disk ?? 0), count, count],
    ...[u32(end.directorySize ?? central.length), u32(end.directoryOffset ?? offset)],
    ...[u16(comment.length), comment],
  );
}

function centralHeader(header: Header): Uint8Array {
  return concat(
    ...[u32(0x02014b50), u16(20), u16(20), common(header)],
    ...[u16(0), u16(0), u16(0), u16(0), u32(0), u32(header.offset), latin(header.name)],
  );
}

function common(header: Header): Uint8Array {
  return concat(
    ...[u16(header.flags), u16(header.method), u32(0), u32(header.crc)],
    ...[u32(header.compressedSize), u32(header.size), u16(header.name.length)],
  );
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value & 255, (value >> 8) & 255);
}

function u32(value: number): Uint8Array {
  return concat(u16(value), u16(value >>> 16));
}

function latin(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}

export function concat(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Like an object of R2: a range that goes past the end is cut there. */
export function sourceOf(zip: Uint8Array): ArchiveSource {
  return {
    size: zip.length,
    read: async (offset, length) => zip.subarray(offset, offset + length),
  };
}

export async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Finds the XML file and inflates it, as an import does: its text, or the fault. */
export async function readZip(zip: Uint8Array, { piece = 4096 } = {}) {
  const found = await findXmlEntry(sourceOf(zip));
  if (!found.ok) return found.fault;
  const { dataOffset, compressedSize } = found.entry;
  const data = zip.subarray(dataOffset, dataOffset + compressedSize);
  const chunks: Uint8Array[] = [];
  const inflated = await inflateEntry(found.entry, inPieces(data, piece), async (chunk) => {
    chunks.push(chunk);
  });
  return inflated.ok ? new TextDecoder().decode(concat(...chunks)) : inflated.fault;
}
