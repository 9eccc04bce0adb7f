import { expect, test } from "vitest";
import { readFile } from "#tests/support/siecle-text.ts";
import { SIECLE_CODES } from "#worker/imports/formats/siecle/codes.ts";
import { attack } from "./campaign.ts";
import { checkRows, FORMATS, type Format } from "./formats.ts";
import { createRandom, damage } from "./mutate.ts";

const FILES = 2000;

test.each(FORMATS)(
  "2 000 damaged files of $name are read or refused with a code, nothing else",
  async (format) => {
    const { accepted, refused, failed } = await attack(format, 1, FILES);
    expect(failed).toBeNull();
    expect(accepted + refused).toBe(FILES);
    expect(Math.min(accepted, refused), `${accepted} accepted, ${refused} refused`).toBeGreaterThan(
      10,
    );
  },
);

test("good files are accepted", async () => {
  for (const { name, files, read } of FORMATS) {
    for (const file of files) expect(await read(file), name).toBe("accepted");
  }
});

/** Readers with the faults we look for: without them, a green run would prove nothing. */
const FAULTY: [string, (file: Uint8Array) => void][] = [
  [
    "throws on a zero byte",
    (file) => {
      if (file.includes(0)) throw new TypeError("Cannot read properties of undefined");
    },
  ],
  [
    "keeps what it reads without a bound",
    (file) => {
      const value = new TextDecoder("latin1").decode(file);
      const { pupils } = readFile(file);
      const kept = { code: "NAME_UNREADABLE", field: "PRENOM", rank: 7, value } as const;
      checkRows(
        pupils.map((row) => (row.errors.length > 0 ? { ...row, errors: [kept] } : row)),
        SIECLE_CODES,
      );
    },
  ],
  [
    "refuses by a code that has no sentence",
    (file) => {
      const { pupils } = readFile(file);
      checkRows(pupils, ["SEX_REQUIRED"]);
    },
  ],
];

test.each(FAULTY)("a reader that %s is caught, with its seed", async (_, fault) => {
  const [siecle] = FORMATS;
  if (!siecle) throw new Error("no format");
  const files = siecle.files.slice(0, 1);
  const broken: Format = {
    name: "broken",
    files,
    read: async (file) => {
      fault(file);
      return "accepted";
    },
  };
  const { failed } = await attack(broken, 1, FILES);
  expect(failed).not.toBeNull();
  const again = await attack(broken, failed?.seed ?? 0, 1);
  expect(again.failed?.seed).toBe(failed?.seed);
});

test("the same seed damages a file in the same way, another seed in another", () => {
  const file = new TextEncoder().encode("<BEE_ELEVES>Zoé</BEE_ELEVES>".repeat(20));
  expect(damage(file, createRandom(7))).toEqual(damage(file, createRandom(7)));
  const all = Array.from({ length: 50 }, (_, seed) => damage(file, createRandom(seed)).join());
  expect(new Set(all).size).toBeGreaterThan(45);
});
