import { expect, test } from "vitest";
import { detectShape } from "./detect.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

test("a zip is recognised by its first bytes, even an empty one", () => {
  expect(detectShape(Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0]))).toBe("zip");
  expect(detectShape(Uint8Array.from([0x50, 0x4b, 5, 6, 0, 0]))).toBe("zip");
  expect(detectShape(Uint8Array.from([0x50, 0x4b, 1, 2]))).toBeNull();
});

test("XML is recognised by its first character, after a BOM and blanks", () => {
  expect(detectShape(utf8("<?xml version='1.0'?>"))).toBe("xml");
  expect(detectShape(utf8("\ufeff \r\n\t<A/>"))).toBe("xml");
  expect(detectShape(Uint8Array.from([0xff, 0xfe, 0x20, 0, 0x3c, 0]))).toBe("xml");
  expect(detectShape(Uint8Array.from([0xfe, 0xff, 0, 0x0a, 0, 0x3c]))).toBe("xml");
});

test("UTF-16 without its BOM counts as XML, so that the reader refuses its encoding by name", () => {
  expect(detectShape(Uint8Array.from([0, 0x3c, 0, 0x3f]))).toBe("xml");
  expect(detectShape(Uint8Array.from([0x3c, 0, 0x3f, 0]))).toBe("xml");
  expect(detectShape(Uint8Array.from([0, 0x25, 0, 0x50]))).toBeNull();
});

test("files in an unsupported encoding are accepted, so that the reader names the encoding", () => {
  const wide = (text: string, ...pattern: number[][]) =>
    Uint8Array.from(
      [...text].flatMap((character) => {
        const [before = [], after = []] = pattern;
        return [...before, character.charCodeAt(0), ...after];
      }),
    );
  const header = "Identifiant unique*;Division*";
  for (const [before, after] of [
    [[0], []],
    [[], [0]],
    [[0, 0, 0], []],
    [[], [0, 0, 0]],
  ] as const) {
    expect(detectShape(wide("\n <?xml?>", [...before], [...after]))).toBe("xml");
    expect(detectShape(wide("Bonjour", [...before], [...after]))).toBeNull();
    expect(detectShape(wide(header, [...before], [...after]))).toBe("csv");
  }
  expect(detectShape(Uint8Array.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]))).toBe("xml");
  expect(detectShape(Uint8Array.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x3c]))).toBe("xml");
  expect(detectShape(Uint8Array.from([0x4c, 0x6f, 0xa7, 0x94, 0x93]))).toBe("xml");
});

test("in UTF-16 a character is two bytes", () => {
  expect(detectShape(Uint8Array.from([0xff, 0xfe, 0x3c, 0x01]))).toBeNull();
  expect(detectShape(Uint8Array.from([0xfe, 0xff, 0x3c, 0x00]))).toBeNull();
});

test("a file with only a BOM and blanks is empty", () => {
  expect(detectShape(new Uint8Array())).toBe("empty");
  expect(detectShape(utf8("\ufeff"))).toBe("empty");
  expect(detectShape(utf8(" \r\n\t"))).toBe("empty");
  expect(detectShape(Uint8Array.from([0xff, 0xfe, 0x20, 0]))).toBe("empty");
});

test("a Fregata header is a CSV, any other text is unsupported", () => {
  const header =
    "Identifiant unique*;Premier prénom*;Deuxième prénom;Troisième prénom;Nom de famille*;Nom d'usage;Code sexe*;Date de naissance (jj/mm/aaaa)*;Code commune naissance**;Libellé commune naissance**;Code département naissance*;Code pays naissance*;Statut*;Code MEF*;Division*";
  expect(
    detectShape(
      utf8(`${header}
`),
    ),
  ).toBe("csv");
  expect(detectShape(utf8("Bonjour;tout le monde\n"))).toBeNull();
  expect(detectShape(utf8("%PDF-1.7"))).toBeNull();
});
