import Papa from "papaparse";
import { expect, test } from "vitest";
import { readResultFile } from "#tests/support/read-result-file.ts";
import {
  aResultFile,
  aRow,
  type FileRow,
  LAYOUTS,
  nothingIn,
  OTHER_ERAS,
  resultText,
} from "#tests/support/result-file.ts";
import { type CsvLayout, resultsFilename, writeResults } from "./enter/write-results.ts";
import type { ReadRow } from "./read/row.ts";
import type { Result } from "./result.ts";

const TODAY = "2026-11-24";

function read(bytes: Uint8Array): ReadRow[] {
  const file = readResultFile(bytes, TODAY);
  if (!file.ok) throw new Error(JSON.stringify(file.faults));
  return file.rows;
}

/** A row as the base stores it when no other file contains that certification. */
function kept(row: ReadRow): Result {
  return {
    ...row,
    id: row.number,
    pupilId: null,
    type: row.type ?? "",
    level: row.level ?? "",
    complementary: row.complementary ?? {},
    center: row.center ?? "",
    deliveredOn: row.deliveredOn ?? "",
    verificationCode: row.verificationCode ?? "",
    version: row.version ?? (row.takenOn >= "2024-08-01" ? "v3" : "v2"),
    schoolYear: "2025-2026",
    division: "3E A",
    importedAt: 1,
    importedBy: "",
    filename: "",
  };
}

function written(bytes: Uint8Array, layout: CsvLayout): string {
  return writeResults(read(bytes).map(kept), { layout });
}

/** What a class file may hold: each status, each kind of cell, odd names. */
function rows(rejected: string): FileRow[] {
  return [
    aRow({ Nom: "d’Hondt", Prénom: 'Łucja "Lu"', "Lieu de naissance": "" }),
    aRow({ "Score en Pix": 63, "Nombre de Pix": 63, Niveau: "-", Résultat: "63 Pix" }),
    aRow({ "Identifiant Externe": "LOLORD;1", "1.1": 0, "5.2": 7 }),
    aRow({ "Commentaire jury pour l’organisation": "Première ligne\nseconde ; ligne" }),
    nothingIn(rejected, 0),
    nothingIn("Annulée", "-"),
  ];
}

test.each([
  ["C", 29, "Non obtenue"],
  ["A", 27, "Rejetée"],
] as const)("a class file of era %s comes out equal, byte for byte", (era, layout, rejected) => {
  const text = resultText(LAYOUTS[era], rows(rejected));
  expect(written(aResultFile(rows(rejected), era), layout).split("\n")).toHaveLength(8);
  const bytes = new TextEncoder().encode(text);
  expect(written(bytes, layout)).toBe(text);
});

test.each(OTHER_ERAS)("each cell of a %s file comes out equal in the %i columns", (era, layout) => {
  const pixPlus = { "Type de certification": "Pix+ Droit", Niveau: "Confirmé" };
  const given =
    era === "pixPlus" ? [aRow(pixPlus)] : rows(layout === 27 ? "Rejetée" : "Non obtenue");
  const out = Papa.parse<Record<string, string>>(
    written(aResultFile(given, era), layout).slice(1),
    {
      header: true,
      delimiter: ";",
    },
  ).data;
  expect(out).toHaveLength(given.length);
  const shared = LAYOUTS[layout === 27 ? "A" : "C"].filter(
    (header) => LAYOUTS[era].includes(header) || header === "Score en Pix" || header === "Statut",
  );
  given.forEach((row, place) => {
    for (const header of shared) {
      const lost = era === "pixPlus" && header === "Score en Pix";
      expect(out[place]?.[header], header).toBe(lost ? "" : String(row[header] ?? ""));
    }
  });
});

test("an export of the whole school is read again with its classes", () => {
  const [result] = read(aResultFile([aRow({ Nom: "=HYPERLINK(1)", Prénom: "-Lou" })])).map(kept);
  if (!result) throw new Error("no row");
  const csv = writeResults([result], { layout: 29, whole: true });
  expect(csv).toContain(`"'-Lou";"'=HYPERLINK(1)"`);
  const [again] = read(new TextEncoder().encode(csv));
  expect(again).toMatchObject({ firstName: "-Lou", lastName: "=HYPERLINK(1)", division: "3E A" });
});

test("the number of columns: 29 today, 27 in the years before, 26 before files had a status", () => {
  expect(LAYOUTS.C).toHaveLength(29);
  expect(LAYOUTS.A).toHaveLength(27);
  expect(LAYOUTS.A26).toHaveLength(26);
  expect(LAYOUTS.sessionA).toHaveLength(28 + 1);
  expect(LAYOUTS.sessionC).toHaveLength(30 + 1);
  expect(LAYOUTS.pixPlus).toHaveLength(13);
  for (const layout of [29, 27] as const) {
    expect(writeResults([], { layout })).toBe(resultText(LAYOUTS[layout === 29 ? "C" : "A"], []));
  }
});

function cellsOf(wish: Partial<Result>, layout: CsvLayout = 29): Record<string, string> {
  const [row] = read(aResultFile([aRow()])).map(kept);
  if (!row) throw new Error("no row");
  const csv = writeResults([{ ...row, ...wish }], { layout }).slice(1);
  const [out] = Papa.parse<Record<string, string>>(csv, { header: true, delimiter: ";" }).data;
  return out ?? {};
}

test("the score cell: as stored when validated, 0 when rejected, a dash when cancelled or in error", () => {
  expect(cellsOf({ score: 518 })["Score en Pix"]).toBe("518");
  expect(cellsOf({ score: 66, status: "rejected" })["Score en Pix"]).toBe("0");
  expect(cellsOf({ score: 55, status: "cancelled" })["Score en Pix"]).toBe("-");
  expect(cellsOf({ score: 55, status: "error" })["Score en Pix"]).toBe("-");
  expect(cellsOf({ score: null, type: "Pix+ Droit", level: "Expert" })["Score en Pix"]).toBe("");
});

test("the cells of competences: 0 and 5 unchanged, a dash when not tested or not obtained", () => {
  const competences = [0, null, 5, ...Array.from({ length: 13 }, () => 1)];
  const cells = cellsOf({ competences });
  expect([cells["1.1"], cells["1.2"], cells["1.3"]]).toEqual(["0", "-", "5"]);
  for (const status of ["rejected", "cancelled", "error"] as const) {
    const out = cellsOf({ competences, status });
    expect(
      Object.entries(out).filter(([key, cell]) => /^\d\.\d$/.test(key) && cell !== "-"),
    ).toEqual([]);
  }
  const [failed] = read(aResultFile([aRow({ "1.1": -1 })]));
  expect(failed?.competences[0]).toBe(0);
});

test("without a level in the file, the level comes from the score; a former certification has none", () => {
  expect(cellsOf({ type: "", level: "", score: 300 }).Niveau).toBe("Indépendant 1");
  expect(cellsOf({ type: "", level: "", score: 300, version: "v2" }).Niveau).toBe("-");
  expect(cellsOf({ level: "Novice 2", score: 55 }).Niveau).toBe("Novice 2");
});

test("the name of the file holds the day and the class as written", () => {
  expect(resultsFilename("2024-07-14", "3A")).toBe("20240714_resultats_3A.csv");
});
