import { expect, test } from "vitest";
import { ordinalsOf } from "./search-rows.ts";

test("a list is searched by the words of a name, in any order, accents and hyphens ignored", () => {
  const rows = ["Jean-Pierre ÉVRARD", "Noé EVANS", "Éloïse D’ARTAGNAN"].map((pupil, ordinal) => ({
    ...{ pupil, ordinal },
  }));
  expect(ordinalsOf(rows, "evrard jean pierre")).toEqual([0]);
  expect(ordinalsOf(rows, "ev")).toEqual([0, 1]);
  expect(ordinalsOf(rows, "dartagnan")).toEqual([2]);
  expect(ordinalsOf(rows, "")).toEqual([0, 1, 2]);
  expect(ordinalsOf(rows, "personne")).toEqual([]);
});
