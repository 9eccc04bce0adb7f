import { expect, test } from "vitest";
import { oneLine, quoted, unlinked } from "./foreign-text.ts";

test.each([
  ["Camille\u202f»\u202fa exporté", "«\u202fCamille ’ a exporté\u202f»"],
  ['a " b “ c ” d „ e ‹ f › g « h', "«\u202fa ’ b ’ c ’ d ’ e ’ f ’ g ’ h\u202f»"],
  ["ligne\r\nune\u2028deux\u2029trois\u0085quatre", "«\u202fligne une deux trois quatre\u202f»"],
  ["\u202eolleh\u2066 x\u200b\u00ad\ufeff\u0000", "«\u202folleh x\u202f»"],
  ["\u3164\u2800\u{e0041}", "«\u202f…\u202f»"],
  ["Ngọc d’Arc O'Brien-J.-P.", "«\u202fNgọc d’Arc O'Brien-J.-P.\u202f»"],
  [12, "«\u202f12\u202f»"],
])("%j is quoted as text that cannot leave its quotation", (text, told) => {
  expect(quoted(text)).toBe(told);
});

test("a text of any length is cut between characters, and piled marks do not cover other lines", () => {
  expect(quoted("x".repeat(1_000_000), 10)).toBe("«\u202fxxxxxxxxx…\u202f»");
  expect(oneLine("🎒".repeat(100), 5)).toBe("🎒🎒🎒🎒…");
  expect(oneLine(`a${"\u0301".repeat(500)}b`, 60).length).toBeLessThan(8);
});

test.each([
  ["https://exemple.fr/a", "https : exemple. fr / a"],
  ["www.exemple.fr", "www. exemple. fr"],
  ["moi@exemple.fr", "moi @ exemple. fr"],
  ["1.2.3.4", "1. 2. 3. 4"],
  ["exemple。fr", "exemple。 fr"],
  ["exemple．fr et exemple｡fr", "exemple． fr et exemple｡ fr"],
  ["https：／／exemple․fr＼a", "https ： exemple․ fr ＼ a"],
  ["moi＠exemple.\u0301fr", "moi ＠ exemple. \u0301fr"],
  ["Lycée St. John", "Lycée St. John"],
  ["J.-P. d’Arc", "J.-P. d’Arc"],
  ["Collège St.Exupéry", "Collège St. Exupéry"],
])("%s becomes no link in a mail", (text, told) => {
  expect(unlinked(text)).toBe(told);
});
