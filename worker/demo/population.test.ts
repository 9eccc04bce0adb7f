import { expect, test } from "vitest";
import { isGenuineIne } from "../school-files/ine.ts";
import { createPopulation, DEMO_COLLEGE, DEMO_LYCEE } from "./population.ts";

test("the same options give the same school", () => {
  expect(createPopulation(DEMO_COLLEGE)).toEqual(createPopulation({ ...DEMO_COLLEGE }));
  expect(createPopulation({ ...DEMO_COLLEGE, seed: 1 })).not.toEqual(
    createPopulation(DEMO_COLLEGE),
  );
});

test.each([DEMO_COLLEGE, DEMO_LYCEE])(
  "this year continues last year without triggering the brake",
  (wish) => {
    const { lastYear, thisYear } = createPopulation(wish);
    expect(lastYear).toHaveLength(wish.pupils);
    const before = new Map(lastYear.map((pupil) => [pupil.ine, pupil]));
    const now = new Set(thisYear.map(({ ine }) => ine));
    const left = lastYear.filter(({ ine }) => !now.has(ine)).length;
    const came = thisYear.filter(({ ine }) => !before.has(ine)).length;
    expect(left).toBeGreaterThan(wish.pupils / 5);
    expect(left).toBeLessThan(wish.pupils / 2);
    expect(came).toBeGreaterThan(wish.pupils / 5);
    const up = thisYear.filter(({ ine }) => before.has(ine));
    expect(up.every((pupil) => pupil.division !== before.get(pupil.ine)?.division)).toBe(true);
  },
);

test.each([DEMO_COLLEGE, DEMO_LYCEE, { kind: "college", pupils: 100_000, seed: 3 } as const])(
  "every INE is genuine and belongs to one pupil",
  (wish) => {
    const { lastYear, thisYear } = createPopulation(wish);
    const last = lastYear.map(({ ine }) => ine);
    expect(last.every(isGenuineIne)).toBe(true);
    expect(new Set(last).size).toBe(last.length);
    const both = new Set([...last, ...thisYear.map(({ ine }) => ine)]);
    expect(both.size).toBeGreaterThan(last.length);
    expect(new Set(thisYear.map(({ ine }) => ine)).size).toBe(thisYear.length);
  },
);

test("the lycée agricole has apprentices, and both schools have pupils born abroad", () => {
  const { lastYear } = createPopulation(DEMO_LYCEE);
  expect(lastYear.filter(({ status }) => status === "AP").length).toBeGreaterThan(80);
  for (const wish of [DEMO_COLLEGE, DEMO_LYCEE]) {
    const abroad = createPopulation(wish).lastYear.filter(
      ({ birthCountry }) => birthCountry !== "100",
    );
    expect(abroad.length).toBeGreaterThan(wish.pupils / 30);
    expect(
      abroad.every(({ birthCity, birthCityCode }) => birthCity !== "" && birthCityCode === ""),
    ).toBe(true);
  }
});

test("every name can be written in ISO-8859-15 and in windows-1252", () => {
  for (const wish of [DEMO_COLLEGE, DEMO_LYCEE]) {
    for (const pupil of createPopulation(wish).thisYear) {
      const text = `${pupil.lastName}${pupil.firstName}${pupil.middleName}${pupil.usualName}`;
      expect(text).toMatch(/^[\u0020-\u007e\u00a0-\u00ffŠšŽžŒœŸ]+$/);
    }
  }
});
