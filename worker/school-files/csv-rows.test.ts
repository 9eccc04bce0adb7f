import { expect, test } from "vitest";
import { endOfRow, parseRows } from "./csv-rows.ts";

test.each([
  "sep=;\n",
  "sep=;\r\n",
  "sep=;\r",
  "SEP=,\n",
  "sep=\t\n",
  "\ufeffsep=;\n",
  '"sep=;"\n',
  '"sep=;";;;;\r\n',
  "sep=;;;;\r\n",
])("a first line %j is skipped, and rows are numbered without it", (first) => {
  const text = `${first}a;b\n\n1;2`;
  const parsed = parseRows(text, ";", true);
  expect(parsed.rows).toEqual([
    { index: 0, cells: ["a", "b"] },
    { index: 2, cells: ["1", "2"] },
  ]);
  expect(parsed).toMatchObject({ count: 3, end: text.length, broken: false, tooLong: false });
  expect(text.slice(0, endOfRow(text, ";", 0)).trimEnd()).toBe(`${first}a;b`);
});

test("alone, it is a file without rows", () => {
  expect(parseRows("sep=;", ";", true)).toEqual({
    rows: [],
    count: 0,
    end: 5,
    broken: false,
    tooLong: false,
  });
});

test("such a text further down is a row, and so is a name that starts with it", () => {
  expect(parseRows("a;b\nsep=;\n", ";", true).rows).toHaveLength(2);
  expect(parseRows("sept=;x\n", ";", true).rows).toHaveLength(1);
  expect(parseRows("sep=abc;x\n", ";", true).rows).toHaveLength(1);
});

test("a cell written as a formula of one text is that text", () => {
  const [row] = parseRows('="3E1";"=""01234""";=1+1;="a"&"b";="";x="1"\n', ";", true).rows;
  expect(parseRows('1;="3E1"\r\n2;3\r\n', ";", true).rows[0]?.cells[1]?.trim()).toBe("3E1");
  expect(row?.cells).toEqual(["3E1", "01234", "=1+1", '="a"&"b"', "", 'x="1"']);
});
