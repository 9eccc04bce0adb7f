import { expect, test } from "vitest";
import { holds } from "./figure.ts";

test("a figure beyond its limit, or a missing one, does not hold", () => {
  expect(holds({ name: "memory (MiB)", value: 501, most: 500 })).toBe(false);
  expect(holds({ name: "ratio", value: 1.9, least: 2 })).toBe(false);
  expect(holds({ name: "never measured", value: Number.NaN, most: 500 })).toBe(false);
  expect(holds({ name: "memory (MiB)", value: 499, most: 500 })).toBe(true);
});
