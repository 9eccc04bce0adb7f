// TEMPORARY STUB by the lead: overwrite it.
import type { FileFault, ReadingContext, WindowResult } from "../records.ts";
export type FregataCursor = { byte: number };
export function openFregata(
  _head: Uint8Array,
): { ok: true; cursor: FregataCursor } | { ok: false; faults: FileFault[] } {
  return { ok: false, faults: [{ code: "FILE_INVALID" }] };
}
export function readFregataWindow(
  _c: FregataCursor,
  _b: Uint8Array,
  _l: boolean,
  _x: ReadingContext,
): WindowResult<FregataCursor> {
  return { pupils: [], classes: [], facts: {}, faults: [{ code: "FILE_INVALID" }], cursor: null };
}
