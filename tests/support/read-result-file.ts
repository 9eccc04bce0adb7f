import type { Layout } from "#worker/certifications/read/columns.ts";
import type { ResultFault } from "#worker/certifications/read/faults.ts";
import { ResultReader } from "#worker/certifications/read/result-reader.ts";
import type { ReadRow } from "#worker/certifications/read/row.ts";

export type ReadFile =
  | { ok: true; layout: Layout; rows: ReadRow[] }
  | { ok: false; faults: ResultFault[]; total: number };

/** Reads a file of results whole, in windows of `size` bytes, as an upload does. */
export function readResultFile(
  bytes: Uint8Array,
  today: string,
  size = Number.POSITIVE_INFINITY,
): ReadFile {
  const reader = new ResultReader(today);
  const rows: ReadRow[] = [];
  for (let at = 0; !reader.over; at += size) {
    rows.push(...reader.push(bytes.subarray(at, at + size), at + size >= bytes.byteLength));
  }
  const { layout, faults, total } = reader;
  return total === 0 && layout ? { ok: true, layout, rows } : { ok: false, faults, total };
}
