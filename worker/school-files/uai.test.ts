import { expect, test } from "vitest";
import { hasCheckLetter, readUai } from "./uai.ts";

test("a UAI is 7 digits and a letter, however it was typed", () => {
  expect(readUai(" 0750655e ")).toBe("0750655E");
  expect(readUai("075 0655 E")).toBe("0750655E");
  for (const wrong of [
    "",
    "075065E",
    "07506555",
    "0750655EE",
    "O750655E",
    "0750655É",
    "0750655e\0",
  ]) {
    expect(readUai(wrong), wrong).toBeNull();
  }
});

test("the letter follows from the number; the school of Pix's training slides has a different one", () => {
  expect(["0750655E", "0750654D", "0000022Z"].every(hasCheckLetter)).toBe(true);
  expect(hasCheckLetter("0808088X")).toBe(false);
});
