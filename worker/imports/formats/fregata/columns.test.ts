import { expect, test } from "vitest";
import { aLine, csvOf, encode, HEADERS, readFile } from "#tests/support/fregata-text.ts";
import { COLUMNS, looksLikeFregata, mapColumns } from "./columns.ts";
import { openFregata } from "./window.ts";

const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1252", "macintosh"];
const MANDATORY = COLUMNS.filter(({ mandatory }) => mandatory).map(({ header }) => header);

function faultsOf(file: string | Uint8Array) {
  const opened = openFregata(typeof file === "string" ? encode(file, "utf-8") : file);
  return opened.ok ? [] : opened.faults;
}

test("the columns are those of Fregata, ten of them mandatory", () => {
  expect(COLUMNS).toHaveLength(15);
  expect(MANDATORY).toHaveLength(10);
});

test("headers match whatever their case, blanks, apostrophes, Unicode form and asterisks", () => {
  const places = HEADERS.map((_, index) => index);
  const writings: ((header: string) => string)[] = [
    (header) => header.toUpperCase(),
    (header) => header.toLowerCase(),
    (header) => header.normalize("NFD"),
    (header) => ` \u00a0${header.replaceAll(" ", "  ")}\t`,
    (header) => header.replaceAll("'", "’"),
    (header) => header.replaceAll("*", ""),
    (header) => `${header} **`,
  ];
  for (const write of writings) {
    expect(mapColumns(HEADERS.map(write))).toEqual({ places, duplicated: [] });
  }
});

test("columns may come in any order, beside unknown and empty ones", () => {
  const headers = [...HEADERS, "Téléphone", "", ""].reverse();
  const line = [...aLine(), "0102030405", "", "x"].reverse();
  const { pupils, faults } = readFile(csvOf([line], { headers }));
  expect(faults).toEqual([]);
  expect(pupils).toMatchObject([
    { errors: [], fields: { lastName: "HANDMADE", division: "2NDE PRO" } },
  ]);
});

test("every missing mandatory column is named, and nothing else is read", () => {
  for (const missing of MANDATORY) {
    const headers = HEADERS.map((header) => (header === missing ? "Autre" : header));
    expect(faultsOf(csvOf([aLine()], { headers }))).toEqual([
      { code: "HEADER_REQUIRED", field: missing },
    ]);
  }
  const few = csvOf([["x", "y"]], { headers: ["Division*", "Nom de famille*"] });
  expect(faultsOf(few).map(({ field }) => field)).toEqual(
    MANDATORY.filter((header) => header !== "Division*" && header !== "Nom de famille*"),
  );
});

test("an optional column may be missing", () => {
  const kept = COLUMNS.flatMap(({ mandatory }, at) => (mandatory ? [at] : []));
  const headers = kept.map((at) => HEADERS[at] ?? "");
  const line = kept.map((at) => aLine()[at] ?? "");
  const { pupils, faults } = readFile(csvOf([line], { headers }));
  expect(faults).toEqual([]);
  expect(pupils).toMatchObject([
    { errors: [{ code: "FIELD_REQUIRED", field: "Code commune naissance**" }] },
  ]);
});

test("a duplicated column is named once, after the missing ones", () => {
  const headers = [...HEADERS.slice(1), "statut", "STATUT *", "Nom d’usage"];
  expect(faultsOf(csvOf([], { headers }))).toEqual([
    { code: "HEADER_REQUIRED", field: "Identifiant unique*" },
    { code: "HEADER_DUPLICATED", field: "Statut*" },
    { code: "HEADER_DUPLICATED", field: "Nom d'usage" },
  ]);
  const unknown = csvOf([aLine()], { headers: [...HEADERS, "Autre", "Autre"] });
  expect(faultsOf(unknown)).toEqual([]);
});

test("the encoding and the delimiter are chosen so that the header is readable", () => {
  for (const encoding of ENCODINGS) {
    for (const delimiter of [";", ",", "\t", "|"]) {
      const file = encode(csvOf([aLine({ lastName: "Éçéà niño véga" })], { delimiter }), encoding);
      expect(looksLikeFregata(file), encoding).toBe(true);
      const { pupils, cursors } = readFile(file);
      expect(cursors[0]).toMatchObject({ encoding, delimiter, line: 2 });
      expect(pupils).toMatchObject([{ errors: [], fields: { lastName: "Éçéà niño véga" } }]);
    }
  }
  const bom = encode(`\ufeff${csvOf([aLine()])}`, "utf-8");
  expect(readFile(bom)).toMatchObject({ faults: [], pupils: [{ errors: [] }] });
});

test("an unsupported encoding is reported as such", () => {
  const notSupported = [{ code: "ENCODING_NOT_SUPPORTED" }];
  expect(faultsOf(encode(csvOf([aLine()]), "utf-16le").subarray(2))).toEqual(notSupported);
  const utf32 = Uint8Array.from([
    0xff,
    0xfe,
    0,
    0,
    ...[...csvOf([])].flatMap((c) => [c.charCodeAt(0), 0, 0, 0]),
  ]);
  expect(faultsOf(utf32)).toEqual(notSupported);
  // In the DOS code page, é is 82, which windows-1252 reads as a quotation mark.
  const dos = encode(csvOf([aLine()]).replaceAll("é", "‚").replaceAll("è", "Š"), "windows-1252");
  expect(faultsOf(dos)).toEqual(notSupported);
  expect(faultsOf(csvOf([]).replaceAll("é", "Ã©"))).toEqual(notSupported);
  expect(faultsOf(csvOf([]).replaceAll("é", "\ufffd"))).toEqual(notSupported);
});

test("an optional column with damaged accents counts as an unknown column", () => {
  const headers = HEADERS.map((header) => header.replace("Libellé", "Libell\ufffd"));
  expect(faultsOf(csvOf([aLine()], { headers }))).toEqual([]);
});

test("in a text without any known column, all of them are missing", () => {
  for (const text of ["Prénom;Nom\nZoé;X\n", csvOf([], { delimiter: "\\" }), "bonjour"]) {
    expect(faultsOf(text)).toEqual(MANDATORY.map((field) => ({ code: "HEADER_REQUIRED", field })));
    expect(looksLikeFregata(encode(text, "utf-8"))).toBe(false);
  }
});

test("one known column makes a file look like Fregata, even cut, quoted or below blank rows", () => {
  for (const text of [
    "Division*",
    "\r\n;;\n\nA;division;B\n",
    `"Statut*";"Code M`,
    `"Nom de famille;x`,
  ]) {
    expect(looksLikeFregata(encode(text, "utf-8")), text).toBe(true);
  }
  const head = encode(csvOf([]), "utf-8").subarray(0, 40);
  expect(looksLikeFregata(head)).toBe(true);
  for (const bytes of [
    [],
    [0xff, 0xfe],
    [0xef, 0xbb, 0xbf],
    [0, 1, 2, 3],
    [0x25, 0x50, 0x44, 0x46],
  ]) {
    expect(looksLikeFregata(Uint8Array.from(bytes))).toBe(false);
  }
});
