import { bytesBefore } from "../../../school-files/byte-cut.ts";
import { endOfRow, parseRows } from "../../../school-files/csv-rows.ts";
import { DELIMITERS, textEncodings } from "../../../school-files/encodings.ts";

type Header = {
  encoding: string;
  delimiter: string;
  cells: string[];
  /** The row number shown by a spreadsheet: blank rows above count. */
  line: number;
  /** The first byte of the file after the header row. */
  end: number;
  /** A quote of the header is malformed or never closed; `cells` are then a guess. */
  broken: boolean;
  /** The row does not end within `HEADER_BYTES`. */
  unfinished: boolean;
  /** Whether the text holds characters that never occur in text: the encoding is then a wrong guess. */
  garbled: boolean;
};

/** The header is searched in these first bytes. Fifteen columns take 400 bytes; empty ones may follow. */
const HEADER_BYTES = 64 * 1024;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the regex searches for control characters
const CONTROL = /[\0-\x08\x0e-\x1f\ufffe\uffff]/;

/**
 * Finds the first row of a file that is not blank, with the encoding and the delimiter that give the highest
 * `score`; null when there is none. `head` is the first bytes of the file; at most 64 KiB of them are used.
 */
export function findHeader(
  head: Uint8Array,
  score: (cells: readonly string[]) => number,
): Header | null {
  let best: Header | null = null;
  let highest = -1;
  for (const { encoding, bomLength } of textEncodings(head)) {
    for (const delimiter of DELIMITERS) {
      const header = readHeader(head, encoding, bomLength, delimiter);
      const points = header ? score(header.cells) : -1;
      if (points > highest) [best, highest] = [header, points];
    }
  }
  return best;
}

function readHeader(
  head: Uint8Array,
  encoding: string,
  bomLength: number,
  delimiter: string,
): Header | null {
  const bytes = head.subarray(bomLength, HEADER_BYTES);
  const whole = head.length <= HEADER_BYTES;
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes, { stream: true });
  const { rows, count, broken } = parseRows(text, delimiter, whole);
  const [first] = rows;
  const found = { encoding, delimiter, garbled: CONTROL.test(text.slice(0, 1000)) };
  if (first) {
    const { index, cells } = first;
    const cut = endOfRow(text, delimiter, index);
    const atEnd = cut === text.length && whole;
    const end = atEnd ? head.length : bomLength + bytesBefore(bytes, text, cut, encoding);
    return { ...found, cells, line: index + 1, end, broken: false, unfinished: false };
  }
  if (whole && !broken) return null;
  const guess = text.trimStart().split(/[\r\n]/, 1)[0] ?? "";
  return {
    ...found,
    cells: guess.replaceAll('"', "").split(delimiter),
    line: count + 1,
    end: bomLength,
    broken,
    unfinished: !broken,
  };
}
