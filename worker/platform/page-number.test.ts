import { expect, test } from "vitest";
import { readPageNumber } from "./page-number.ts";

test("a page is read from 1 to 999 999, and anything else is the first", () => {
  expect(readPageNumber("12")).toBe(12);
  expect(readPageNumber("999999")).toBe(999_999);
  for (const other of [null, undefined, "", "0", "-1", "1e3", "01", "1.5", "1000000", "deux"]) {
    expect(readPageNumber(other), String(other)).toBe(1);
  }
});
