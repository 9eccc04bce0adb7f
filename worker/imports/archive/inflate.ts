import { crc32 } from "node:zlib";
import { FlateErrorCode, Inflate } from "fflate";
import { recognizeOther } from "../../school-files/other-files.ts";
import type { FileFault } from "../records.ts";
import { type ArchiveEntry, STORED } from "./directory.ts";
import { MAX_INFLATED_BYTES, MAX_RATIO, RATIO_FREE_BYTES } from "./limits.ts";
import { otherFile } from "./pick-entry.ts";
import { invalid } from "./records.ts";

/** A piece can inflate 1 032 times, all at once: this size limits the memory of a bomb to about 50 MiB. */
const PIECE_BYTES = 16 * 1024;
/** A stored block outputs nothing until its 65 535 bytes have arrived; a longer silence means the data have ended. */
const MAX_SILENT_BYTES = 128 * 1024;
const ZIP_SIGNATURE = [0x50, 0x4b, 0x03, 0x04];
/** How many bytes are examined to recognise a file. */
const HEAD_BYTES = 4096;

type Refused = { ok: false; fault: FileFault };

/**
 * Inflates one entry piece by piece into `sink`, and awaits `sink` before it reads more.
 * `compressed` starts at `entry.dataOffset`. A bomb, wrong sizes and damaged data are faults; reading then
 * stops (a stream is cancelled). Exceptions of the source or the sink are passed on.
 * The caller must not trust what was written before `ok: true`: the CRC is only known at the end.
 */
export async function inflateEntry(
  entry: ArchiveEntry,
  compressed: AsyncIterable<Uint8Array>,
  sink: (chunk: Uint8Array) => Promise<void>,
): Promise<{ ok: true; size: number } | Refused> {
  const decoder = entry.method === STORED ? createCopier() : createInflater();
  const checker = createChecker(entry);
  const write = async (piece: Uint8Array, final: boolean): Promise<Refused | null> => {
    const decoded = decoder(piece, final);
    if (!decoded.ok) return decoded;
    const fault = checker.add(piece.length, decoded.bytes);
    if (fault) return fault;
    if (decoded.bytes.length > 0) await sink(decoded.bytes);
    return null;
  };

  let left = entry.compressedSize;
  for await (const chunk of compressed) {
    const useful = chunk.subarray(0, left);
    left -= useful.length;
    for (let at = 0; at < useful.length; at += PIECE_BYTES) {
      const fault = await write(useful.subarray(at, at + PIECE_BYTES), false);
      if (fault) return fault;
    }
    if (left === 0) break;
  }
  if (left > 0) return invalid("truncated");
  return (await write(new Uint8Array(), true)) ?? checker.finish();
}

type Decoded = { ok: true; bytes: Uint8Array } | Refused;
type Decoder = (piece: Uint8Array, final: boolean) => Decoded;

function createCopier(): Decoder {
  return (piece) => ({ ok: true, bytes: piece });
}

function createInflater(): Decoder {
  let bytes = new Uint8Array();
  const inflate = new Inflate((chunk) => {
    bytes = chunk;
  });
  return (piece, final) => {
    try {
      inflate.push(piece, final);
    } catch (error) {
      // Any exception here, even a TypeError, comes from bad data.
      return invalid(isUnexpectedEnd(error) ? "truncated" : "corrupt");
    }
    return { ok: true, bytes };
  };
}

function isUnexpectedEnd(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return code === FlateErrorCode.UnexpectedEOF;
}

/** The refusal of an archive within the archive; a Word document named like an XML file is reported as Word. */
function nested(head: number[]): Refused {
  const other = recognizeOther(Uint8Array.from(head));
  return other ? otherFile(other) : invalid("nested");
}

/** Counts the bytes read and written; refused bytes never reach the sink. */
function createChecker(entry: ArchiveEntry) {
  const head: number[] = [];
  let isArchive = false;
  let consumed = 0;
  let produced = 0;
  let silent = 0;
  let crc = 0;

  return {
    add(taken: number, bytes: Uint8Array): Refused | null {
      consumed += taken;
      produced += bytes.length;
      silent = bytes.length > 0 ? 0 : silent + taken;
      if (produced > MAX_INFLATED_BYTES) {
        return { ok: false, fault: { code: "PAYLOAD_TOO_LARGE", detail: { size: produced } } };
      }
      if (produced > RATIO_FREE_BYTES && produced > MAX_RATIO * consumed) {
        return { ok: false, fault: { code: "ARCHIVE_SUSPICIOUS" } };
      }
      if (produced > entry.size || silent > MAX_SILENT_BYTES) return invalid("size");
      const known = head.length;
      if (known < ZIP_SIGNATURE.length || (isArchive && known < HEAD_BYTES)) {
        head.push(...bytes.subarray(0, HEAD_BYTES - known));
        isArchive = ZIP_SIGNATURE.every((byte, index) => byte === head[index]);
      }
      if (isArchive && head.length >= HEAD_BYTES) return nested(head);
      crc = crc32(bytes, crc);
      return null;
    },
    finish(): { ok: true; size: number } | Refused {
      if (isArchive) return nested(head);
      if (produced !== entry.size) return invalid("size");
      return crc === entry.crc ? { ok: true, size: produced } : invalid("corrupt");
    },
  };
}
