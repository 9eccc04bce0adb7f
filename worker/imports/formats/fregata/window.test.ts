import { expect, test } from "vitest";
import { aLine, CONTEXT, csvOf, encode, HEADERS, readFile } from "#tests/support/fregata-text.ts";
import { readFregataWindow } from "./window.ts";

const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1252", "macintosh"];
const EOLS = ["\r\n", "\n", "\r"];

/** Everything that makes cutting hard; `wide` adds characters that an 8-bit charset lacks. */
function trickyCsv({ count = 12, eol = "\r\n", wide = "", delimiter = ";" } = {}): string {
  const lines = Array.from({ length: count }, (_, index) =>
    aLine(
      {
        lastName: `"Né""e${delimiter}${eol}${wide}"`,
        firstName: index % 2 === 0 ? `"Zoé" ` : `É"${wide}"`,
        division: index % 4 === 1 ? `""` : `"2${eol}${eol}NDE"`,
        sex: index % 3 === 0 ? "x" : "F",
      },
      index,
    ),
  );
  const blank = ["", " ", delimiter, `""${delimiter}" "`];
  return csvOf(
    lines.flatMap((line, index) => [line, [blank[index % 4] ?? ""]]),
    { eol, delimiter, headers: [...HEADERS, `"Autre${eol}é"`] },
  );
}

const quote = (line: number) => [{ code: "FILE_INVALID", line, detail: { reason: "quote" } }];
const record = (line: number) => [{ code: "FILE_INVALID", line, detail: { reason: "record" } }];

test("rows are the same in one pass and in windows of any size, in every encoding", () => {
  for (const encoding of ENCODINGS) {
    const wide = encoding.startsWith("utf") ? "😀œ" : "";
    for (const eol of EOLS) {
      const file = encode(trickyCsv({ eol, wide }), encoding);
      const { cursors: _, ...whole } = readFile(file);
      expect(whole.faults, encoding).toEqual([]);
      expect(whole.pupils, encoding).toHaveLength(12);
      const widest = encoding.startsWith("utf-16") ? 400 : 250;
      for (const size of [widest, widest + 1, widest + 2, widest + 3, 500, 1024]) {
        const { cursors, ...windowed } = readFile(file, { size });
        expect(windowed, `${encoding} by ${size}`).toEqual(whole);
        expect(cursors.length, `${encoding} by ${size}`).toBeGreaterThan(1);
      }
    }
  }
});

test("a window may end anywhere, even between CR and LF or in the middle of a character", () => {
  for (const encoding of ["utf-8", "utf-16le"]) {
    const file = encode(csvOf(Array.from({ length: 8 }, (_, index) => aLine({}, index))), encoding);
    const { cursors: _, ...whole } = readFile(file);
    for (let size = 300; size < 600; size += 1) {
      const { cursors: __, ...windowed } = readFile(file, { size });
      expect(windowed, `${encoding} by ${size}`).toEqual(whole);
    }
  }
});

test("quotes, line ends and delimiters in cells are read correctly", () => {
  for (const delimiter of [";", ",", "\t", "|"]) {
    for (const eol of EOLS) {
      const { pupils } = readFile(trickyCsv({ eol, delimiter, wide: "œ" }));
      const inner = delimiter === "\t" ? " " : `${delimiter} `;
      expect(pupils[1]?.fields).toMatchObject({
        lastName: `Né"e${inner}œ`,
        firstName: `É"œ"`,
        division: "",
      });
      expect(pupils[2]?.fields).toMatchObject({ firstName: "Zoé", division: "2 NDE" });
    }
  }
});

test("a file may mix the three line ends", () => {
  const [a = "", b = "", c = "", d = ""] = [0, 1, 2, 3].map((at) => aLine({}, at).join(";"));
  const file = `${HEADERS.join(";")}\r${a}\n${b}\r\n\r${c}\r\r\n${d}`;
  for (const size of [Number.POSITIVE_INFINITY, 200]) {
    const { pupils, faults } = readFile(file, { size });
    expect([pupils.map(({ line }) => line), faults]).toEqual([[2, 3, 5, 7], []]);
    expect(pupils.every(({ errors }) => errors.length === 0)).toBe(true);
  }
});

test("a line is the row that a spreadsheet shows", () => {
  const broken = aLine({ lastName: `"A\r\n\r\nB"` });
  const csv = `\r\n;;\r\n${csvOf([aLine(), [""], broken, ["", ""], aLine()])}`;
  for (const size of [Number.POSITIVE_INFINITY, 200]) {
    expect(readFile(csv, { size }).pupils.map(({ line }) => line)).toEqual([4, 6, 8]);
  }
  const header = csvOf([aLine()], { headers: [...HEADERS, `"a\n\nb"`] });
  expect(readFile(header).pupils.map(({ line }) => line)).toEqual([2]);
  const third = readFile(csvOf([aLine(), aLine(), aLine({ sex: "" })]));
  expect(third.pupils[2]).toMatchObject({ line: 4, errors: [{ code: "FIELD_REQUIRED" }] });
});

test("a header alone gives no pupil, with or without a line end", () => {
  for (const csv of [csvOf([]), csvOf([]).trimEnd(), csvOf([[""], ["", ""]])]) {
    expect(readFile(csv)).toMatchObject({ pupils: [], classes: [], facts: {}, faults: [] });
  }
  const accent = csvOf([], { headers: [...HEADERS, "é"] }).trimEnd();
  for (const encoding of ENCODINGS) {
    expect(readFile(encode(accent, encoding))).toMatchObject({ pupils: [], faults: [] });
  }
});

test("cells beyond the header are ignored, those of a short row are empty", () => {
  const long = [...aLine(), "x", "y"];
  const short = aLine().slice(0, 12);
  const { pupils } = readFile(csvOf([long, short]));
  expect(pupils.map(({ errors }) => errors.map(({ field }) => field))).toEqual([
    [],
    ["Statut*", "Code MEF*", "Division*"],
  ]);
});

test("the last row needs no line end, even after a quote and blanks", () => {
  for (const end of ["", " ", "\r", "\n", "\r\n", '\r\n""']) {
    const csv = csvOf([aLine({ division: '"2NDE"' })]).trimEnd() + end;
    expect(readFile(csv), JSON.stringify(end)).toMatchObject({
      pupils: [{ errors: [], fields: { division: "2NDE" } }],
      faults: [],
    });
  }
});

test("an unclosed quote is reported on the row where it opened, with the rows before it", () => {
  const lines = Array.from({ length: 6 }, (_, index) => aLine({}, index));
  const broken = aLine({ lastName: `"MARTIN`, division: "A\r\nB" });
  const csv = csvOf([...lines.slice(0, 3), [""], broken, ...lines.slice(3)]);
  for (const size of [Number.POSITIVE_INFINITY, 800, 200]) {
    const { pupils, faults } = readFile(csv, { size });
    expect(faults, `by ${size}`).toEqual(quote(6));
    expect(pupils).toHaveLength(3);
  }
});

test("a malformed quote is reported on its row, wherever the window ends", () => {
  for (const lastName of [`"MAR"TIN`, `"MAR"TIN"`, `"MARTIN" "`, `"A";"B"C`]) {
    const csv = csvOf([aLine(), aLine({ lastName }), aLine(), aLine(), aLine()]);
    for (let size = 300; size < 500; size += 1) {
      const { pupils, faults } = readFile(csv, { size });
      expect([faults, pupils.length], `${lastName} by ${size}`).toEqual([quote(3), 1]);
    }
  }
});

test("a malformed quote in the header is reported on its row", () => {
  const headers = [`"Autre`, ...HEADERS];
  expect(readFile(`\n${csvOf([aLine()], { headers })}`).faults).toEqual(quote(2));
  expect(readFile(csvOf([], { headers: [`"Autre"x`, ...HEADERS] })).faults).toEqual(quote(1));
});

test("a row longer than a window is refused, as an unclosed quote if one is open", () => {
  const record = [{ code: "FILE_INVALID", line: 3, detail: { reason: "record" } }];
  const long = csvOf([aLine(), aLine({ lastName: "x".repeat(2000) }), aLine()]);
  expect(readFile(long, { size: 1000 })).toMatchObject({ faults: record, pupils: { length: 1 } });
  const open = csvOf([aLine(), aLine({ lastName: `"${"x\n".repeat(1000)}"` }), aLine()]);
  expect(readFile(open, { size: 1000 })).toMatchObject({ faults: quote(3), pupils: { length: 1 } });
  expect(readFile(long).faults).toEqual([]);
  const header = csvOf([], { headers: [...HEADERS, "x".repeat(70_000)] });
  expect(readFile(header).faults).toMatchObject([{ line: 1, detail: { reason: "record" } }]);
});

test("an empty file is refused", () => {
  const empty = [{ code: "FILE_INVALID", detail: { reason: "empty" } }];
  for (const text of ["", "\ufeff", " \r\n\t\r"]) expect(readFile(text).faults).toEqual(empty);
  for (const encoding of ["utf-16le", "utf-16be"]) {
    expect(readFile(encode("\r\n", encoding)).faults).toEqual(empty);
  }
});

test("a file cut at any byte is read or refused, the same in one pass and in windows, and never throws", () => {
  for (const encoding of ["utf-8", "utf-16le"]) {
    const file = encode(trickyCsv({ count: 3, wide: "😀" }), encoding);
    for (let length = 0; length <= file.length; length += 1) {
      const { cursors: _, ...whole } = readFile(file.subarray(0, length));
      const { cursors: __, ...windowed } = readFile(file.subarray(0, length), { size: 400 });
      expect(windowed, `${encoding}, ${length} bytes`).toEqual(whole);
      for (const { code } of whole.faults) {
        expect(["FILE_INVALID", "HEADER_REQUIRED", "ENCODING_NOT_SUPPORTED"]).toContain(code);
      }
    }
  }
});

test("a cursor is small, survives JSON and gives the same rows again", () => {
  const file = encode(trickyCsv({ count: 50, wide: "œ" }), "utf-16le");
  const { cursors } = readFile(file, { size: 1000 });
  expect(cursors.length).toBeGreaterThan(10);
  for (const cursor of cursors) {
    const json = JSON.stringify(cursor);
    expect(json.length).toBeLessThan(200);
    const bytes = file.subarray(cursor.byte, cursor.byte + 1000);
    const last = cursor.byte + 1000 >= file.length;
    const again = () => readFregataWindow(JSON.parse(json), bytes.slice(), last, CONTEXT);
    expect(again()).toEqual(readFregataWindow(cursor, bytes, last, CONTEXT));
  }
});

test("a window of very short rows stops early, and the next one goes on", () => {
  const csv = csvOf(
    Array.from({ length: 50_000 }, () => ["x"]),
    { eol: "\n" },
  );
  const { pupils, cursors, faults } = readFile(csv);
  expect(faults).toEqual([]);
  expect(cursors.length).toBeGreaterThan(1);
  expect(pupils.map(({ line }) => line)).toEqual(pupils.map((_, index) => index + 2));
  expect(pupils).toHaveLength(50_000);
  expect(readFile(csvOf([]) + "\n;".repeat(500_000)).cursors).toHaveLength(1);
});

// In one piece, these make papaparse look ahead again and again, so that it never returns.
test("a window made of quotes is refused, not searched forever", () => {
  const malformed = `"${'x"'.repeat(400_000)}${" ".repeat(1_000_000)}`;
  expect(readFile(`${csvOf([])}${malformed}\n`).faults).toEqual(quote(2));
  // Each pair is one quote inside a cell, which is then longer than a row may be.
  expect(readFile(`${csvOf([])}${'"'.repeat(1_999_999)}\n`).faults).toEqual(record(2));
});

test("a first line sep=; is skipped, and the header still counts as line 1, in every encoding", () => {
  const plain = readFile(csvOf([aLine(), aLine({ sex: "X" }, 1)]));
  for (const encoding of ["utf-8", "utf-16le", "windows-1252", "macintosh"]) {
    const file = encode(`sep=;\r\n${csvOf([aLine(), aLine({ sex: "X" }, 1)])}`, encoding);
    const read = readFile(file);
    expect({ ...read, cursors: [] }).toEqual({ ...plain, cursors: [] });
    expect(read.pupils.map(({ line }) => line)).toEqual([2, 3]);
  }
  const commas = csvOf([aLine()], { delimiter: "," });
  expect(readFile(`sep=,\n${commas}`).pupils).toHaveLength(1);
  expect(readFile(`sep=;\n${commas}`).pupils).toHaveLength(1);
});

test("a row or a header longer than the limit is refused, even because of a column that is not read", () => {
  const unread = [...HEADERS, "Autre"];
  for (const length of [65_536, 1_900_000, 5_000_000]) {
    const csv = csvOf([aLine(), [...aLine({}, 1), "x".repeat(length)]], { headers: unread });
    const { pupils, faults } = readFile(csv, { size: 2 * 1024 * 1024 });
    expect([pupils.length, faults]).toEqual([1, record(3)]);
  }
  const kept = csvOf([[...aLine(), "x".repeat(60_000)]], { headers: unread });
  expect(readFile(kept)).toMatchObject({ faults: [], pupils: [{ line: 2, errors: [] }] });
  const wide = [...HEADERS, ...Array.from({ length: 100_000 }, (_, at) => `c${at}`)];
  for (const headers of [wide, [...HEADERS, "x".repeat(1_000_000)]]) {
    expect(readFile(csvOf([aLine()], { headers })).faults).toEqual(record(1));
  }
});
