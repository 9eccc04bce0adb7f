import { zipSync } from "fflate";

/** A zip of fixed date: the same bytes each time. */
export function zipOf(xml: Uint8Array): Uint8Array {
  return zipSync({ "ElevesSansAdresses.xml": xml }, { mtime: new Date(2026, 8, 2, 8, 15) });
}
