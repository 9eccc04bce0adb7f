import { expect, test } from "vitest";
import { readResultFile } from "#tests/support/read-result-file.ts";
import {
  aResultFile,
  aRow,
  type FileRow,
  LAYOUTS,
  resultText,
} from "#tests/support/result-file.ts";
import { resultFaultMessage } from "#words/result-faults.ts";
import { MAX_RESULTS_BYTES } from "../../platform/bounds.ts";
import { FILE_FAULTS, ROW_FAULTS } from "./faults.ts";

/** Refused files and their messages; `read-file.test.ts` covers what is read. */

const TODAY = "2026-11-24";
const utf8 = (text: string) => new TextEncoder().encode(text);
const TEXT = resultText(LAYOUTS.C, [aRow(), aRow()]);

function faultsOf(bytes: Uint8Array) {
  const file = readResultFile(bytes, TODAY);
  return file.ok ? [] : file.faults;
}

test.each<[string, Uint8Array, string]>([
  ["nothing", new Uint8Array(), "EMPTY"],
  ["a BOM and blank lines", utf8("\uFEFF\n\n"), "EMPTY"],
  ["a zip", utf8("PK\u0003\u0004rest"), "NOT_CSV"],
  ["a PDF", utf8("%PDF-1.7\n"), "NOT_CSV"],
  ["an XML of SIECLE", utf8("\uFEFF<?xml version='1.0'?><BEE_ELEVES/>"), "NOT_CSV"],
  ["a letter", utf8("Bonjour,\nvoici les résultats.\n"), "NOT_CSV"],
  [
    "a Fregata export",
    utf8("Identifiant unique*;Premier prénom*;Nom de famille*\n1;A;B"),
    "OTHER_PRODUCT",
  ],
  [
    "a campaign export",
    utf8("Nom de l'organisation;Nom;Prénom;% de progression\nA;B;C;1"),
    "OTHER_PRODUCT",
  ],
  ["spoilt accents", utf8(TEXT.replaceAll("é", "\ufffd")), "ENCODING"],
  ["accents read twice", utf8(TEXT.replaceAll("é", "Ã©")), "ENCODING"],
  ["a header alone", utf8(resultText(LAYOUTS.A, [])), "NO_ROW"],
  ["both scores", aResultFile([aRow()], "C", ["Nombre de Pix"]), "MIXED_ERAS"],
  ["10 MB", new Uint8Array(MAX_RESULTS_BYTES + 1).fill(0x41), "TOO_LARGE"],
  ["a quote never closed", utf8(TEXT.replace('"RAS"', '"RAS')), "QUOTE"],
])("refuses %s at once", (_, bytes, code) => {
  expect(faultsOf(bytes).map((fault) => fault.code)).toEqual([code]);
});

test.each<[string, Uint8Array, string]>([
  ["a PDF", utf8("%PDF-1.7\n"), "est un document PDF, et non un fichier de résultats"],
  ["a workbook", utf8("PK\u0003\u0004rest"), "est une archive zip"],
  ["an export of SIECLE", utf8("<BEE_ELEVES/>"), "La liste des élèves s’importe sur la page"],
  [
    "an export of Fregata",
    utf8("Identifiant unique*;Premier prénom*;Nom de famille*\n1;A;B"),
    "est un export de Fregata, et non un fichier de résultats de certification",
  ],
  [
    "an export of Fregata as Fregata writes it",
    Uint8Array.from("Identifiant unique*;Premier pr\xe9nom*;Nom de famille*\r\n1;A;B\r\n", (one) =>
      one.charCodeAt(0),
    ),
    "est un export de Fregata",
  ],
  [
    "results of a campaign",
    utf8("Nom de la campagne;ID Campagne;Nom du Participant\nA;1;B"),
    "est un fichier de résultats de campagne",
  ],
  [
    "our list of pupils",
    utf8("\uFEFFNom;Prénom;Date de naissance;Classe;Niveau;INE;Désactivé le;Motif\nA;B;C;D;E;F;;"),
    "est la liste des élèves téléchargée",
  ],
])("says of %s what it is", (_, bytes, says) => {
  const [fault] = faultsOf(bytes);
  expect(fault && resultFaultMessage(fault)).toContain(says);
});

test.each<[string, FileRow]>([
  ["Date de naissance", { "Date de naissance": "40634" }],
  ["Date de naissance", { "Date de naissance": "01-avr-11" }],
  ["Date de passage de la certification", { "Date de passage de la certification": "46093,5" }],
  ["Numéro de certification", { "Numéro de certification": "1,01E+09" }],
  ["Numéro de certification", { "Numéro de certification": "########" }],
])("a %s that a spreadsheet replaced is reported as such: %o", (field, changes) => {
  const [value] = Object.values(changes);
  const [fault, ...others] = faultsOf(aResultFile([aRow(changes)]));
  expect(others).toEqual([]);
  expect(fault).toMatchObject({ code: "SPREADSHEET", field, value, line: 2 });
  expect(fault && resultFaultMessage(fault)).toContain("un tableur a remplacé la valeur");
});

test("a control character is shown, with a remedy that works", () => {
  const [fault] = faultsOf(aResultFile([aRow({ Nom: "AL\u0007MEIDA" })]));
  expect(fault).toMatchObject({ code: "UNREADABLE", field: "Nom", value: "AL␇MEIDA" });
  expect(fault && resultFaultMessage(fault)).toContain("retapez ce champ");
});

test("names every missing column and every doubled one", () => {
  const headers = LAYOUTS.A.filter((header) => !["Nom", "2.3", "Session"].includes(header));
  const file = utf8(resultText([...headers, "Prénom"], [aRow()]));
  expect(faultsOf(file)).toEqual([
    { code: "MISSING_COLUMN", field: "Nom" },
    { code: "MISSING_COLUMN", field: "Session" },
    { code: "MISSING_COLUMN", field: "2.3" },
    { code: "DOUBLE_COLUMN", field: "Prénom" },
  ]);
  const noScore = LAYOUTS.C.filter((header) => header !== "Score en Pix");
  expect(faultsOf(utf8(resultText(noScore, [aRow()])))).toEqual([
    { code: "MISSING_COLUMN", field: "Score en Pix" },
  ]);
});

test("concatenated files are reported, of the same era or not", () => {
  const one = resultText(LAYOUTS.C, [aRow()]);
  expect(faultsOf(utf8(`${one}\n${resultText(LAYOUTS.C, [aRow()])}`))).toEqual([
    { code: "SECOND_HEADER", line: 3 },
  ]);
  const both = `${one}\n${resultText(LAYOUTS.A, [aRow()])}`;
  expect(faultsOf(utf8(both))).toEqual([{ code: "MIXED_ERAS", line: 3 }]);
});

test.each([
  ...["CÅ“ur", "Dâ€™Arc", "FranÃ§oise", "Å‚ukasz", "Math\ufffdo", "A\u0092B", "MAÃ«L", "C√©cile"],
])("a name that a program ruined is refused as imports refuse it: %s", (name) => {
  const columns = ["Nom", "Prénom", "Lieu de naissance", "Centre de certification", "Classe"];
  for (const field of columns) {
    const file = aResultFile([aRow({ Classe: "3E A", [field]: name })], "sessionC", ["Classe"]);
    expect(faultsOf(file)).toMatchObject([{ code: "UNREADABLE", field, value: name, line: 2 }]);
  }
});

test.each(["3,00E+01", "3E+01", "3.00E+01", "03-janv", "01/03/2026", "####", "#NOM?"])(
  "a class that a spreadsheet ruined is refused as imports refuse it: %s",
  (division) => {
    const file = (name: string) => aResultFile([aRow({ Classe: name })], "sessionC", ["Classe"]);
    expect(faultsOf(file(division))).toEqual([
      { code: "SPREADSHEET", line: 2, person: "Lili Oxford", field: "Classe", value: division },
    ]);
    for (const name of ["3E1", "3-1", "6E 2", "MARS-A", '=""3E1""']) {
      expect(faultsOf(file(name)), name).toEqual([]);
    }
  },
);

test("a name with letters of its own language is read", () => {
  for (const name of ["Cœur", "D’ARC", "Łukasz", "Nuño", "MÄKELÄ–DURAND", "Thị Ánh", "PŸ"]) {
    expect(faultsOf(aResultFile([aRow({ Nom: name })])), name).toEqual([]);
  }
});

test.each<[string, FileRow, Record<string, unknown>]>([
  [
    "a number with letters",
    { "Numéro de certification": "12a" },
    { code: "NUMBER_INVALID", value: "12a" },
  ],
  ["no name", { Nom: " " }, { code: "NAME_MISSING", field: "Nom" }],
  ["a spoilt name", { Nom: "B\ufffdnard" }, { code: "UNREADABLE", field: "Nom" }],
  ["the 30th of February", { "Date de naissance": "30/02/2011" }, { code: "DATE_INVALID" }],
  ["no date of the test", { "Date de passage de la certification": "" }, { code: "DATE_INVALID" }],
  [
    "a test to come",
    { "Date de passage de la certification": "25/11/2026" },
    { code: "DATE_IMPOSSIBLE" },
  ],
  ["a birth after the test", { "Date de naissance": "13/03/2026" }, { code: "DATE_IMPOSSIBLE" }],
  ["an unknown status", { Statut: "Réussie" }, { code: "STATUS_UNKNOWN", value: "Réussie" }],
  ["a validated one without score", { "Score en Pix": "-" }, { code: "SCORE_MISSING" }],
  ["a score beyond 1 024", { "Score en Pix": 1025 }, { code: "SCORE_OUT_OF_SCALE" }],
  ["a score below 0", { "Score en Pix": -1 }, { code: "SCORE_OUT_OF_SCALE" }],
  ["half a Pix", { "Score en Pix": "12,5" }, { code: "SCORE_OUT_OF_SCALE", value: "12,5" }],
  ["a level of 9", { "3.4": 9 }, { code: "LEVEL_OUT_OF_SCALE", field: "3.4", value: "9" }],
  ["a short code", { "Code de vérification": "P-1234567" }, { code: "CODE_INVALID" }],
  ["a wrong INE", { INE: "12" }, { code: "INE_INVALID" }],
  ["a name of 256 letters", { Nom: "A".repeat(256) }, { code: "TOO_LONG", limit: 255 }],
  [
    "a comment without end",
    { "Commentaire jury pour l’organisation": "a".repeat(5000) },
    { code: "TOO_LONG", limit: 4_000 },
  ],
])("refuses %s, and says where and whose", (_, wish, fault) => {
  const more = ["INE", "Code de vérification"].filter((header) => header in wish);
  const faults = faultsOf(aResultFile([aRow(), aRow(wish)], "C", more));
  expect(faults).toEqual(
    [
      {
        line: 3,
        person: expect.any(String),
        field: expect.any(String),
        ...fault,
        value: faults[0]?.value,
      },
    ].map(({ value, ...rest }) => (value === undefined ? rest : { ...rest, value })),
  );
});

test("a doubled number names both lines", () => {
  const rows = [
    aRow({ "Numéro de certification": 7 }),
    aRow(),
    aRow({ "Numéro de certification": "007" }),
  ];
  expect(faultsOf(aResultFile(rows))).toEqual([
    { code: "NUMBER_DOUBLED", line: 4, person: "Lili Oxford", value: "7", otherLine: 2 },
  ]);
});

test("a row with one cell too many or too few is reported", () => {
  const text = resultText(LAYOUTS.C, [aRow({ Prénom: "Lu;Lu" }), aRow()]).replaceAll('"', "");
  expect(faultsOf(utf8(text))).toEqual([{ code: "CELLS", line: 2 }]);
  expect(faultsOf(utf8(`${TEXT}\n12;"Lou"`))).toEqual([{ code: "CELLS", line: 4 }]);
});

test("all faults are reported at once: the first thousand, and the total", () => {
  const rows = Array.from({ length: 1_500 }, () => aRow({ Nom: "", "1.1": 12 }));
  const file = readResultFile(aResultFile(rows), TODAY);
  expect(file).toMatchObject({ ok: false, total: 3_000 });
  expect(faultsOf(aResultFile(rows))).toHaveLength(1_000);
});

test("every fault has its message, with the line, the person and the field", () => {
  for (const code of [...FILE_FAULTS, ...ROW_FAULTS]) {
    const told = resultFaultMessage({
      code,
      line: 3,
      person: "Lou M",
      field: "Nom",
      value: "x",
      limit: 255,
      otherLine: 2,
    });
    expect(told).toMatch(/\.$/);
    expect(told).not.toContain("undefined");
  }
  const told = resultFaultMessage({
    code: "SCORE_OUT_OF_SCALE",
    line: 3,
    person: "Lou M",
    field: "Score en Pix",
    value: "1025",
  });
  expect(told).toBe(
    "Ligne 3, Lou M\u00a0: dans «\u202fScore en Pix\u202f», «\u202f1025\u202f» n’est pas un score entre 0 et 1 024. Corrigez-le.",
  );
});

/** A complementary column that Pix may add. */
const COLUMN = "Certification Un Jour";

test("a cell, header, class or row longer than its bound is refused, in every column", () => {
  const more = [COLUMN, "Classe", "Remarque"];
  const file = (wish: FileRow, headers = more) =>
    faultsOf(aResultFile([aRow(wish), aRow()], "sessionC", headers));
  for (const [field, length, limit] of [
    [COLUMN, 256, 255],
    [COLUMN, 60_000, 255],
    ["Classe", 6_000, 255],
    ["Centre de certification", 256, 255],
    ["Niveau", 256, 255],
  ] as const) {
    const wish = { Statut: "Validée", [field]: "a".repeat(length) };
    expect(file(wish)).toMatchObject([{ code: "TOO_LONG", line: 2, field, limit }]);
  }
  for (const length of [65_536, 3_000_000, 5_000_000]) {
    for (const field of [COLUMN, "Classe", "Remarque", "Nom"]) {
      expect(file({ [field]: "a".repeat(length) })).toEqual([{ code: "ROW_TOO_LONG", line: 2 }]);
    }
  }
  expect(file({ Remarque: "a".repeat(60_000), [COLUMN]: "a".repeat(255) })).toEqual([]);
  const long = `Certification ${"x".repeat(300)}`;
  expect(file({}, [long])).toMatchObject([
    { code: "HEADER_TOO_LONG", field: long.slice(0, 100), limit: 255 },
  ]);
});

test("a header of 1 MB, or of 100 000 columns, is refused and not held in memory", () => {
  const rows = [aRow()];
  for (const more of [
    ["x".repeat(1_000_000)],
    Array.from({ length: 100_000 }, (_, at) => `c${at}`),
  ]) {
    expect(faultsOf(aResultFile(rows, "C", more))).toEqual([{ code: "ROW_TOO_LONG", line: 1 }]);
  }
  expect(faultsOf(utf8("a".repeat(1_000_000)))).toEqual([{ code: "NOT_CSV" }]);
  const many = readResultFile(aResultFile(rows, "C", Array(5_000).fill("autre")), TODAY);
  expect(many.ok && many.layout.ignored.length).toBe(100);
});

test("an unclosed quote is reported as such, however much follows it", () => {
  const rows = Array.from({ length: 2_000 }, () => aRow());
  const text = resultText(LAYOUTS.C, rows).replace('"RAS"', '"RAS');
  for (const size of [10_000, Number.POSITIVE_INFINITY]) {
    const file = readResultFile(utf8(text), TODAY, size);
    expect(file).toMatchObject({ ok: false, faults: [{ code: "QUOTE", line: 2 }] });
  }
});

test("a file of only wrong rows stops at the maximum number of rows", () => {
  const wrong = utf8(`${resultText(LAYOUTS.C, [])}\n${"a\n".repeat(2_000_000)}`);
  expect(faultsOf(wrong)).toEqual([{ code: "TOO_MANY_ROWS" }]);
});
