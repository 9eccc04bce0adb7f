import fc from "fast-check";
import { expect, test } from "vitest";
import {
  aLine,
  csvOf,
  encode,
  HEADERS,
  readFile,
  type Whole,
} from "#tests/support/fregata-text.ts";
import { FILE_CODES } from "../../codes.ts";
import { FREGATA_CODES } from "./codes.ts";
import { looksLikeFregata } from "./columns.ts";

const SIZE = 2000;

const csv = csvOf([
  aLine({ lastName: '"HAND""MADE"' }),
  aLine({ firstName: '"Zoé;\r\nLéa"', birthDate: "31/12/09" }, 1),
  [""],
  aLine({ birthCountry: "99132", birthCity: "Shangai", birthCityCode: "" }, 2),
  aLine({ sex: "Féminin", division: '"2NDE"' }, 3),
]);
const FILES = ["utf-8", "utf-16le", "windows-1252", "macintosh"].map((name) => encode(csv, name));

type Mutation = { kind: string; at: number; length: number; bytes: Uint8Array };

function mutate(file: Uint8Array, { kind, at, length, bytes }: Mutation): Uint8Array {
  const from = file.length === 0 ? 0 : at % file.length;
  const before = [...file.subarray(0, from)];
  const chunk = [...file.subarray(from, from + length)];
  const after = [...file.subarray(from + length)];
  if (kind === "delete") return Uint8Array.from([...before, ...after]);
  if (kind === "insert") return Uint8Array.from([...before, ...bytes, ...chunk, ...after]);
  if (kind === "repeat") return Uint8Array.from([...before, ...chunk, ...chunk, ...after]);
  if (kind === "cut") return Uint8Array.from(before);
  return Uint8Array.from([...before, ...chunk.map((byte) => byte ^ (1 << (at % 8))), ...after]);
}

const mutation = fc.record({
  kind: fc.constantFrom("flip", "delete", "insert", "repeat", "cut"),
  at: fc.nat(5000),
  length: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 300 })),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 8 }),
    fc
      .constantFrom('"', '""', '";"', '"\r', "\r", "\n\n", ";", "\t", "\0", "\ufeff", "é", '" ')
      .map((text) => new TextEncoder().encode(text)),
  ),
});

function expectWellFormed({ pupils, classes, facts, faults }: Whole): void {
  expect([classes, facts]).toEqual([[], {}]);
  for (const { code, line, field } of faults) {
    expect(FILE_CODES).toContain(code);
    if (line !== undefined) expect(line).toBeGreaterThan(0);
    if (field !== undefined) expect(HEADERS).toContain(field);
    if (code !== "FILE_INVALID") expect(pupils).toEqual([]);
  }
  const lines = pupils.map(({ line }) => line);
  expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b));
  for (const { skip, errors, fields } of pupils) {
    if (skip !== null) expect([skip, errors]).toEqual(["INE_NOT_GENUINE", []]);
    for (const [index, { code, field, rank }] of errors.entries()) {
      expect(FREGATA_CODES).toContain(code);
      expect(HEADERS[Math.floor(rank / 10)]).toBe(field);
      expect(rank).toBeGreaterThan(errors[index - 1]?.rank ?? -1);
    }
    if (skip === null && errors.length === 0) {
      expect(fields.birthDate).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(fields.birthCountry).toMatch(/^\d{3}$/);
      expect(`${fields.sex}${fields.status}`).toMatch(/^[MF](ST|AP)$/);
    }
  }
}

test("a damaged file gives rows and coded refusals, the same in one pass and in windows, and never throws", () => {
  let refused = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...FILES),
      fc.array(mutation, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 600, max: SIZE }),
      (clean, mutations, size) => {
        const file = mutations.reduce(mutate, clean);
        looksLikeFregata(file);
        const { cursors: _, ...whole } = readFile(file);
        const { cursors: __, ...windowed } = readFile(file, { size });
        expectWellFormed({ ...whole, cursors: [] });
        expectWellFormed({ ...windowed, cursors: [] });
        // A row may be too long for the window: then only the rows before it are the same.
        const refusedEarly = windowed.pupils.length < whole.pupils.length;
        if (refusedEarly) expect(windowed.faults).toMatchObject([{ code: "FILE_INVALID" }]);
        else if (windowed.faults[0]?.code !== "FILE_INVALID") expect(windowed).toEqual(whole);
        expect(windowed.pupils).toEqual(whole.pupils.slice(0, windowed.pupils.length));
        refused += whole.faults.length;
      },
    ),
    { numRuns: 500 },
  );
  expect(refused).toBeGreaterThan(50);
});

test("a row of random cells never throws, and gives at most one pupil", () => {
  const cell = fc
    .string({ unit: "binary", maxLength: 20 })
    .map((text) => text.replace(/[;"\r\n]/g, ""));
  fc.assert(
    fc.property(fc.array(cell, { minLength: 15, maxLength: 15 }), (cells) => {
      const whole = readFile(csvOf([["x", ...cells.slice(1)], cells]));
      expectWellFormed(whole);
      expect(whole.pupils.length).toBe(cells.every((text) => text.trim() === "") ? 1 : 2);
    }),
    { numRuns: 500 },
  );
});
