import { expect, test } from "vitest";
import { figuresOf, type ResultGroup } from "./level-figures.ts";

function group(wish: Partial<ResultGroup>): ResultGroup {
  const plain = { year: "2025-2026", division: "3E A", status: "validated" } as const;
  return { ...plain, level: "", score: null, version: "v3", results: 1, ...wish };
}

test("each result counts in one part: by the level of the file, else by the score, else without a level", () => {
  const { results, validated, parts } = figuresOf([
    group({ level: "Novice 2", score: 249, results: 3 }),
    group({ score: 249 }),
    group({ score: 895 }),
    group({ level: "Expert 2", score: 900 }),
    group({ score: 63 }),
    group({ level: "Novice 1", score: 400, version: "v2" }),
    group({ status: "rejected", score: 500, level: "Avancé 1", results: 2 }),
    group({ status: "cancelled" }),
  ]);
  expect({ results, validated }).toEqual({ results: 11, validated: 8 });
  const none = { l1: 0, l2: 0, l3: 0, l4: 0, l5: 0, l6: 0 };
  expect(parts).toEqual({ ...none, l2: 4, l7: 1, l8: 1, plain: 2, out: 3 });
  expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(results);
});

test("the median and the middle half need five validated scores of today's scale", () => {
  const four = [100, 200, 300, 400].map((score) => group({ score }));
  expect(figuresOf(four).score).toBeNull();
  const others = [
    group({ score: 1000, version: "v2" }),
    group({ score: 800, status: "rejected" }),
    group({ score: null }),
  ];
  expect(figuresOf([...four, ...others]).score).toBeNull();
  const five = figuresOf([...four, ...others, group({ score: 500 })]);
  expect(five.score).toEqual({ median: 300, low: 200, high: 400 });
  const six = figuresOf([...four, group({ score: 500, results: 2 })]);
  expect(six.score).toEqual({ median: 350, low: 225, high: 475 });
});
