import type { FormatName } from "./formats.ts";
import { FREGATA_READER } from "./fregata/format.ts";
import { type AnyReader, anyReader } from "./reader.ts";
import { SIECLE_READER } from "./siecle/format.ts";

/** The reader of each format of `formats.ts`. */
export const READERS: Record<FormatName, AnyReader> = {
  siecle: anyReader(SIECLE_READER),
  fregata: anyReader(FREGATA_READER),
};
