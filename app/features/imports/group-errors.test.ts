import { expect, test } from "vitest";
import { importErrorMessage } from "#words/fr.ts";
import type { ImportError } from "#worker/imports/view.ts";
import { groupErrors } from "./group-errors.ts";

function anError(code: ImportError["code"], at: { line?: number; pupil?: string } = {}) {
  return { code, ...at, message: importErrorMessage({ code, kind: "siecle", ...at }) };
}

test("errors of one code are grouped, in the order of the file, with one advice", () => {
  const groups = groupErrors(
    [
      anError("SEX_REQUIRED", { line: 4, pupil: "Lila Moreau" }),
      anError("INE_DUPLICATED", { line: 9, pupil: "Inès Benali" }),
      anError("SEX_REQUIRED", { line: 20, pupil: "Noé Garnier" }),
    ],
    "siecle",
  );
  expect(groups.map(({ title, facts }) => [title, facts])).toEqual([
    [
      "Sexe non renseigné",
      ["Lila Moreau (ligne 4) : champ sexe vide.", "Noé Garnier (ligne 20) : champ sexe vide."],
    ],
    ["INE en double", ["Inès Benali (ligne 9) : INE déjà présent."]],
  ]);
  expect(groups[0]?.fix).toContain("Dans SIECLE");
  expect(groups[0]?.facts.join()).not.toContain("Dans SIECLE");
});

test("an error of the file is not counted in pupils", () => {
  const [whole, broken] = groupErrors(
    [anError("EMPTY"), anError("FILE_INVALID", { line: 3 })],
    "siecle",
  );
  expect([whole?.pupils, broken?.pupils]).toEqual([null, null]);
});

test("a group counts pupils, not errors, and each cause has its group", () => {
  const pupil = { line: 4, pupil: "Lila Moreau" };
  const other = { line: 9, pupil: "Lila Moreau" };
  const ruined = { ...anError("NAME_UNREADABLE", other), cause: "CONTROL_CHARACTER" as const };
  const groups = groupErrors(
    [
      anError("NAME_UNREADABLE", pupil),
      anError("NAME_UNREADABLE", pupil),
      ruined,
      anError("NAME_UNREADABLE", other),
    ],
    "siecle",
  );
  expect(groups.map(({ title, pupils, facts }) => [title, pupils, facts.length])).toEqual([
    ["Caractères illisibles", 2, 3],
    ["Caractère invisible dans un champ", 1, 1],
  ]);
  expect(groups[1]?.fix).toContain("retapez-le au clavier");
});
