import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Commune, communeLines, type PastCommune } from "./communes.ts";

const today = (code: string, nom: string, type = "commune-actuelle"): Commune => ({
  code,
  nom,
  type,
});
const past = (code: string, nom: string, more: Partial<PastCommune> = {}): PastCommune => ({
  ...{ code, nom, type: "COM" },
  ...more,
});

test("a code has its name of today, and one that is no longer used the last name it had", () => {
  const lines = communeLines(
    [
      today("10003", "Aix-Villemaur-Pâlis"),
      today("10003", "Aix-en-Othe", "commune-deleguee"),
      today("69383", "Lyon 3e Arrondissement", "arrondissement-municipal"),
      today("59009", "Villeneuve-d'Ascq"),
    ],
    [
      past("02077", "Berzy", { dateFin: "1950-01-01" }),
      past("02077", "Berzy-le-Sec"),
      past("02077", "Un ancien nom", { type: "COMD" }),
      past("10003", "Aix-en-Othe", { dateFin: "2016-01-01" }),
    ],
  );
  expect(lines.split("\n")).toEqual([
    "02077\tBerzy-le-Sec",
    "10003\tAix-Villemaur-Pâlis",
    "59009\tVilleneuve-d’Ascq",
    "69383\tLyon 3e Arrondissement",
    "",
  ]);
});

test("communes overseas have their codes of today and those of when pupils were born", () => {
  const lines = communeLines(
    [
      today("97611", "Mamoudzou"),
      today("97701", "Saint-Barthélemy"),
      today("97801", "Saint-Martin"),
    ],
    [],
  );
  expect(lines.match(/^\d+/gm)).toEqual(["97123", "97127", "97611", "97701", "97801", "98511"]);
});

test("the file of the product holds every commune once, in order, and is small enough to keep in memory", () => {
  const text = readFileSync("public/communes.txt", "utf8");
  const lines = text.trimEnd().split("\n");
  expect(lines.filter((line) => !/^(?:\d{5}|2[AB]\d{3})\t\S.{0,60}$/.test(line))).toEqual([]);
  const codes = lines.map((line) => line.slice(0, 5));
  expect(codes).toEqual([...new Set(codes)].toSorted());
  expect(codes.length).toBeGreaterThan(39_000);
  expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
});
