// TEMPORARY STUB by the lead: overwrite it.
import type { FileFault } from "../records.ts";
export type ArchiveEntry = {
  dataOffset: number;
  compressedSize: number;
  size: number;
  crc: number;
  method: number;
};
export async function findXmlEntry(_s: {
  size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
}): Promise<{ ok: true; entry: ArchiveEntry } | { ok: false; fault: FileFault }> {
  return { ok: false, fault: { code: "FILE_INVALID" } };
}
