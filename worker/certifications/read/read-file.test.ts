import { expect, test } from "vitest";
import { readResultFile } from "#tests/support/read-result-file.ts";
import { aResultFile, aRow, LAYOUTS, nothingIn, resultText } from "#tests/support/result-file.ts";
import { fileDivision } from "./file-division.ts";

const COMMENT = "Commentaire jury pour l’organisation";
const TODAY = "2026-11-24";
const utf8 = (text: string) => new TextEncoder().encode(text);

/** windows-1252, with only the typographic apostrophe from the range 80 to 9F. */
const windows = (text: string) =>
  Uint8Array.from(text.replace("\uFEFF", ""), (letter) =>
    letter === "’" ? 0x92 : letter.charCodeAt(0),
  );
const MAC: Record<string, number> = { é: 0x8e, É: 0x83, ï: 0x95, "’": 0xd5 };
const mac = (text: string) =>
  Uint8Array.from(text.replace("\uFEFF", ""), (letter) => MAC[letter] ?? letter.charCodeAt(0));
const utf16 = (text: string) =>
  new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer);

function rowsOf(bytes: Uint8Array) {
  const file = readResultFile(bytes, TODAY);
  if (!file.ok) throw new Error(JSON.stringify(file.faults));
  return file.rows;
}

function faultsOf(bytes: Uint8Array) {
  const file = readResultFile(bytes, TODAY);
  return file.ok ? [] : file.faults;
}

const NAMED = aRow({ Prénom: "Zoé", Nom: "ÉVRARD", "Lieu de naissance": "Saint-Aïgnan" });
const TEXT = resultText(LAYOUTS.C, [NAMED, aRow()]);

test.each<[string, Uint8Array]>([
  ["as Pix writes it", utf8(TEXT)],
  ["without BOM", utf8(TEXT.slice(1))],
  ["with CRLF and a last line end", utf8(`${TEXT.replaceAll("\n", "\r\n")}\r\n`)],
  ["by Excel on Windows", windows(TEXT.replaceAll("\n", "\r\n"))],
  ["by Excel on a Mac", mac(TEXT.replaceAll("\n", "\r"))],
  ["with commas", utf8(resultText(LAYOUTS.C, [NAMED, aRow()], ","))],
  ["as Unicode text with tabs", utf16(resultText(LAYOUTS.C, [NAMED, aRow()], "\t"))],
  ["with quoted numbers", utf8(TEXT.replace(/(^|;)(\d+)(?=;)/gm, '$1"$2"'))],
  ["without a quote", utf8(TEXT.replaceAll('"', ""))],
  ["with upper-case headers", utf8(TEXT.replace(/^.*/, (head) => head.toUpperCase()))],
  ["with straight apostrophes", utf8(TEXT.replaceAll("’", "'"))],
  ["with letters and accents apart", utf8(TEXT.normalize("NFD"))],
  ["with blank rows above and below", utf8(`\n;;;;;;\n${TEXT.slice(1)}\n;;;;;;;\n\n`)],
  ["with headers a spreadsheet took for dates", utf8(asDates(TEXT))],
  ["under a first line sep=;", utf8(`sep=;\n${TEXT.slice(1)}`)],
  ["under a BOM and sep=; and a spreadsheet's delimiters", utf8(`\uFEFFsep=;;;;\r\n${TEXT}`)],
  ["with texts kept as formulas", utf8(TEXT.replaceAll(/;"([^";]+)"/g, ';="$1"'))],
  ["with columns in another order", utf8(resultText(LAYOUTS.C.toReversed(), [NAMED, aRow()]))],
])("a file saved %s is read", (_, bytes) => {
  const [first, second] = rowsOf(bytes);
  expect(first).toMatchObject({
    number: String(NAMED["Numéro de certification"]),
    firstName: "Zoé",
    lastName: "ÉVRARD",
    birthDate: "2011-01-04",
    birthCity: "Saint-Aïgnan",
    status: "validated",
    level: "Novice 2",
    score: 249,
    competences: [null, 1, 2, null, 4, 0, null, 2, 3, null, 0, 1, null, 3, 4, null],
    comment: "RAS",
    session: "777",
    takenOn: "2026-03-12",
    version: "v3",
    type: "Pix",
    center: null,
    division: null,
  });
  expect(second?.lastName).toBe("Oxford");
});

function asDates(text: string): string {
  const months = ["janv", "févr", "mars", "avr"];
  return text.replace(/^.*/, (head) =>
    head.replace(/"([1-5])\.([1-4])"/g, (_, day, month) => `"0${day}/${months[month - 1]}"`),
  );
}

test("the headers give the era, and what the file lacks stays unknown", () => {
  const era = (name: keyof typeof LAYOUTS) => {
    const file = readResultFile(aResultFile([aRow()], name), TODAY);
    return file.ok ? [file.layout.era, file.rows[0]] : file.faults;
  };
  expect(era("A")).toMatchObject(["A", { type: null, level: null, version: null, score: 249 }]);
  expect(era("B")).toMatchObject(["B", { type: "Pix", level: "Novice 2", score: 249 }]);
  expect(era("sessionC")).toMatchObject([
    "C",
    {
      center: "Collège des Essais",
      complementary: { "Certification CléA numérique": "Non passée" },
    },
  ]);
  expect(era("pixPlus")).toMatchObject(["C", { score: null, level: "Novice 2", version: null }]);
});

test("« Résultat » of the spring of 2026 is a level and a score, a score, or a word of Pix+", () => {
  const read = (Résultat: string | number, type = "Pix") => {
    const [row] = rowsOf(aResultFile([aRow({ Résultat, "Type de certification": type })], "B"));
    return [row?.level, row?.score, row?.version];
  };
  expect(read("Indépendant 1 (300 Pix)")).toEqual(["Indépendant 1", 300, "v3"]);
  expect(read("50 Pix")).toEqual(["", 50, "v3"]);
  expect(read(312)).toEqual(["", 312, "v2"]);
  expect(read("Admissible", "Pix+ Édu CPE")).toEqual(["Admissible", null, null]);
  const [fault] = faultsOf(aResultFile([aRow({ Résultat: "300 points" })], "B"));
  expect(fault).toMatchObject({ code: "RESULT_UNREADABLE", value: "300 points", line: 2 });
});

test("the labels of every era give the same status; before 2021 the score gives it", () => {
  const statuses = ["Validée", "Rejetée", "NON OBTENUE", "Annulée", "En erreur", "Démarrée"];
  const read = statuses.map((Statut) => rowsOf(aResultFile([aRow({ Statut })]))[0]?.status);
  const ends = ["validated", "rejected", "rejected", "cancelled", "error", "started"];
  expect(read).toEqual(ends);
  const old = [aRow(), nothingIn("", 0), nothingIn("", "-")];
  expect(rowsOf(aResultFile(old, "A26")).map(({ status }) => status)).toEqual([
    "validated",
    "rejected",
    "cancelled",
  ]);
});

test("optional columns are read when present", () => {
  const more = ["Classe", "INE", "Code de vérification", "Date de délivrance"];
  const row = aRow({
    Classe: "3ème A",
    INE: "080 000001hc",
    "Code de vérification": "p-p4gq4b7k",
    "Date de délivrance": "15/06/2026",
  });
  const [read, empty] = rowsOf(aResultFile([row, aRow()], "A", more));
  expect(read).toMatchObject({
    division: "3ème A",
    ine: "080000001HC",
    verificationCode: "P-P4GQ4B7K",
    deliveredOn: "2026-06-15",
  });
  expect(empty).toMatchObject({ division: null, ine: null, verificationCode: null });
});

test("50 000 rows are read, one more is refused", () => {
  const line = (place: number) =>
    `${place};Lou;Oxford;04/01/2011;;;Validée;55;${"1;".repeat(16)};7;12/03/2026`;
  const lines = Array.from({ length: 50_001 }, (_, place) => line(place));
  const head = LAYOUTS.A.join(";");
  expect(rowsOf(utf8([head, ...lines.slice(1)].join("\n")))).toHaveLength(50_000);
  expect(faultsOf(utf8([head, ...lines].join("\n")))).toEqual([{ code: "TOO_MANY_ROWS" }]);
});

test("unclosed quotes do not take minutes to read", () => {
  const started = performance.now();
  readResultFile(utf8(`${LAYOUTS.A.join(";")}\n${'"a"b;'.repeat(400_000)}`), TODAY);
  expect(performance.now() - started).toBeLessThan(5_000);
});

test.each([
  ["20240714_resultats_3A.csv", "3A"],
  ["20240714_resultats_3ème A & B #1.csv", "3ème A & B #1"],
  ["20240714_resultats_3A (1).csv", "3A"],
  ["20240714_1400_resultats_session_12.csv", null],
  ["20240714_resultats_session_12.csv", null],
  ["resultats.csv", null],
  ["20240714_resultats_3A(1).csv", "3A"],
  ["20240714_resultats_3A - Copie.csv", "3A"],
  ["20240714_resultats_3A - Copie (2).csv", "3A"],
  ["20240714_resultats_3A copie 2.csv", "3A"],
  ["20240714_resultats_3A (copie).csv", "3A"],
  ["20240714_resultats_3A.csv.csv", "3A"],
  ["20240714_resultats_\u202e3\u200bA.csv", "3A"],
  ["20240714_resultats_Copie.csv", "Copie"],
  ["20240714_resultats_3A (LV2).csv", "3A (LV2)"],
  ["20240714_resultats_session_12(1).csv", null],
  ["20240714_resultats_\u200b.csv", null],
])("the class of %s is %s", (filename, division) => {
  expect(fileDivision(filename)).toBe(division);
});

test("rows and faults are the same whatever the size of the windows", () => {
  const rows = Array.from({ length: 400 }, (_, place) =>
    aRow({ Prénom: `Zoé ${place}`, [COMMENT]: place % 7 ? "RAS" : 'Un "mot";\nde trop' }),
  );
  const wrong = rows.map((row, place) => (place % 90 ? row : { ...row, Nom: "", Statut: "?" }));
  const text = resultText(LAYOUTS.C, rows);
  const files = [
    ...[utf8(text), utf16(text), windows(text.replaceAll("\n", "\r\n")), utf8(`sep=;\n${text}`)],
    ...[aResultFile(wrong), aResultFile([...rows, ...rows]), utf8(`${text}\n${text}`)],
  ];
  for (const file of files) {
    const whole = readResultFile(file, TODAY);
    for (const size of [997, 64_000, 256 * 1024]) {
      expect(readResultFile(file, TODAY, size)).toEqual(whole);
    }
  }
});
