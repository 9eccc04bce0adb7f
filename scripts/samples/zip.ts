import { zipSync } from "fflate";

/** A zip with a fixed date, so that its bytes are always the same. */
export function zipOf(xml: Uint8Array): Uint8Array {
  return zipSync({ "ElevesSansAdresses.xml": xml }, { mtime: new Date(2026, 8, 2, 8, 15) });
}
