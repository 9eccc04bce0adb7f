import { expect, test } from "vitest";
import { DEFAULT_PROGRAMME, dueDate, isSchoolYear, readProgramme } from "../programme.ts";
import { readCode, readPastedLines } from "./codes.ts";

const { provider } = DEFAULT_PROGRAMME;

test.each([
  ["ABCDEF234", "ABCDEF234"],
  ["abcdef234", "ABCDEF234"],
  [" abc-def 2 3\u00a04 ", "ABCDEF234"],
  ["ABC–DEF–234", "ABCDEF234"],
  ["https://app.pix.fr/campagnes/abcdef234", "ABCDEF234"],
  ["https://app.pix.org/campagnes/ABCDEF234/?lang=fr#haut", "ABCDEF234"],
])("%s is the code %s", (raw, code) => {
  expect(readCode(raw, provider)).toEqual({ ok: true, code, doubtful: false });
});

test.each([
  "ABCDE234",
  "ABCDEFG234",
  "ABCDEF23",
  "ABCDEF2345",
  "ABC1EF234",
  "ÀBCDEF234",
  "A".repeat(600),
])("%s is no code", (raw) => {
  expect(readCode(raw, provider)).toEqual({ ok: false, fault: "CODE_INVALID" });
});

test.each([
  "http://app.pix.fr/campagnes/ABCDEF234",
  "https://app.pix.fr.exemple.test/campagnes/ABCDEF234",
  "https://exemple.test/app.pix.fr/ABCDEF234",
  "https://app.pix.fr@exemple.test/ABCDEF234",
  "https://app.pix.fr:8443/campagnes/ABCDEF234",
  "javascript:alert(1)//ABCDEF234",
  "app.pix.fr/campagnes/ABCDEF234",
  "//app.pix.fr/campagnes/ABCDEF234",
])("the link %s is refused", (raw) => {
  expect(readCode(raw, provider)).toEqual({ ok: false, fault: "HOST_NOT_ALLOWED" });
});

test("a link of the provider that does not end with a code is refused", () => {
  const refused = { ok: false, fault: "CODE_INVALID" };
  expect(readCode("https://app.pix.fr/campagnes/", provider)).toEqual(refused);
  expect(readCode("https://app.pix.fr/campagnes/%2F%2Fexemple.test", provider)).toEqual(refused);
});

test("O, I, 0 and 1 make a code doubtful, not refused", () => {
  for (const code of ["OBCDEF234", "IBCDEF234", "ABCDEF034", "ABCDEF124"]) {
    expect(readCode(code, provider)).toEqual({ ok: true, code, doubtful: true });
  }
});

test.each([
  ["6e ABCDEF234", "6e", "ABCDEF234"],
  ["ABCDEF234 ; sixième", "6e", "ABCDEF234"],
  ["Parcours 5ème : abc def 234", "5e", "abc def 234"],
  ["4 e\tABC-DEF-234", "4e", "ABC-DEF-234"],
  ["2nde ABCDEF234", "2de", "ABCDEF234"],
  ["Seconde - ABCDEF234", "2de", "ABCDEF234"],
  ["1ère ABCDEF234", "1re", "ABCDEF234"],
  ["Tle ABCDEF234", "Tle", "ABCDEF234"],
  ["CAP 2 ABCDEF234", "CAP2", "ABCDEF234"],
  ["1re année de CAP ABCDEF234", "CAP1", "ABCDEF234"],
  ["3e https://app.pix.fr/campagnes/ABCDEF234", "3e", "https://app.pix.fr/campagnes/ABCDEF234"],
  ["ABCDEF234", null, "ABCDEF234"],
  ["6e", "6e", ""],
])("the pasted line %s is of level %s, with the code %s", (text, level, code) => {
  expect(readPastedLines(text)).toMatchObject([{ line: 1, level, code, isSegpa: false }]);
});

test("pasted lines keep their line numbers and their SEGPA mark", () => {
  const lines = readPastedLines("6e ABCDEF234\r\n\r\n6e SEGPA BCDEFG345\n");
  expect(lines.map(({ line, level, isSegpa, code }) => [line, level, isSegpa, code])).toEqual([
    [1, "6e", false, "ABCDEF234"],
    [3, "6e", true, "BCDEFG345"],
  ]);
});

test.each([
  ["Rentrée 6e : ABCDEF234", "rentree", "ABCDEF234"],
  ["6e attestation ABC DEF 234", "attestation-6e", "ABCDEF234"],
  ["Attestation de sensibilisation au numérique 6e", "attestation-6e", ""],
  ["4e\tPix IA\tPZGCXK529", "pix-ia", "PZGCXK529"],
  ["IA PZGCXK529 4e", "pix-ia", "PZGCXK529"],
  ["collecte de profils 3e https://app.pix.fr/campagnes/ABCDEF234", "collecte", "ABCDEF234"],
  ["5e ABCDEF234", null, "ABCDEF234"],
])("the pasted line %s is of kind %s, with the code %s", (text, kind, code) => {
  const [line] = readPastedLines(text);
  expect(line?.kind).toBe(kind);
  const read = readCode(line?.code ?? "", provider);
  expect(read.ok ? read.code : line?.code).toBe(code);
});

test("a due date falls in its school year, and an operator can replace it", () => {
  expect(dueDate(DEFAULT_PROGRAMME, "rentree", "2026-2027")).toBe("2026-10-16");
  expect(dueDate(DEFAULT_PROGRAMME, "rentree", "2031-2032")).toBe("2031-10-16");
  expect(dueDate(DEFAULT_PROGRAMME, "pix-ia", "2026-2027")).toBe("2027-06-30");
  expect(dueDate(DEFAULT_PROGRAMME, "collecte", "2026-2027")).toBeNull();
  const CAMPAIGN_PROGRAMME = JSON.stringify({ kinds: { rentree: { due: "11-02", dueOf: {} } } });
  expect(dueDate(readProgramme({ CAMPAIGN_PROGRAMME }), "rentree", "2026-2027")).toBe("2026-11-02");
  const insecure = JSON.stringify({ provider: { link: "http://exemple.test/{code}" } });
  const wrong = JSON.stringify({ kinds: { rentree: { levels: ["7e"] } } });
  expect(() => readProgramme({ CAMPAIGN_PROGRAMME: wrong })).toThrow("rentree");
  expect(() => readProgramme({ CAMPAIGN_PROGRAMME: insecure })).toThrow("https");
});

test("a school year is two consecutive years", () => {
  expect(["2026-2027", "2026-2028", "26-27", "2026", null].map(isSchoolYear)).toEqual([
    ...[true, false, false, false, false],
  ]);
});
