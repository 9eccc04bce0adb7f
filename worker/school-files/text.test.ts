import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanText, frenchDateToIso, isRealDate } from "./text.ts";

test("text is trimmed, its blanks collapsed and its accents composed", () => {
  expect(cleanText("DUPONT")).toBe("DUPONT");
  expect(cleanText("")).toBe("");
  expect(cleanText("  LE\u00a0 \t\nGOFF \u00a0")).toBe("LE GOFF");
  expect(cleanText("\n")).toBe("");
  expect(cleanText(" ")).toBe("");
  expect(cleanText("Zoe\u0301")).toBe("Zoé");
  expect(cleanText("A\u2009B")).toBe("A B");
});

test("characters that show nothing, or turn the direction of reading, are not kept", () => {
  expect(cleanText("MOR\u200bEAU")).toBe("MOREAU");
  expect(cleanText("MO\u00adREAU")).toBe("MOREAU");
  expect(cleanText("\u202eUAEROM\u202c")).toBe("UAEROM");
  expect(cleanText("\ufeffLila\u2060")).toBe("Lila");
  expect(cleanText("\u200b \u200e")).toBe("");
  expect(cleanText("301000001\u200bKA")).toBe("301000001KA");
});

test("the fast path of cleanText changes nothing", () => {
  const slow = (raw: string) =>
    raw
      .replace(/[\p{Cf}\u115f\u1160\u3164\uffa0]|\u034f|\p{Variation_Selector}/gu, "")
      .trim()
      .replace(/\s+/g, " ")
      .normalize("NFC");
  const letters = fc.constantFrom(
    "a",
    "é",
    " ",
    "\u00a0",
    "\t",
    "e\u0301",
    "\u0085",
    "\u00ad",
    "\ufeff",
    "œ",
    "ả",
  );
  const text = fc.oneof(fc.string({ unit: letters }), fc.string({ unit: "binary" }));
  fc.assert(
    fc.property(text, (raw) => {
      expect(cleanText(raw)).toBe(slow(raw));
    }),
  );
});

test("only real days are dates", () => {
  expect(isRealDate(2024, 2, 29)).toBe(true);
  expect(isRealDate(2023, 2, 29)).toBe(false);
  expect(isRealDate(1900, 2, 29)).toBe(false);
  expect(isRealDate(2000, 2, 29)).toBe(true);
  for (const [y, m, d] of [
    [2020, 0, 1],
    [2020, 13, 1],
    [2020, 4, 31],
    [2020, 1, 0],
    [0, 1, 1],
  ] as const) {
    expect(isRealDate(y, m, d)).toBe(false);
  }
});

test("a French date is two digits, two digits, four digits, and real", () => {
  expect(frenchDateToIso("31/12/1994")).toBe("1994-12-31");
  for (const wrong of [
    "1/7/1994",
    "01/07/94",
    "1994-07-01",
    "31/02/2005",
    "00/00/2005",
    " 01/07/1994",
    "01/07/1994 ",
    "",
  ]) {
    expect(frenchDateToIso(wrong), wrong).toBeNull();
  }
});
