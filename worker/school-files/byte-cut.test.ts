import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesBefore } from "./byte-cut.ts";

const MARK = ">";
const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "iso-8859-15", "windows-1252", "macintosh"];

/** Random bytes, with enough `>`, BOMs and UTF-8 lead bytes to produce the unusual cases. */
const someBytes = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 6 }),
      fc.constantFrom([0x3e], [0x3e, 0], [0, 0x3e], [0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff]),
      fc.constantFrom(
        [0xe2, 0x82],
        [0xc3],
        [0xf0, 0x9f, 0x98],
        [0xf0, 0x9f, 0x98, 0x80],
        [0xed, 0xa0],
      ),
    ),
    { maxLength: 40 },
  )
  .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));

test("decoding from the returned byte gives the text after the cut, whatever the bytes", () => {
  for (const encoding of ENCODINGS) {
    fc.assert(
      fc.property(someBytes, fc.boolean(), fc.boolean(), (bytes, stream, ignoreBOM) => {
        const decode = (part: Uint8Array, keepBom: boolean) =>
          new TextDecoder(encoding, { ignoreBOM: keepBom }).decode(part, { stream });
        const text = decode(bytes, ignoreBOM);
        for (let at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + 1)) {
          const next = bytesBefore(bytes, text, at + 1, encoding);
          expect(decode(bytes.subarray(next), true)).toBe(text.slice(at + 1));
        }
      }),
      { numRuns: 400 },
    );
  }
});

test("a malformed character before the cut counts with its bytes in the file, not with those of U+FFFD", () => {
  const bytes = Uint8Array.from([0x3c, 0xe9, 0xe2, 0x82, 0x3e, 0x61, 0x3e]);
  const text = new TextDecoder().decode(bytes);
  expect(text).toBe("<\ufffd\ufffd>a>");
  expect(bytesBefore(bytes, text, 4, "utf-8")).toBe(5);
  expect(bytesBefore(bytes, text, 6, "utf-8")).toBe(7);
});

test("a BOM dropped by the decoder is counted", () => {
  const utf8 = Uint8Array.from([0xef, 0xbb, 0xbf, 0x61, 0x3e]);
  expect(bytesBefore(utf8, "a>", 2, "utf-8")).toBe(5);
  const utf16 = Uint8Array.from([0xff, 0xfe, 0x61, 0, 0x3e, 0]);
  expect(bytesBefore(utf16, "a>", 2, "utf-16le")).toBe(6);
  expect(bytesBefore(utf16, "\ufeffa>", 3, "utf-16le")).toBe(6);
});
