import { expect, test } from "vitest";
import { displayName } from "./display-name.ts";

test("a name is shown without its path, on one line, and is never empty", () => {
  expect(displayName("C:\\export/ Élèves 2026.xml ")).toBe("Élèves 2026.xml");
  expect(displayName("a\nb\u0007\u0085.zip")).toBe("ab.zip");
  for (const nothing of ["", " ", "dossier/", "\u0000"]) {
    expect(displayName(nothing), JSON.stringify(nothing)).toBe("fichier");
  }
});

test("a name cannot change the direction of text, and its joined letters stay joined", () => {
  const marks = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";
  expect(displayName(`a${marks}lmx.exe`)).toBe("almx.exe");
  expect(displayName("نام\u200cها.xml")).toBe("نام\u200cها.xml");
});

test("a long name is cut after 200 characters, never inside one", () => {
  expect(displayName("😀".repeat(201))).toBe("😀".repeat(200));
});
