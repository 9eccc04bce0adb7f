import fc from "fast-check";
import Papa from "papaparse";
import { expect, test } from "vitest";
import { csvResponse, toCsv } from "./csv.ts";

test("a French spreadsheet opens it as it is: BOM, semicolons, quotes where needed", () => {
  expect(
    toCsv(
      ["Élève", "Classe"],
      [
        ["Lila; MOREAU", "6A"],
        ['Noé "Jr"', 61],
      ],
    ),
  ).toBe('\uFEFFÉlève;Classe\r\n"Lila; MOREAU";6A\r\n"Noé ""Jr""";61\r\n');
});

test("no cell runs as a formula, whatever it holds", () => {
  const starts = fc.constantFrom(
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\0",
    "＝",
    "＋",
    "－",
    "＠",
    "a",
    "",
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(starts, fc.string()), { minLength: 1, maxLength: 5 }),
      (cells) => {
        const row = cells.map(([start, rest]) => start + rest);
        const text = toCsv(["x"], [row]).slice(1);
        const read = Papa.parse<string[]>(text, { delimiter: ";", newline: "\r\n" }).data[1] ?? [];
        expect(read.every((cell) => !/^[=+\-@\t\r\0＝＋－＠]/.test(cell))).toBe(true);
        expect(read.map((cell) => cell.replace(/^'/, ""))).toEqual(
          row.map((cell) => cell.replace(/^'/, "")),
        );
      },
    ),
  );
});

test("the file keeps any name, accents and quotes included", () => {
  const answer = csvResponse('élèves "6A".csv', "x");
  expect(answer.headers.get("Content-Disposition")).toContain(
    "filename*=UTF-8''%C3%A9l%C3%A8ves%20%226A%22.csv",
  );
});
