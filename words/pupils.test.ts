import { expect, test } from "vitest";
import { pupilSheet } from "./pupils.ts";

test.each([
  [["AMIENS", "80021", "080", "100"], "AMIENS, département 80"],
  [["", "80021", "080", "100"], "commune de code INSEE 80021, département 80"],
  [["", "2A004", "02A", "100"], "commune de code INSEE 2A004, département 2A"],
  [["", "97411", "974", "100"], "commune de code INSEE 97411, département 974"],
  [["", "", "80", "100"], "département 80"],
  [["LONDRES", "", "099", "132"], "LONDRES, pays de code INSEE 99132"],
  [["", "", "", "99132"], "pays de code INSEE 99132"],
  [["", "", "", ""], "Non renseigné"],
] as const)("a place of birth %j is shown as « %s »", ([city, code, department, country], told) => {
  expect(pupilSheet.birthPlace(city, code, department, country)).toBe(told);
});
