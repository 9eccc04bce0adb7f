// TEMPORARY STUB by the lead: overwrite it.
import type { FileFault } from "../records.ts";
import type { ArchiveEntry } from "./directory.ts";
export async function inflateEntry(
  _e: ArchiveEntry,
  _c: AsyncIterable<Uint8Array>,
  _s: (chunk: Uint8Array) => Promise<void>,
): Promise<{ ok: true; size: number } | { ok: false; fault: FileFault }> {
  return { ok: false, fault: { code: "FILE_INVALID" } };
}
