import { expect, test } from "vitest";
import { readName } from "./person-name.ts";

test.each([
  "Camille",
  "J.-P.",
  "J.P.",
  "O'Brien",
  "d’Arc",
  "Ngọc",
  "Ngo\u0323c",
  "St. John",
  "Anne-Marie de La Tour",
  "Nguyễn Thị Ánh",
  "Мария",
  "李明",
  "Kateřina",
  "Martin (CPE)",
  "Dupont, dit Nan",
  "Gal·la",
  "Ḥasan",
  "Jr.",
  "Zoé <b>",
])("%s is a name", (name) => {
  expect(readName(name, 100)).toEqual({ ok: true, name: name.normalize("NFC") });
});

test.each([
  ["https://exemple.fr", "SIGNS"],
  ["//exemple", "SIGNS"],
  ["http:exemple", "SIGNS"],
  ["moi@exemple", "SIGNS"],
  ["Camille « a exporté »", "SIGNS"],
  ['Camille "x"', "SIGNS"],
  ["06 12 34 56 78", "SIGNS"],
  ["Camille 1234", "SIGNS"],
  ["0 6 1 2 3 4 5 6 7 8", "SIGNS"],
  ["0-6-1-2", "SIGNS"],
  ["Appelez le 3, puis le 1", "SIGNS"],
  ["Camille ٠٦١٢", "SIGNS"],
  ["12", "SIGNS"],
  ["...", "SIGNS"],
  ["\u3164", "EMPTY"],
  ["\uffa0\u115f\u1160 \u034f\ufe0f", "EMPTY"],
  ["Zoé\u202e", "SIGNS"],
  ["Zoé\u2066x", "SIGNS"],
  ["Zoé\u0000", "SIGNS"],
  ["Zoé 🎒", "SIGNS"],
  ["exemple．fr", "SIGNS"],
  ["exemple。fr", "SIGNS"],
  ["exemple\u2024fr", "SIGNS"],
  ["exemple\u2044fr", "SIGNS"],
  ["раураl.com", "DOT"],
  ["exemple.\u200bfr", "DOT"],
  ["exemple.\u0301fr", "DOT"],
  ["Zoé\u200f", "SIGNS"],
  ["Zoé\u061c", "SIGNS"],
  ["Zoé\u2028x\u202d", "SIGNS"],
  [`a${"\u0301".repeat(20)}`, "SIGNS"],
  ["exemple.fr", "DOT"],
  ["www.exemple.fr gratuit", "DOT"],
  ["Gagnez sur bit.ly", "DOT"],
  ["M.Dupont", "DOT"],
  ["пример.рф", "DOT"],
  ["", "EMPTY"],
  [" \u200b\n ", "EMPTY"],
  ["x".repeat(101), "TOO_LONG"],
  ["x".repeat(10_000_000), "TOO_LONG"],
])("%s is refused (%s)", (name, problem) => {
  expect(readName(name, 100)).toEqual({ ok: false, problem });
});

test("a name copied from a page loses its invisible characters, and is on one line", () => {
  const read = readName(" Anne\u200b-\u00adMarie\n\tde\u00a0La  Tour\ufeff ", 100);
  expect(read).toEqual({ ok: true, name: "Anne-Marie de La Tour" });
});
