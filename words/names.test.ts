import { expect, test } from "vitest";
import { asRole, ofName } from "./names.ts";

test.each([
  ["Anne", "d’Anne"],
  ["ÉLIE Noé", "d’ÉLIE Noé"],
  ["Émile", "d’Émile"],
  ["Œdipe", "d’Œdipe"],
  ["Yves", "d’Yves"],
  ["Héloïse", "d’Héloïse"],
  ["Henri", "d’Henri"],
  ["Bruno", "de Bruno"],
  ["Yann", "de Yann"],
  ["Hamza", "de Hamza"],
  ["MOREAU Lila", "de MOREAU Lila"],
  ["«\u202fAnne\u202f»", "de «\u202fAnne\u202f»"],
  ["administrateur", "d’administrateur"],
  ["", "de "],
])("« de » before %s is %s", (name, told) => {
  expect(ofName(name)).toBe(told);
});

test("a role is told with its elision", () => {
  expect(asRole("admin")).toBe("en tant qu’administrateur");
  expect(asRole("member")).toBe("en tant que membre");
});
