import type { FileFault } from "../../records.ts";

/** `encoding` is a label that TextDecoder accepts and reports unchanged. */
export type DetectedEncoding =
  | { ok: true; encoding: string; bomLength: number }
  | { ok: false; fault: FileFault };

/** The XML declaration is searched in these first bytes, as the reference product's exports allow. */
const HEAD_BYTES = 256;
const LESS_THAN = 0x3c;

const NAMES = new Map([
  ...["utf-8", "utf8"].map((name) => [name, "utf-8"] as const),
  ...["iso-8859-15", "iso8859-15", "iso_8859-15", "latin9", "latin-9", "l9", "csisolatin9"].map(
    (name) => [name, "iso-8859-15"] as const,
  ),
  // The Web reads ISO-8859-1 and ASCII as windows-1252, which contains them.
  ...["windows-1252", "cp1252", "x-cp1252", "us-ascii", "ascii"].map(
    (name) => [name, "windows-1252"] as const,
  ),
  ...["iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1"].map(
    (name) => [name, "windows-1252"] as const,
  ),
]);

/**
 * The encoding of an XML file: its BOM, else its declaration, else UTF-8.
 * UTF-16 needs its BOM; any other charset is `ENCODING_NOT_SUPPORTED`. Source: `docs/domain/import.md` 2.
 */
export function detectEncoding(head: Uint8Array): DetectedEncoding {
  const [a, b, c, d] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { ok: true, encoding: "utf-8", bomLength: 3 };
  if (a === 0xff && b === 0xfe) {
    if (c === 0 && d === 0) return notSupported("UTF-32");
    return { ok: true, encoding: "utf-16le", bomLength: 2 };
  }
  if (a === 0xfe && b === 0xff) return { ok: true, encoding: "utf-16be", bomLength: 2 };
  if (a === 0x4c && b === 0x6f && c === 0xa7 && d === 0x94) return notSupported("EBCDIC");
  const wide = withoutBom(head);
  if (wide) return notSupported(wide);

  const declared = declaredEncoding(head);
  if (declared === "") return { ok: true, encoding: "utf-8", bomLength: 0 };
  const encoding = NAMES.get(declared.toLowerCase());
  return encoding ? { ok: true, encoding, bomLength: 0 } : notSupported(declared);
}

/** XML starts with ASCII, so the zero bytes of its first characters show their width; null when there are none. */
function withoutBom(head: Uint8Array): "UTF-32" | "UTF-16" | null {
  const first = head.subarray(0, 4);
  const zeros = first.filter((byte) => byte === 0).length;
  const wide = first.some((byte) => byte === LESS_THAN || isBlank(byte));
  if (first[0] === 0 && first[1] === 0 && first[2] === 0xfe) return "UTF-32";
  if (zeros === 0 || !wide) return null;
  return zeros === 3 ? "UTF-32" : "UTF-16";
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

/** The declared encoding; "" when the file declares none. */
function declaredEncoding(head: Uint8Array): string {
  const text = new TextDecoder("windows-1252").decode(head.subarray(0, HEAD_BYTES));
  const match = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*(["'])(.*?)\1/is.exec(text);
  return match?.[2]?.trim() ?? "";
}

function notSupported(name: string): DetectedEncoding {
  return {
    ok: false,
    fault: { code: "ENCODING_NOT_SUPPORTED", detail: { encoding: name.slice(0, 40) } },
  };
}
