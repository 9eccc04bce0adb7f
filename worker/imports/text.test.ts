import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanText, frenchDateToIso, isRealDate, isUnreadable } from "./text.ts";

test("text is trimmed, its blanks collapsed and its accents composed", () => {
  expect(cleanText("DUPONT")).toBe("DUPONT");
  expect(cleanText("")).toBe("");
  expect(cleanText("  LE\u00a0 \t\nGOFF \u00a0")).toBe("LE GOFF");
  expect(cleanText("\n")).toBe("");
  expect(cleanText(" ")).toBe("");
  expect(cleanText("Zoe\u0301")).toBe("Zoé");
  expect(cleanText("A\u2009B")).toBe("A B");
});

test("the fast path of cleanText changes nothing", () => {
  const slow = (raw: string) => raw.trim().replace(/\s+/g, " ").normalize("NFC");
  const letters = fc.constantFrom(
    "a",
    "é",
    " ",
    "\u00a0",
    "\t",
    "e\u0301",
    "\u0085",
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

const NAMES = [
  "Cœur",
  "CŒUR",
  "D’ANDRÉ",
  "N'golo",
  "PŸ",
  "L’HAŸ-LES-ROSES",
  "Şahin",
  "ŞAHİN",
  "Łukasz",
  "M. Paul 2",
  "JOÃO",
  "ANDRÉ\u00a0MARIE",
  "NOÉ–MARIE",
  "Noël",
  "Ödön",
  "MÄKELÄ–DURAND",
  "BLÅ–DURAND",
  "KILIÇ’IN",
  "KILIÇ–DURAND",
  "BJÖRK ÅSE",
  "SÃO PAULO",
  "CONCEIÇÃO",
  "İbrahim",
  "Thị Ánh",
  "Đặng",
  "Šárka",
  "ŽIŽEK",
  "TOMÁŠ",
  "Tomáž",
  "Ægir",
  "«\u00a0André\u00a0»",
  "L·L",
  "ÉLODIE…",
  "Saint-Jean-d’Angély",
  "\n  DUPONT\r\n\t",
  "Μαρία",
  "Иван",
  "Nuño",
  "GARÇON",
  "Zoe\u0301",
];

test("real names are readable", () => {
  for (const name of NAMES) {
    expect(isUnreadable(name), name).toBe(false);
    expect(isUnreadable(name.toUpperCase()), name.toUpperCase()).toBe(false);
    expect(isUnreadable(name.toLowerCase()), name.toLowerCase()).toBe(false);
  }
});

test("names saved as UTF-8 and read as Latin are unreadable, in each charset a file may declare", () => {
  const accents = "ÀÂÄÇÈÉÊËÎÏÔÖÙÛÜŸŒÑàâäçèéêëîïôöùûüÿœæñãõøåßłŁşŞğĞćčšžŠŽşțșŢıİęąőű’…–“";
  for (const charset of ["iso-8859-15", "windows-1252"]) {
    for (const letter of `${accents}ảế\ufffd\u00a0`) {
      const misread = new TextDecoder(charset).decode(new TextEncoder().encode(`Ma${letter}l`));
      expect(isUnreadable(misread), `${letter} as ${charset}: ${misread}`).toBe(true);
    }
    const apart = new TextDecoder(charset).decode(new TextEncoder().encode("Zoe\u0301"));
    expect(isUnreadable(apart), apart).toBe(true);
  }
});

test("the examples of the rule and of the reference product are unreadable", () => {
  const misread = [
    "CÃ©cile",
    "Ã‰mile",
    "CÃŽme",
    "CÅ“ur",
    "Dâ€™Andre",
    "Å‚",
    "È™",
    "MaÃ«llys",
    "LeÃ¯la",
    "Noëmie FranÃ§oise",
  ];
  for (const name of [
    ...misread,
    "Math\ufffdo",
    "Rose GuyrlÃ¨ne",
    "A\u0000B",
    "A\u0092B",
    "A\u001bB",
  ]) {
    expect(isUnreadable(name), name).toBe(true);
  }
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
