import { expect, test } from "vitest";
import { detectEncoding } from "./encoding.ts";

function bytesOf(text: string, ...bom: number[]): Uint8Array {
  return Uint8Array.from([...bom, ...[...text].map((character) => character.charCodeAt(0))]);
}

function declaring(encoding: string, quote = '"'): Uint8Array {
  return bytesOf(`<?xml version=${quote}1.0${quote} encoding=${quote}${encoding}${quote}?><A/>`);
}

test("the declaration gives the encoding, with either quote and in any case", () => {
  const expected = {
    "UTF-8": "utf-8",
    utf8: "utf-8",
    "ISO-8859-1": "windows-1252",
    Latin1: "windows-1252",
    "us-ascii": "windows-1252",
    "windows-1252": "windows-1252",
    CP1252: "windows-1252",
    "iso-8859-15": "iso-8859-15",
    "ISO-8859-15": "iso-8859-15",
    latin9: "iso-8859-15",
  };
  for (const [name, encoding] of Object.entries(expected)) {
    for (const quote of ['"', "'"]) {
      expect(detectEncoding(declaring(name, quote))).toEqual({ ok: true, encoding, bomLength: 0 });
    }
    expect(new TextDecoder(encoding).encoding).toBe(encoding);
  }
});

test("without a declaration in the first 256 bytes the file is UTF-8", () => {
  const utf8 = { ok: true, encoding: "utf-8", bomLength: 0 };
  expect(detectEncoding(bytesOf("<A/>"))).toEqual(utf8);
  expect(detectEncoding(bytesOf(""))).toEqual(utf8);
  expect(detectEncoding(bytesOf(`<A encoding="x-macthai"/>`))).toEqual(utf8);
  const far = `${" ".repeat(250)}<?xml version="1.0" encoding="x-macthai"?>`;
  expect(detectEncoding(bytesOf(far))).toEqual(utf8);
});

test("the declaration is read to the 256th byte, and no further", () => {
  const start = '<?xml version="1.0"';
  const declaration = (length: number, end: string) =>
    bytesOf(`${(start + " ".repeat(300)).slice(0, length - end.length)}${end}<A/>`);
  const whole = declaration(256, ' encoding="ISO-8859-15"?>');
  const cutAfterTheName = declaration(256, ' encoding="ISO-8859-15"');
  const cutBeforeTheQuote = declaration(257, ' encoding="ISO-8859-15"');
  expect(whole.slice(254, 256)).toEqual(bytesOf("?>"));
  expect(detectEncoding(whole)).toMatchObject({ encoding: "iso-8859-15" });
  expect(detectEncoding(cutAfterTheName)).toMatchObject({ encoding: "iso-8859-15" });
  expect(detectEncoding(cutBeforeTheQuote)).toMatchObject({ encoding: "utf-8" });
});

test("blanks before the declaration do not hide it", () => {
  const head = bytesOf(`\r\n <?xml version="1.0" encoding="ISO-8859-15"?>`);
  expect(detectEncoding(head)).toMatchObject({ encoding: "iso-8859-15" });
});

test("a BOM wins over the declaration", () => {
  const text = `<?xml version="1.0" encoding="ISO-8859-15"?>`;
  expect(detectEncoding(bytesOf(text, 0xef, 0xbb, 0xbf))).toMatchObject({
    encoding: "utf-8",
    bomLength: 3,
  });
  expect(detectEncoding(bytesOf(text, 0xff, 0xfe))).toMatchObject({
    encoding: "utf-16le",
    bomLength: 2,
  });
  expect(detectEncoding(bytesOf(text, 0xfe, 0xff))).toMatchObject({
    encoding: "utf-16be",
    bomLength: 2,
  });
});

test("another charset is refused by name, cut to 40 characters", () => {
  const refusal = (head: Uint8Array) => {
    const detected = detectEncoding(head);
    return detected.ok ? null : [detected.fault.code, detected.fault.detail?.encoding];
  };
  expect(refusal(declaring("x-macthai"))).toEqual(["ENCODING_NOT_SUPPORTED", "x-macthai"]);
  expect(refusal(declaring("x".repeat(60)))).toEqual(["ENCODING_NOT_SUPPORTED", "x".repeat(40)]);
  expect(refusal(declaring("UTF-16"))).toEqual(["ENCODING_NOT_SUPPORTED", "UTF-16"]);
  expect(refusal(bytesOf("<\0?\0"))).toEqual(["ENCODING_NOT_SUPPORTED", "UTF-16"]);
  expect(refusal(bytesOf("\0<\0?"))).toEqual(["ENCODING_NOT_SUPPORTED", "UTF-16"]);
  expect(refusal(bytesOf(" \0\n\0<\0"))).toEqual(["ENCODING_NOT_SUPPORTED", "UTF-16"]);
  expect(refusal(bytesOf("\0\0\0<"))).toEqual(["ENCODING_NOT_SUPPORTED", "UTF-32"]);
  expect(refusal(bytesOf("<\0\0\0"))).toEqual(["ENCODING_NOT_SUPPORTED", "UTF-32"]);
  expect(refusal(bytesOf("\0\0\xfe\xff\0\0\0<"))).toEqual(["ENCODING_NOT_SUPPORTED", "UTF-32"]);
  expect(refusal(bytesOf("\x4c\x6f\xa7\x94"))).toEqual(["ENCODING_NOT_SUPPORTED", "EBCDIC"]);
  expect(refusal(bytesOf("\0\0", 0xff, 0xfe))).toEqual(["ENCODING_NOT_SUPPORTED", "UTF-32"]);
});
