import { signOff as words } from "#words/attestations.ts";
import { formatDate } from "#words/format.ts";
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

const ROW = 25;
const HEAD = 20;
const TABLE_TOP = 150;
const PER_PAGE = Math.floor((PAGE.height - 60 - TABLE_TOP - HEAD) / ROW);

/** Left edges, in points from the margin; each column ends where the next one begins. */
const COLUMNS = [
  { key: "rank", x: 0 },
  { key: "lastName", x: 28 },
  { key: "firstName", x: 168 },
  { key: "birth", x: 288 },
  { key: "sign", x: 356 },
] as const;

type Set = { division: string; schoolYear: string; results: Result[] };
type Cells = Record<(typeof COLUMNS)[number]["key"], string>;

/** The list of the class with a line for each pupil's signature, on as many pages as needed. */
export function drawSignOffSheet(writer: Writer, set: Set): void {
  const pages = Math.ceil(set.results.length / PER_PAGE);
  for (let page = 0; page < pages; page += 1) {
    const sheet: Sheet = { writer, page: writer.addPage() };
    const title = words.title(set.division);
    const y = drawHead(sheet, { kicker: words.kicker, title, schoolYear: set.schoolYear });
    const intro = { x: MARGIN, y: y + 6, width: WIDTH };
    writeParagraph(sheet, words.intro(set.results.length), intro, { size: 10.5 });
    writer.group("Table", () => {
      drawRow(writer, sheet, "TH", words.columns, TABLE_TOP);
      const rows = set.results.slice(page * PER_PAGE, (page + 1) * PER_PAGE);
      rows.forEach((result, index) => {
        const rank = String(page * PER_PAGE + index + 1);
        const { lastName, firstName, birthDate } = result;
        const cells = { rank, lastName, firstName, birth: formatDate(birthDate), sign: "" };
        drawRow(writer, sheet, "TD", cells, TABLE_TOP + HEAD + index * ROW);
      });
    });
    const foot = { x: MARGIN, y: PAGE.height - 48, width: WIDTH };
    writeParagraph(sheet, words.page(page + 1, pages), foot, { size: 8.5, ink: INKS.muted });
  }
}

function drawRow(writer: Writer, sheet: Sheet, role: "TH" | "TD", cells: Cells, y: number): void {
  const height = role === "TH" ? HEAD : ROW;
  sheet.page.ornament(() => {
    const line = { x: MARGIN, width: WIDTH, height: role === "TH" ? 1 : 0.5 };
    sheet.page.box({ ...line, y: y + height, ink: role === "TH" ? INKS.brand : INKS.line });
  });
  writer.group("TR", () => {
    COLUMNS.forEach(({ key, x }, index) => {
      const width = (COLUMNS[index + 1]?.x ?? WIDTH) - x - 8;
      const style =
        role === "TH" ? { size: 9, face: "bold" as const, ink: INKS.muted } : { size: 10.5 };
      const box = { x: MARGIN + x, y: y + 4, width, least: 5.5, lines: 3 };
      writeFitted(sheet, role, cells[key], box, style);
    });
  });
}
