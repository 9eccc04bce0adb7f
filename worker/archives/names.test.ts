import fc from "fast-check";
import { expect, test } from "vitest";
import { createNames, linkTo, safeName } from "./names.ts";

test.each([
  ["3E A", "3E A"],
  ["3/A & #1 100% é", "3-A - -1 100- é"],
  ["..", "sans nom"],
  ["CON", "classe CON"],
  ["nul.5", "classe nul.5"],
  ["6e A. ", "6e A"],
  ["a\u0000b\nc", "a-b-c"],
  ["", "sans nom"],
])("%j is the folder %j", (division, folder) => {
  expect(safeName(division)).toBe(folder);
});

test("two classes never share a folder, even on a case-insensitive system", () => {
  const nameOf = createNames();
  expect(["3E A", "3e a", "3/A", "3#A", "3E A"].map(nameOf)).toEqual([
    "3E A",
    "3e a (2)",
    "3-A",
    "3-A (2)",
    "3E A (3)",
  ]);
});

test("every class gives a name that is safe on every system", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (division) => {
      const name = safeName(division);
      expect(name).not.toMatch(/[<>:"/\\|?*#%&]|^\.|[. ]$/);
      expect(name.length).toBeGreaterThan(0);
      expect(decodeURIComponent(linkTo(name))).toBe(name);
      expect(Array.from(name).length).toBeLessThanOrEqual(87);
    }),
  );
});

test("a path is encoded as a link part by part", () => {
  expect(linkTo("2025-2026/3E É/a b.csv")).toBe("2025-2026/3E%20%C3%89/a%20b.csv");
});
