import { expect, test } from "vitest";
import { readWishes } from "./read-wishes.ts";

const wish = (pasted: string, ticked: string[] = []) =>
  readWishes({
    pasted,
    kindOfCodes: "rentree",
    ticked: ticked.map((one) => {
      const [kind = "", level = "", variant = ""] = one.split(" ");
      return { kind, level, variant };
    }),
    due: { rentree: "2026-10-01" },
  });

test("a pasted line gives its code to a ticked campaign; ticks without a line are requested without a code", () => {
  const { asked } = wish("6e ABCDEF234\n5e SEGPA BCDEFG345\n4e IA CDEFGH456", [
    ...["rentree 6e", "rentree 5e", "pix-ia 4e", "attestation-6e 6e"],
  ]);
  expect(asked.map((one) => [one.line, one.kind, one.level, one.variant, one.code])).toEqual([
    [1, "rentree", "6e", "", "ABCDEF234"],
    [2, "rentree", "5e", "segpa", "BCDEFG345"],
    [3, "pix-ia", "4e", "", "CDEFGH456"],
    [0, "rentree", "5e", "", undefined],
    [0, "attestation-6e", "6e", "", undefined],
  ]);
  expect(asked.map(({ dueOn }) => dueOn)).toEqual([
    "2026-10-01",
    "2026-10-01",
    "",
    "2026-10-01",
    "",
  ]);
});

test("a line without a level is a fault that names its line, and its level is not guessed", () => {
  expect(wish("6e ABCDEF234\n\nBCDEFG345")).toMatchObject({
    asked: [{ line: 1 }],
    errors: [{ line: 3, code: "LEVEL_MISSING", value: "BCDEFG345" }],
  });
});
