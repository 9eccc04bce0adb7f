import { signOff as words } from "#words/attestations.ts";
import {
  INKS,
  MARGIN,
  type Sheet,
  WIDTH,
  writeFitted,
  writeParagraph,
} from "../../documents/pdf/layout.ts";
import { PAGE, type Writer } from "../../documents/pdf/pdf-writer.ts";
import type { Result } from "../result.ts";
import { drawHead } from "./attestation-page.ts";

/** A class is on one page, and a larger one on pages that are equally full. */
const MOST_ROWS = 30;
const HEAD = 18;
const TABLE_TOP = 162;
/** Where the last line of the table may end: the totals and the foot are below. */
const TABLE_END = 762;
const HIGHEST_ROW = 24;

/** Left edges, in points from the margin; each column ends where the next one begins. */
const COLUMNS = { rank: 0, name: 28, sign: 218, absent: 452 };

type Set = {
  school: { name: string };
  division: string;
  schoolYear: string;
  results: Result[];
};
type Row = { rank: string; lastName: string; firstName: string };

/** The list of the class with a line for each pupil's signature, and room for the day, the place and the totals. */
export function drawSignOffSheet(writer: Writer, set: Set): void {
  const { results } = set;
  const division = set.division || words.noDivision;
  const pages = Math.ceil(results.length / MOST_ROWS);
  const perPage = Math.ceil(results.length / pages);
  for (let page = 0; page < pages; page += 1) {
    const sheet: Sheet = { writer, page: writer.addPage() };
    drawHead(sheet, { kicker: set.school.name, title: words.title, schoolYear: set.schoolYear });
    drawFields(sheet, division);
    const intro = { x: MARGIN, y: 142, width: WIDTH };
    writeParagraph(sheet, words.intro(results.length), intro, { size: 10 });
    const rows = results.slice(page * perPage, (page + 1) * perPage);
    const height = Math.min(HIGHEST_ROW, (TABLE_END - TABLE_TOP - HEAD) / rows.length);
    writer.group("Table", () => {
      drawHeadings(writer, sheet);
      rows.forEach(({ lastName, firstName }, index) => {
        const rank = String(page * perPage + index + 1);
        const y = TABLE_TOP + HEAD + index * height;
        drawRow(writer, sheet, { rank, lastName, firstName }, { y, height });
      });
    });
    if (page === pages - 1) drawTotals(sheet, TABLE_TOP + HEAD + rows.length * height + 12);
    const foot = { x: MARGIN, y: PAGE.height - 42, width: WIDTH, least: 6, lines: 1 };
    const pageLabel = words.page(division, page + 1, pages);
    writeFitted(sheet, "P", pageLabel, foot, { size: 8.5, ink: INKS.muted });
  }
}

/** The class, and the lines to fill in: the day, the place, who hands over. */
function drawFields(sheet: Sheet, division: string): void {
  const label = { size: 8.5, ink: INKS.muted };
  const width = 96;
  const y = writeParagraph(sheet, words.division, { x: MARGIN, y: 100, width }, label);
  const name = { x: MARGIN, y: y - 2, width, least: 8, lines: 2 };
  writeFitted(sheet, "P", division, name, { size: 19, face: "bold" });
  const blanks = [
    { text: words.date, x: 112, width: 104 },
    { text: words.place, x: 230, width: 130 },
    { text: words.by, x: 374, width: WIDTH - 374 },
  ];
  for (const { text, x, width: wide } of blanks) {
    writeParagraph(sheet, text, { x: MARGIN + x, y: 100, width: wide }, label);
    line(sheet, { x: MARGIN + x, y: 133, width: wide });
  }
}

function drawHeadings(writer: Writer, sheet: Sheet): void {
  writer.group("TR", () => {
    for (const [key, x] of Object.entries(COLUMNS)) {
      const text = words.columns[key as keyof typeof COLUMNS];
      const box = { x: MARGIN + x, y: TABLE_TOP + 2, width: 200, least: 7, lines: 1 };
      writeFitted(sheet, "TH", text, box, { size: 9, face: "bold", ink: INKS.muted });
    }
  });
  sheet.page.ornament(() => {
    const y = TABLE_TOP + HEAD;
    sheet.page.box({ x: MARGIN, y, width: WIDTH, height: 1.2, ink: INKS.brand });
  });
}

function drawRow(
  writer: Writer,
  sheet: Sheet,
  row: Row,
  { y, height }: { y: number; height: number },
): void {
  const x = (key: keyof typeof COLUMNS) => MARGIN + COLUMNS[key];
  const size = 10;
  const top = y + (height - size * 1.32) / 2;
  const width = COLUMNS.sign - COLUMNS.name - 8;
  writer.group("TR", () => {
    const rank = { x: x("rank"), y: top, width: 24, least: 6, lines: 1 };
    writeFitted(sheet, "TD", row.rank, rank, { size: 9.5, ink: INKS.muted });
    const whole = `${row.lastName} ${row.firstName}`;
    const long = sheet.writer.measure("bold")(sheet.writer.clean(whole, "bold")) * 7 > width;
    const name = { x: x("name"), y: long ? y + 1 : top, width, least: 6.5, lines: 2 };
    writeFitted(sheet, "TD", whole, name, { size, face: "bold" });
  });
  sheet.page.ornament(() => {
    sheet.page.box({ x: MARGIN, y: y + height, width: WIDTH, height: 0.5, ink: INKS.line });
    for (const key of ["sign", "absent"] as const) {
      sheet.page.box({ x: x(key) - 6, y, width: 0.5, height, ink: INKS.line });
    }
    const box = { x: x("absent") + 10, y: y + height / 2 - 5, width: 10, height: 10 };
    sheet.page.frame({ ...box, ink: INKS.muted, line: 0.8 });
  });
}

function drawTotals(sheet: Sheet, y: number): void {
  const blanks = [
    { text: words.handed, x: 0, end: 110 },
    { text: words.kept, x: 122, end: 330 },
    { text: words.signature, x: 342, end: WIDTH },
  ];
  for (const { text, x, end } of blanks) {
    const width = sheet.writer.measure("regular")(sheet.writer.clean(text)) * 10;
    writeParagraph(sheet, text, { x: MARGIN + x, y, width: width + 1 }, { size: 10 });
    line(sheet, { x: MARGIN + x + width + 4, y: y + 13, width: end - x - width - 4 });
  }
}

function line(sheet: Sheet, box: { x: number; y: number; width: number }): void {
  sheet.page.ornament(() => sheet.page.box({ ...box, height: 0.6, ink: INKS.muted }));
}
