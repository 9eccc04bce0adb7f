import { looksLikeFregata } from "./fregata/columns.ts";

export type SniffedFormat = "zip" | "xml" | "csv" | "empty";

const LESS_THAN = 0x3c;
/** `<?xm` on an IBM mainframe. */
const EBCDIC_XML = [0x4c, 0x6f, 0xa7, 0x94];

/**
 * What a file is, told by its first bytes and never by its name; null when it is nothing that schools send.
 * `empty` is a file with no byte, or with nothing but a BOM and blanks. Source: `domain/import.md` 1.
 */
export function sniffFormat(head: Uint8Array): SniffedFormat | null {
  if (isZip(head)) return "zip";
  const first = firstCharacter(head);
  if (first === undefined) return "empty";
  if (first === LESS_THAN) return "xml";
  return looksLikeFregata(head) ? "csv" : sniffOddEncoding(head);
}

/** A file in an encoding that nobody reads here: reading refuses it for that, and tells which. */
function sniffOddEncoding(head: Uint8Array): SniffedFormat | null {
  if (EBCDIC_XML.every((byte, at) => head[at] === byte)) return "xml";
  const marked = head[0] === 0xfe || (head[0] === 0xff && (head[2] !== 0 || head[3] !== 0));
  if (marked || !head.subarray(0, 8).includes(0)) return null;
  // UTF-16 without its BOM, or UTF-32: the other bytes of our letters are zeros.
  const plain = head.filter((byte) => byte !== 0 && byte !== 0xff && byte !== 0xfe);
  if (firstCharacter(plain) === LESS_THAN) return "xml";
  return looksLikeFregata(plain) ? "csv" : null;
}

/** The header of an entry, or the end of an archive that has none. */
function isZip(head: Uint8Array): boolean {
  if (head[0] !== 0x50 || head[1] !== 0x4b) return false;
  return (head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6);
}

/** The first character after the BOM and blanks, undefined when there is none. */
function firstCharacter(head: Uint8Array): number | undefined {
  const { start, width, low } = unitsOf(head);
  for (let at = start; at + width <= head.length; at += width) {
    const high = width === 2 ? (head[at + 1 - low] ?? 0) : 0;
    const code = (head[at + low] ?? 0) + 256 * high;
    if (code !== 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) return code;
  }
  return undefined;
}

/** Where text starts, how many bytes a character takes, and which of them is the low one. */
function unitsOf(head: Uint8Array): { start: number; width: 1 | 2; low: 0 | 1 } {
  if (head[0] === 0xff && head[1] === 0xfe) return { start: 2, width: 2, low: 0 };
  if (head[0] === 0xfe && head[1] === 0xff) return { start: 2, width: 2, low: 1 };
  const bom = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  return { start: bom ? 3 : 0, width: 1, low: 0 };
}
