import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ROOT } from "./environment.ts";
import { figuresIn, HEADER, PLEDGES, rowStart, withFigures } from "./pledges.ts";

const README = readFileSync(`${ROOT}/README.md`, "utf8");

test("the README holds the table of pledges, as npm run pledges prints it", () => {
  expect(README).toContain(HEADER);
  for (const pledge of PLEDGES) expect(README).toContain(rowStart(pledge));
});

test("a proof that prints no figure is noticed", () => {
  const [pledge] = PLEDGES.filter(({ id }) => id === "P3");
  if (!pledge) throw new Error("no such pledge");
  expect(figuresIn(pledge, "\u001b[2m Tests \u001b[22m \u001b[1m3 passed\u001b[22m (3)")).toBe(
    "3 passed",
  );
  expect(figuresIn(pledge, "nothing ran")).toBeNull();
});

test("the figures of a run replace those of the README, and rows that were not run keep theirs", () => {
  expect(withFigures(README, new Map())).toBe(README);
  const written = withFigures(README, new Map([["P3", "500 histories"]]));
  const [pledge] = PLEDGES.filter(({ id }) => id === "P3");
  expect(written).toContain(`${pledge && rowStart(pledge)} 500 histories |`);
  const rows = (text: string) => text.split("\n").filter((line) => !line.startsWith("| P3 |"));
  expect(rows(written)).toEqual(rows(README));
});
