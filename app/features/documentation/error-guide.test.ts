import { expect, test } from "vitest";
import { IMPORT_CODES } from "#worker/imports/codes.ts";
import { guideOf, isImportCode, listGuides } from "./error-guide.ts";

test("every error code has a page, with a sentence and an advice for each file that can have it", () => {
  const guides = listGuides();
  expect(new Set(guides.map(({ code }) => code))).toEqual(new Set(IMPORT_CODES));
  for (const { code, title, kinds } of guides) {
    expect(title, code).not.toBe("");
    expect(kinds.length, code).toBeGreaterThan(0);
    for (const { example, fix } of kinds) {
      expect(example, code).toMatch(/\S{3}.*\.$/);
      expect(example, code).not.toMatch(/undefined|NOM_DE_FAMILLE/);
      expect(example, code).not.toContain(fix);
      expect(fix.length, code).toBeGreaterThan(20);
    }
  }
});

test("an error of one pupil is told with the pupil and the line, in the words of the import page", () => {
  expect(guideOf("SEX_REQUIRED").kinds).toEqual([
    {
      kind: "siecle",
      example: "Lila MOREAU (ligne 13) : champ sexe vide.",
      fix: expect.stringContaining("Dans SIECLE"),
    },
  ]);
  expect(guideOf("INE_DUPLICATED").kinds.map(({ kind }) => kind)).toEqual(["siecle", "fregata"]);
  expect(guideOf("HEADER_REQUIRED").kinds.map(({ kind }) => kind)).toEqual(["fregata"]);
});

test("only our codes have a page", () => {
  expect(isImportCode("SEX_REQUIRED")).toBe(true);
  expect(isImportCode("toString")).toBe(false);
});
