import { expect, test } from "vitest";
import { createPopulation, DEMO_COLLEGE, DEMO_LYCEE } from "../demo/population.ts";
import { isLevel, levelOf, levelOfFormation } from "./level.ts";

test("each MEF of a collège and of a general lycée has its level", () => {
  const levels = ["10010012110", "10110001110", "10210001110", "10310019110", "20010018110"];
  expect(levels.map(levelOf)).toEqual(["6e", "5e", "4e", "3e", "2de"]);
  expect(["20112005110", "20212005110", "21131013110", "21231013110"].map(levelOf)).toEqual([
    "1re",
    "Tle",
    "1re",
    "Tle",
  ]);
});

test("a SEGPA class is of the level it follows", () => {
  expect(["1640001A11A", "1671000C11A"].map(levelOf)).toEqual(["6e", "3e"]);
});

test("the three years of a bac professionnel are three levels", () => {
  expect(["24721411310", "24721411320", "24721411330"].map(levelOf)).toEqual(["2de", "1re", "Tle"]);
});

test("a CAP is shown as such, whatever its year", () => {
  expect(["2402242711", "24122427210", "24122427220"].map(levelOf)).toEqual(["CAP", "CAP", "CAP"]);
});

test("an unknown, truncated or empty MEF is « Autre »", () => {
  expect(["", "1", "99999999999", "24721411990", "MEF"].map(levelOf)).toEqual(
    Array.from({ length: 5 }, () => "Autre"),
  );
  expect(levelOfFormation("10011")).toBe("6e");
  expect([isLevel("6e"), isLevel("7e"), isLevel("toString")]).toEqual([true, false, false]);
});

test("every pupil of the demo has a level of their school", () => {
  const found = (wish: Parameters<typeof createPopulation>[0]) =>
    new Set(createPopulation(wish).thisYear.map(({ mef }) => levelOf(mef)));
  expect(found(DEMO_COLLEGE)).toEqual(new Set(["6e", "5e", "4e", "3e"]));
  expect(found(DEMO_LYCEE)).toEqual(new Set(["2de", "1re", "Tle"]));
});
