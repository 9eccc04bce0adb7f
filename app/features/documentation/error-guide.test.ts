import { expect, test } from "vitest";
import { formatWords } from "#words/formats/registry.ts";
import { GUIDE } from "#words/guide.ts";
import { IMPORT_CODES } from "#worker/imports/codes.ts";
import { aboutFormat, formatNames } from "#worker/imports/formats/formats.ts";
import { COLUMNS } from "#worker/imports/formats/fregata/columns.ts";
import { makePupilRow as fregataRow } from "#worker/imports/formats/fregata/pupil.ts";
import { PUPIL_ELEMENTS, makePupilRow as siecleRow } from "#worker/imports/formats/siecle/pupil.ts";
import { fieldsOf, guideOf, isImportCode, listGuides } from "./error-guide.ts";

const INE = "060000001AB";

test("every error code has a page, with a sentence and an advice for each file that can have it", () => {
  const guides = listGuides();
  expect(new Set(guides.map(({ code }) => code))).toEqual(new Set(IMPORT_CODES));
  for (const { code, title, kinds } of guides) {
    expect(title, code).not.toBe("");
    expect(kinds.length, code).toBeGreaterThan(0);
    for (const { example, fix } of kinds) {
      expect(example, code).toMatch(/\S{3}.*\.$/);
      expect(example, code).not.toMatch(/undefined|NOM_DE_FAMILLE|:\s\.(\s|$)/);
      expect(example, code).not.toContain(fix);
      expect(fix.length, code).toBeGreaterThan(20);
    }
  }
});

test("every page says where the error comes from, which its message on the import page does not", () => {
  for (const { code, why, kinds } of listGuides()) {
    expect(why.length, code).toBeGreaterThan(60);
    for (const { example, fix } of kinds) {
      for (const sentence of why.split(/(?<=\.) /)) {
        expect(`${example} ${fix}`, code).not.toContain(sentence);
      }
    }
  }
});

test("an error of one pupil is shown with the pupil and the line, in the words of the import page", () => {
  expect(guideOf("SEX_REQUIRED").kinds).toEqual([
    {
      kind: "siecle",
      example: "Lila MOREAU (ligne 13) : champ sexe vide.",
      fields: [],
      fix: expect.stringContaining("Dans SIECLE"),
      causes: [],
      steps: expect.any(Array),
    },
  ]);
  expect(guideOf("INE_DUPLICATED").kinds.map(({ kind }) => kind)).toEqual(["siecle", "fregata"]);
  expect(guideOf("HEADER_REQUIRED").kinds.map(({ kind }) => kind)).toEqual(["fregata"]);
});

test("each error of a pupil has its own remedy in each format that can have it", () => {
  const lacking = formatNames().flatMap((kind) =>
    aboutFormat(kind)
      .rowCodes.filter((code) => !(code in formatWords(kind).fixes))
      .map((code) => `${kind} ${code}`),
  );
  expect(lacking).toEqual([]);
});

test("each format has the page that the import page links to", () => {
  const pages = GUIDE.map(({ slug }) => slug);
  expect(pages).toEqual(expect.arrayContaining(formatNames()));
});

test("every page also says where to click, and what to look at for that error", () => {
  const looked = new Map<string, string>();
  for (const { code, aboutFile, kinds } of listGuides()) {
    for (const { kind, steps } of kinds) {
      expect(steps.length, code).toBe(4);
      const text = steps.map((step) => step.text).join(" ");
      expect(text, code).toContain(formatWords(kind).tool);
      if (!aboutFile) looked.set(code, steps[1]?.text ?? "");
    }
  }
  const texts = [...looked.values()];
  for (const text of texts) expect(text).not.toMatch(/que la page d’import nomme\.$/);
  expect(new Set(texts).size).toBeGreaterThan(texts.length - 3);
});

test("the causes that need another remedy are listed on the page", () => {
  const titles = (code: "NAME_UNREADABLE" | "SEX_REQUIRED") =>
    guideOf(code).kinds.map(({ kind, causes }) => [kind, causes.length]);
  expect(titles("NAME_UNREADABLE")).toEqual([
    ["siecle", 1],
    ["fregata", 2],
  ]);
  expect(titles("SEX_REQUIRED")).toEqual([["siecle", 0]]);
});

test("only codes of the product have a page", () => {
  expect(isImportCode("SEX_REQUIRED")).toBe(true);
  expect(isImportCode("toString")).toBe(false);
});

test("the fields an error can be about are those the readers find", () => {
  const found = new Set<string>();
  const see = (kind: string, row: { errors: Array<{ code: string; field: string }> }) => {
    for (const { code, field } of row.errors) found.add(`${kind} ${code} ${field}`);
  };
  const context = { today: "2026-09-01", uai: "0808088X" };
  for (const text of ["", "x".repeat(256), "\ufffd"]) {
    const siecle = PUPIL_ELEMENTS.map((element) => (element === "ID_NATIONAL" ? INE : text));
    see("siecle", siecleRow(siecle, { line: 1, eleveId: "1" }, context));
    for (const country of [text, "99100", "99109"]) {
      const cells = COLUMNS.map(({ field }) => {
        if (field === "ine") return text === "" ? "" : INE;
        return field === "birthCountry" ? country : text;
      });
      see("fregata", fregataRow(cells, 1, context));
    }
  }
  const several = ["FIELD_REQUIRED", "NAME_UNREADABLE", "FIELD_TOO_LONG", "CITY_CODE_INVALID"];
  const told = new Set<string>();
  for (const code of several.filter(isImportCode)) {
    for (const kind of ["siecle", "fregata"] as const) {
      for (const field of fieldsOf(code, kind)) told.add(`${kind} ${code} ${field}`);
    }
  }
  // SIECLE files hold classes in a separate block: `check-import.ts` finds those that are too long.
  told.delete("siecle FIELD_TOO_LONG CODE_STRUCTURE");
  const seen = [...found].filter((each) => several.some((code) => each.includes(code)));
  expect([...told].toSorted()).toEqual(seen.toSorted());
});

test("every field is shown by its French name, never by that of the file", () => {
  const { kinds } = guideOf("FIELD_TOO_LONG");
  for (const { fields } of kinds) {
    expect(fields.length).toBeGreaterThan(8);
    for (const field of fields) expect(field).toMatch(/^(MEF|[a-zéè’ ()]+)$/);
  }
});
