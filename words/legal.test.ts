import { expect, test } from "vitest";
import { accessibilityStatement } from "./accessibility.ts";
import { hasMissing, legalNotice, type Operator, termsOfUse } from "./legal.ts";

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

test.each(Object.entries(TEXTS))("%s says which field is not filled in", (_, write) => {
  expect(hasMissing(write(FILLED))).toBe(false);
  const empty = { name: " ", address: "", director: "", host: "", dpo: "", support: "" };
  expect(hasMissing(write(empty))).toBe(true);
});
