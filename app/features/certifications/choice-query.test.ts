import { expect, test } from "vitest";
import { queryOfChoice, readDivisions } from "./choice-query.ts";

function read(query: string) {
  return readDivisions(new URLSearchParams(query));
}

test("all classes are an explicit choice, or a link without any class", () => {
  expect(read("")).toBeNull();
  expect(read("year=2025-2026&division=")).toBeNull();
  expect(read("classes=toutes&division=3E+A")).toBeNull();
});

test("some classes are those ticked; none ticked is none, never all", () => {
  expect(read("classes=certaines")).toEqual([]);
  expect(read("classes=certaines&division=3E+A&division=3E+C")).toEqual(["3E A", "3E C"]);
  expect(read("division=3E+A&division=3E+A")).toEqual(["3E A"]);
  expect(read(`division=${"x".repeat(300)}`)?.[0]).toHaveLength(255);
  const many = Array.from({ length: 400 }, (_, place) => `division=${place}`).join("&");
  expect(read(many)).toHaveLength(300);
});

test("the files are asked for with the same classes", () => {
  expect(`${queryOfChoice("2025-2026", ["3E A", "3E C"])}`).toBe(
    "year=2025-2026&division=3E+A&division=3E+C",
  );
  expect(`${queryOfChoice("2025-2026", null)}`).toBe("year=2025-2026");
});
