import fc from "fast-check";
import { expect, test } from "vitest";
import { aDirectory, directoryCells, manySchools } from "#tests/support/directory-file.ts";
import { createRowReader, delimiterOf } from "./row-reader.ts";

function readAll(pieces: string[], delimiter = ";") {
  const reader = createRowReader(delimiter);
  return [...pieces.flatMap((piece) => reader.push(piece, false)), ...reader.push("", true)];
}

test("the same rows come out wherever the text is cut, quoted line ends included", () => {
  const schools = manySchools(40);
  const text = aDirectory(schools);
  const whole = readAll([text]);
  expect(whole).toHaveLength(41);
  expect(whole.slice(1).map(({ cells }) => cells?.map((cell) => cell.trim()))).toEqual(
    schools.map(directoryCells),
  );
  fc.assert(
    fc.property(fc.array(fc.nat(text.length), { maxLength: 6 }), (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];
      const pieces = places.slice(1).map((end, at) => text.slice(places[at], end));
      expect(readAll(pieces)).toEqual(whole);
    }),
    { numRuns: 100 },
  );
});

test("a row with a wrong quote loses its own line and no other", () => {
  const rows = readAll(['a;b\n1;"x"y\n2;z\n\n3;"open\n4;w\n']);
  expect(rows).toEqual([
    { line: 1, cells: ["a", "b"] },
    { line: 2, cells: null },
    { line: 3, cells: ["2", "z"] },
    { line: 5, cells: null },
    { line: 6, cells: ["4", "w"] },
  ]);
});

test("a quote that is never closed does not hold back the rest of a long file", () => {
  const rest = Array.from({ length: 9000 }, (_, at) => `${at};un nom assez long`).join("\n");
  const rows = readAll([`a;b\n1;"open\n`, rest.slice(0, 60_000), rest.slice(60_000)]);
  expect(rows.filter(({ cells }) => cells === null)).toEqual([{ line: 2, cells: null }]);
  expect(rows).toHaveLength(9002);
});

test("the delimiter is the one of the first line", () => {
  expect(delimiterOf("a,b,c;d\n;;;;;")).toBe(",");
  expect(delimiterOf("a;b\n")).toBe(";");
});

test("a first line sep=; is skipped, wherever it is cut", () => {
  const rows = [
    { line: 1, cells: ["a", "b"] },
    { line: 2, cells: ["1", "2"] },
  ];
  expect(readAll(["sep=;\na;b\n1;2\n"])).toEqual(rows);
  expect(readAll(["se", "p=", ";", "\na;", "b\n1;2"])).toEqual(rows);
  expect(readAll(["sep=,\na,b\n1,2\n"], delimiterOf("sep=,\na,b\n"))).toEqual(rows);
});
