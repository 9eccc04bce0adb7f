import { parseRows } from "../../platform/csv-rows.ts";
import { countColumns } from "./columns.ts";

export type Decoded = {
  text: string;
  delimiter: string;
  header: { cells: string[]; index: number };
};

const DELIMITERS = [";", ",", "\t"];
/** A header of thirty columns takes 600 characters; complementary columns and blank rows may add some. */
const HEADER_CHARS = 16 * 1024;
/** First bytes of what is no text: archives and spreadsheets, PDF, XML, pictures, old Excel. */
const OTHER_FORMATS = ["PK\u0003\u0004", "%PDF", "<", "\u0089PNG", "ÿØÿ", "ÐÏ\u0011à", "{\\rtf"];

/** Whether the first bytes are those of another format than a text. */
export function isOtherFormat(bytes: Uint8Array): boolean {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 64)).replace(/^(ï»¿)?\s*/, "");
  return OTHER_FORMATS.some((sign) => head.startsWith(sign));
}

/**
 * The text of a file in the encoding and with the delimiter under which most columns of its header are
 * ours; null when no row was found. A BOM decides; without one: UTF-8, else what Excel writes on Windows
 * and on a Mac. Source: `certification-reference.md` 6.7.
 */
export function decodeFile(bytes: Uint8Array): Decoded | null {
  let best: Decoded | null = null;
  let highest = -1;
  for (const text of textsOf(bytes)) {
    for (const delimiter of DELIMITERS) {
      const [row] = parseRows(text.slice(0, HEADER_CHARS), delimiter, true).rows;
      const points = row ? countColumns(row.cells) : -1;
      if (!row || points <= highest) continue;
      highest = points;
      best = { text, delimiter, header: row };
    }
  }
  return best;
}

function* textsOf(bytes: Uint8Array): Generator<string> {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return yield new TextDecoder("utf-16le").decode(bytes);
  if (a === 0xfe && b === 0xff) return yield new TextDecoder("utf-16be").decode(bytes);
  const utf8 = new TextDecoder("utf-8").decode(bytes);
  yield utf8;
  if (!utf8.includes("\ufffd")) return;
  yield new TextDecoder("windows-1252").decode(bytes);
  yield new TextDecoder("macintosh").decode(bytes);
}
