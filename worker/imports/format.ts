import { looksLikeFregata } from "./fregata/columns.ts";

export type SniffedFormat = "zip" | "xml" | "csv" | "empty";

const LESS_THAN = 0x3c;

/**
 * What a file is, told by its first bytes and never by its name; null when it is nothing that schools send.
 * `empty` is a file with no byte, or with nothing but a BOM and blanks. Source: `domain/import.md` 1.
 */
export function sniffFormat(head: Uint8Array): SniffedFormat | null {
  if (isZip(head)) return "zip";
  // UTF-16 that lacks its BOM: reading refuses it, and tells why.
  if (head[0] === 0 && head[1] === LESS_THAN) return "xml";
  const first = firstCharacter(head);
  if (first === undefined) return "empty";
  if (first === LESS_THAN) return "xml";
  return looksLikeFregata(head) ? "csv" : null;
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
