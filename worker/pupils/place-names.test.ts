import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { birthPlace, namePlaces } from "./place-names.ts";

const COMMUNES = readFileSync("public/communes.txt", "utf8");

test.each([
  ["69383", "Lyon 3e Arrondissement (69)"],
  ["01001", "L’Abergement-Clémenciat (01)"],
  ["95690", "Wy-dit-Joli-Village (95)"],
  ["2a004", "Ajaccio (2A)"],
  ["97411", "Saint-Denis (974)"],
  ["93066", "Saint-Denis (93)"],
  ["98818", "Nouméa (988)"],
  // Mayotte before it was a department, a commune that merged, the part of one, and a code of before 1976.
  ["98511", "Mamoudzou (976)"],
  ["02077", "Berzy-le-Sec (02)"],
  ["01033", "Valserhône (01)"],
  ["49029", "Blaison-Saint-Sulpice (49)"],
  ["49092", "Chemillé-en-Anjou (49)"],
  ["20004", "Ajaccio (20)"],
  ["132", "Royaume-Uni"],
  ["99350", "Maroc"],
])("the code %s is « %s »", (code, name) => {
  expect(namePlaces(COMMUNES, [code]).get(code)).toBe(name);
});

test("a code without a name, or a file without lines, gives no name", () => {
  const odd = ["99999", "00000", "", "1001", "001", "A1234", "6938", "\n", "999", undefined];
  expect([...namePlaces(COMMUNES, odd)]).toEqual([]);
  expect([...namePlaces("", ["69383"])]).toEqual([]);
});

test.each([
  [["AMIENS", "80021", "080", "100"], "Amiens (80)"],
  [["", "80021", "080", "100"], "Amiens (80)"],
  [["", "97411", "974", ""], "Saint-Denis (974)"],
  [["", "80999", "080", "100"], "commune de code INSEE 80999, département 80"],
  [["AMIENS", "80999", "02A", "99100"], "AMIENS, département 2A"],
  [["", "", "80", "100"], "département 80"],
  [["LONDRES", "", "099", "132"], "LONDRES, Royaume-Uni"],
  [["", "", "", "99132"], "Royaume-Uni"],
  [["VILLE", "", "", "998"], "VILLE, pays de code INSEE 99998"],
  [["", "", "", ""], ""],
] as const)("a place of birth %j is shown as « %s »", (row, shown) => {
  const [birthCity, birthCityCode, birthDepartment, birthCountry] = row;
  const names = namePlaces(COMMUNES, [birthCityCode, birthCountry]);
  const born = { birthCity, birthCityCode, birthDepartment, birthCountry };
  expect(birthPlace(born, names)).toBe(shown);
});
