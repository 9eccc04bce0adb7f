import { expect, test } from "vitest";
import { isUnreadable } from "./unreadable.ts";

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
    "C√©cile",
    "D‚ÄôArc",
    "C≈ìur",
  ];
  for (const name of [
    ...misread,
    "Math\ufffdo",
    "Rose GuyrlÃ¨ne",
    "A\u0000B",
    "A\u0092B",
    "A\u001bB",
    "A\ufffeB",
    "A\uffff",
  ]) {
    expect(isUnreadable(name), name).toBe(true);
  }
});
