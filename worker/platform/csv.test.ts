import fc from "fast-check";
import Papa from "papaparse";
import { expect, test } from "vitest";
import { parseRows } from "../school-files/csv-rows.ts";
import { csvResponse, keepText, toCsv } from "./csv.ts";

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

test("LibreOffice, which by default cuts at commas and tabs too, keeps each cell whole", () => {
  const row = ["6A, 6B", "a\tb", "simple", "Né, hier; demain"];
  const line = toCsv(["x"], [row]).split("\r\n")[1] ?? "";
  expect(line).toBe('"6A, 6B";"a\tb";simple;"Né, hier; demain"');
  // Its default import: quotes protect, and any of the three separators cuts outside of them.
  const cells = line.match(/"[^"]*"|[^;,\t]+/g);
  expect(cells).toHaveLength(row.length);
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
        const harmless = /^="[^"=+@\t\r\0]*"$/;
        expect(
          read.every((cell) => harmless.test(cell) || !/^[=+\-@\t\r\0＝＋－＠]/.test(cell)),
        ).toBe(true);
        const kept = read.map((cell) => cell.replace(/^="(.*)"$/, "$1"));
        expect(kept.map((cell) => cell.replace(/^'/, ""))).toEqual(
          row.map((cell) => cell.replace(/^'/, "")),
        );
      },
    ),
  );
});

test.each([
  ...[
    "3E1",
    "3e10",
    "2E+1",
    "3,00E+01",
    "0123",
    "0601",
    "01234567890",
    "123456789012",
    "4.1",
    "6,1",
  ],
  ...[
    "3-1",
    "3/2",
    "1/2",
    "6:1",
    "1 000",
    "3 A",
    "5 p",
    "MARS 1",
    "MAI1",
    "1MAI",
    "DEC 12",
    "SEPT2",
  ],
  ...["VRAI", "true", "50 %", "1-2-2027"],
])("a text that a spreadsheet would convert survives being opened: %s", (cell) => {
  const csv = toCsv(["Classe"], [[cell]]);
  expect(csv).toBe(`\uFEFFClasse\r\n"=""${cell}"""\r\n`);
  const { rows } = parseRows(csv.slice(1), ";", true);
  expect(rows[1]?.cells).toEqual([cell]);
});

test.each([
  ...["6A", "3E A", "3EME1", "2NDE PRO", "601", "61", "0", "012345678AB", "0123456789A", "TS1"],
  ...["31/12/2013", "Camille", "MARTIN", "MARS", "Avril", "1 rue de la Paix", ""],
])("any other text is unchanged: %s", (cell) => {
  expect(keepText(cell)).toBe(cell);
});

test("numbers stay numbers", () => {
  expect(toCsv(["Ligne"], [[1234567890123]])).toBe("\uFEFFLigne\r\n1234567890123\r\n");
});

test("the file keeps any name, accents and quotes included", () => {
  const answer = csvResponse('élèves "6A".csv', "x");
  expect(answer.headers.get("Content-Disposition")).toContain(
    "filename*=UTF-8''%C3%A9l%C3%A8ves%20%226A%22.csv",
  );
});
