import { expect, test } from "vitest";
import { accessibilityStatement } from "./accessibility.ts";
import { hasMissing, legalNotice, type Operator, termsOfUse } from "./legal.ts";
import { shell } from "./pages.ts";

const FILLED: Operator = {
  name: "Académie d’Essai",
  address: "1 rue de l’Essai",
  director: "Camille Demo",
  host: "Hébergeur d’Essai",
  dpo: "dpo@essai.test",
  support: "aide@essai.test",
};
const TEXTS = { legalNotice, termsOfUse, accessibilityStatement };

test("the operator's values appear where they matter", () => {
  const said = (text: object) => JSON.stringify(text);
  for (const value of [FILLED.name, FILLED.address, FILLED.director, FILLED.host, FILLED.support]) {
    expect(said(legalNotice(FILLED))).toContain(value);
  }
  expect(said(termsOfUse(FILLED))).toContain(FILLED.support);
  expect(said(accessibilityStatement(FILLED))).toContain(FILLED.support);
});

test("without an audit the statement says « non conforme », as the foot of every page does", () => {
  const told = JSON.stringify(accessibilityStatement(FILLED));
  expect(told).toContain("n’est pas en conformité avec le référentiel général");
  expect(told).toContain("aucun résultat d’audit en cours de validité");
  expect(told).not.toMatch(/partiellement|totalement/);
  expect(shell.accessibility).toBe("Accessibilité\u00a0: non conforme");
  // The headings that the RGAA imposes, in its order.
  expect(accessibilityStatement(FILLED).parts.map(({ title }) => title)).toEqual([
    "État de conformité",
    "Résultats des tests",
    "Contenus non accessibles",
    "Établissement de cette déclaration d’accessibilité",
    "Retour d’information et contact",
    "Voies de recours",
  ]);
});

test.each(Object.entries(TEXTS))("%s says which field is not filled in", (_, write) => {
  expect(hasMissing(write(FILLED))).toBe(false);
  const empty = { name: " ", address: "", director: "", host: "", dpo: "", support: "" };
  expect(hasMissing(write(empty))).toBe(true);
});
