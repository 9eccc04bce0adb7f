import { expect, test } from "vitest";
import { AREAS, COMPETENCES, globalLevel, MAX_SCORE_V3, maxScoreV2 } from "./framework.ts";

test.each([
  [0, null],
  [63, null],
  [64, "Novice 1"],
  [127, "Novice 1"],
  [128, "Novice 2"],
  [255, "Novice 2"],
  [256, "Indépendant 1"],
  [384, "Indépendant 2"],
  [512, "Avancé 1"],
  [640, "Avancé 2"],
  [768, "Expert 1"],
  [895, "Expert 1"],
])("a score of %i is the global level %s", (score, level) => {
  expect(globalLevel(score)).toBe(level);
});

test("the highest scores of former and of today's certifications", () => {
  expect([5, 6, 7, 8].map(maxScoreV2)).toEqual([640, 768, 896, 1024]);
  expect(MAX_SCORE_V3).toBe(895);
});

test("five areas and sixteen competences, in the order of the columns", () => {
  expect(AREAS.map(({ competences }) => competences.length)).toEqual([3, 4, 4, 3, 2]);
  expect(COMPETENCES.map(({ code }) => code).join(" ")).toBe(
    "1.1 1.2 1.3 2.1 2.2 2.3 2.4 3.1 3.2 3.3 3.4 4.1 4.2 4.3 5.1 5.2",
  );
});
