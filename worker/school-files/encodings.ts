type TextEncoding = {
  /** A label of TextDecoder. */
  encoding: string;
  /** The length in bytes of its BOM at the start of the file. */
  bomLength: number;
};

/** The delimiters that spreadsheets and school programs put between two cells. */
export const DELIMITERS = [";", ",", "\t", "|"] as const;

/**
 * The possible encodings of a text table, the likeliest first. A BOM decides; without one: UTF-8, else what Excel
 * writes on Windows and on a Mac. Source: `docs/domain/import.md` 3.
 */
export function textEncodings([a, b, c]: Uint8Array): TextEncoding[] {
  if (a === 0xef && b === 0xbb && c === 0xbf) return [{ encoding: "utf-8", bomLength: 3 }];
  if (a === 0xff && b === 0xfe) return [{ encoding: "utf-16le", bomLength: 2 }];
  if (a === 0xfe && b === 0xff) return [{ encoding: "utf-16be", bomLength: 2 }];
  return ["utf-8", "windows-1252", "macintosh"].map((encoding) => ({ encoding, bomLength: 0 }));
}
