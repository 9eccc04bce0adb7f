import { expect, test } from "vitest";
import { isGenuineIne, normalizeIne } from "./ine.ts";

test("RNIE, BEA and INA numbers are genuine", () => {
  for (const ine of ["123456789AB", "1234567890C", "12345678901", "12345678ABC", "1234A56789Z"]) {
    expect(isGenuineIne(ine), ine).toBe(true);
  }
});

test("any text but eleven characters of a known shape is not genuine", () => {
  const wrong = [
    "",
    "123",
    "1234567890",
    "123456789012",
    "1234567AABC",
    "1234B56789Z",
    "1234A567890",
  ];
  const odd = ["12345678 BC", "12345678éBC", "12345678abc", "1234A56789Z\n", "１２３４５６７８ABC"];
  for (const ine of [...wrong, ...odd]) expect(isGenuineIne(ine), JSON.stringify(ine)).toBe(false);
});

test("an INE is trimmed and upper-cased, and keeps its inner blanks", () => {
  expect(normalizeIne(" 123456789ab\u00a0\n")).toBe("123456789AB");
  expect(normalizeIne("12345 6789ab")).toBe("12345 6789AB");
});

test("a foreign letter does not become one of ours when upper-cased", () => {
  for (const odd of ["12345678ıAB", "12345678ſAB", "12345678ﬁA", "123456789ß"]) {
    expect(isGenuineIne(normalizeIne(odd)), odd).toBe(false);
  }
});
