/** The shape of a file's content. `empty`: no byte at all, or only a BOM and blanks. */
export type FileShape = "zip" | "xml" | "csv" | "empty";

const LESS_THAN = 0x3c;
/** `<?xm` on an IBM mainframe. */
const EBCDIC_XML = [0x4c, 0x6f, 0xa7, 0x94];

/** Whether a file is empty, or holds only a BOM and blanks. */
export function isEmpty(head: Uint8Array): boolean {
  return firstCharacter(head) === undefined;
}

/** Whether text starts with `<`, even in an unsupported encoding: the reader then refuses it by name. */
export function startsWithTag(head: Uint8Array): boolean {
  if (firstCharacter(head) === LESS_THAN) return true;
  if (EBCDIC_XML.every((byte, at) => head[at] === byte)) return true;
  const plain = plainLetters(head);
  return plain !== null && firstCharacter(plain) === LESS_THAN;
}

/** The non-zero bytes of UTF-16 without BOM or of UTF-32, which are its letters; null for any other file. */
export function plainLetters(head: Uint8Array): Uint8Array | null {
  const marked = head[0] === 0xfe || (head[0] === 0xff && (head[2] !== 0 || head[3] !== 0));
  if (marked || !head.subarray(0, 8).includes(0)) return null;
  return head.filter((byte) => byte !== 0 && byte !== 0xff && byte !== 0xfe);
}

/** Whether the file starts with an entry header, or with the end record of an empty archive. */
export function isZip(head: Uint8Array): boolean {
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
