import { campaignSheet as words } from "#words/campaign-sheets.ts";
import { formatDate } from "#words/format.ts";
import {
  MARGIN,
  type Sheet as Pen,
  WIDTH,
  writeFitted,
  writeParagraph,
} from "../../documents/pdf/layout.ts";
import { type Ink, PAGE, type Writer } from "../../documents/pdf/pdf-writer.ts";
import { drawQr } from "./draw-qr.ts";
import { drawPupils, FIRST_LIST, laterLists } from "./pupil-list.ts";
import type { Sheet, SheetSet } from "./sheet.ts";

/** Schools print in black: no text is grey, which a photocopier would lose. */
export const BLACK: Ink = [0, 0, 0];
const SOFT: Ink = [64, 64, 64];

const QR = 112;
const PANEL = { y: 168, height: 152 };

/** One class and one campaign: the pupils' part, then the teacher's list, on as many pages as needed. */
export function drawSheet(writer: Writer, set: SheetSet, sheet: Sheet): void {
  const { pupils } = sheet;
  const later = laterLists(pupils.slice(FIRST_LIST.most));
  const pages = 1 + later.length;
  const pen: Pen = { writer, page: writer.addPage() };
  drawHead(pen, set, sheet);
  drawTitle(pen, sheet);
  drawDoor(pen, sheet);
  drawSteps(pen, set, sheet);
  drawTeacher(pen, pupils.length);
  const bottom = drawPupils(pen, pupils.slice(0, FIRST_LIST.most), FIRST_LIST.y);
  if (pages === 1) drawLater(pen, bottom + 8);
  drawFoot(pen, set, sheet, { page: 1, pages });
  later.forEach((part, index) => {
    const next: Pen = { writer, page: writer.addPage() };
    drawHead(next, set, sheet);
    const title = { x: MARGIN, y: 92, width: WIDTH, least: 11, lines: 1 };
    const name = words.rest(sheet.division);
    writeFitted(next, "H2", name, title, { size: 14, face: "bold", ink: BLACK });
    const end = drawPupils(next, part, 128);
    if (index === later.length - 1) drawLater(next, end + 8);
    drawFoot(next, set, sheet, { page: index + 2, pages });
  });
}

/** School and year on the left, the class on the right, where a person sorting sheets looks for it. */
function drawHead(pen: Pen, set: SheetSet, sheet: Sheet): void {
  const left = { x: MARGIN, width: WIDTH * 0.52 };
  const style = { size: 12, face: "bold" as const, ink: BLACK };
  writeFitted(pen, "P", set.school.name, { ...left, y: 36, least: 9, lines: 2 }, style);
  writeParagraph(pen, words.year(set.schoolYear), { ...left, y: 62 }, { size: 9.5, ink: SOFT });
  const label = pen.writer.clean(words.division);
  const labelWidth = pen.writer.measure("regular")(label) * 10;
  const name = pen.writer.clean(sheet.division, "bold");
  const wide = WIDTH * 0.48 - labelWidth - 22;
  const size = Math.max(9, Math.min(28, wide / pen.writer.measure("bold")(name)));
  const width = Math.min(wide, pen.writer.measure("bold")(name) * size + 1);
  const x = MARGIN + WIDTH - width;
  writeParagraph(
    pen,
    words.division,
    { x: x - labelWidth - 8, y: 60, width: labelWidth + 2 },
    { size: 10, ink: BLACK },
  );
  const box = { x, y: 70 - size, width: width + 1, least: 9, lines: 2 };
  writeFitted(pen, "P", sheet.division, box, { size, face: "bold", ink: BLACK });
  pen.page.ornament(() => {
    pen.page.box({ x: MARGIN, y: 82, width: WIDTH, height: 1.2, ink: BLACK });
  });
}

function drawTitle(pen: Pen, sheet: Sheet): void {
  const box = { x: MARGIN, y: 92, width: WIDTH, least: 13, lines: 2 };
  const y = writeFitted(pen, "H1", sheet.campaign, box, { size: 20, face: "bold", ink: BLACK });
  if (sheet.dueOn === null) return;
  const text = `${words.due}${words.day(sheet.dueOn)}`;
  writeParagraph(pen, text, { x: MARGIN, y: y + 1, width: WIDTH }, { size: 12, ink: BLACK });
}

/** The code and the link, in a frame: everything a pupil copies. */
function drawDoor(pen: Pen, sheet: Sheet): void {
  const { page } = pen;
  const inner = { x: MARGIN + 18, width: WIDTH - QR - 66 };
  page.ornament(() =>
    page.frame({
      x: MARGIN,
      y: PANEL.y,
      width: WIDTH,
      height: PANEL.height,
      ink: BLACK,
      line: 1.4,
    }),
  );
  const label = { size: 10, face: "bold" as const, ink: BLACK };
  const note = { size: 9, ink: SOFT };
  let y = writeParagraph(pen, words.code, { ...inner, y: PANEL.y + 16 }, label);
  const code = { ...inner, y: y - 4, least: 20, lines: 1 };
  const spaced = sheet.code.replace(/(.{3})(?=.)/g, "$1\u00a0");
  y = writeFitted(pen, "P", spaced, code, { size: 44, face: "bold", ink: BLACK });
  y = writeParagraph(pen, words.codeShape, { ...inner, y: y - 4 }, note);
  y = writeParagraph(pen, words.address, { ...inner, y: y + 8 }, label);
  const link = sheet.link.replace(/^https:\/\//, "");
  writeFitted(pen, "P", link, { ...inner, y, least: 7, lines: 2 }, { size: 12, ink: BLACK });
  const qr = { x: MARGIN + WIDTH - QR - 24, y: PANEL.y + 14, size: QR };
  page.tagged("Figure", () => drawQr(page, sheet.link, qr), words.qr(sheet.link));
  const width = pen.writer.measure("regular")(pen.writer.clean(words.sameLink)) * 9;
  const under = { x: qr.x + (QR - width) / 2, y: qr.y + QR + 6, width: width + 1 };
  writeParagraph(pen, words.sameLink, under, note);
}

function drawSteps(pen: Pen, set: SheetSet, sheet: Sheet): void {
  const host = new URL(sheet.link).host;
  const about = { provider: set.provider, host, isCollection: sheet.isCollection };
  const gap = 16;
  const width = (WIDTH - 2 * gap) / 3;
  const top = PANEL.y + PANEL.height + 14;
  pen.writer.group("L", () => {
    words.steps(about).forEach(({ title, text }, index) => {
      const x = MARGIN + index * (width + gap);
      pen.page.ornament(() =>
        pen.page.frame({ x, y: top, width: 20, height: 20, ink: BLACK, line: 1.2 }),
      );
      pen.writer.group("LI", () => {
        const number = { x: x + 6.4, y: top + 1.4, width: 14 };
        writeParagraph(pen, String(index + 1), number, { size: 12, face: "bold", ink: BLACK });
        const head = { x: x + 27, y: top + 2.5, width: width - 27, least: 8, lines: 1 };
        writeFitted(pen, "P", title, head, { size: 11, face: "bold", ink: BLACK });
        writeParagraph(pen, text, { x, y: top + 25, width }, { size: 9.5, ink: BLACK });
      });
    });
  });
}

/** Where the sheet may be cut: the part below is not for pupils. */
function drawTeacher(pen: Pen, pupils: number): void {
  const y = 424;
  pen.page.ornament(() => {
    for (let x = 0; x < PAGE.width; x += 8) {
      pen.page.box({ x, y, width: 4.5, height: 0.8, ink: SOFT });
    }
  });
  const label = { size: 9, face: "bold" as const, ink: SOFT };
  writeParagraph(pen, words.teacher, { x: MARGIN, y: y + 6, width: WIDTH }, label);
  const [date = "", room = "", teacher = ""] = words.fields;
  drawField(pen, date, { x: MARGIN, y: y + 24, width: 130 });
  drawField(pen, room, { x: MARGIN + 146, y: y + 24, width: 124 });
  drawField(pen, teacher, { x: MARGIN + 286, y: y + 24, width: WIDTH - 286 });
  const howTo = `${words.pupils(pupils)} ${words.howTo}`;
  writeParagraph(pen, howTo, { x: MARGIN, y: y + 46, width: WIDTH }, { size: 9.5, ink: BLACK });
}

function drawLater(pen: Pen, y: number): void {
  drawField(pen, words.later, { x: MARGIN, y, width: WIDTH });
}

/** A label, then a line to write on. */
function drawField(pen: Pen, label: string, box: { x: number; y: number; width: number }): void {
  const wide = pen.writer.measure("regular")(pen.writer.clean(label)) * 10;
  writeParagraph(pen, label, { ...box, width: wide + 1 }, { size: 10, ink: BLACK });
  const line = { x: box.x + wide + 6, y: box.y + 13, width: box.width - wide - 6 };
  pen.page.ornament(() => pen.page.box({ ...line, height: 0.6, ink: BLACK }));
}

function drawFoot(
  pen: Pen,
  set: SheetSet,
  sheet: Sheet,
  at: { page: number; pages: number },
): void {
  const text = words.foot(formatDate(set.day), sheet.division, at.page, at.pages);
  const box = { x: MARGIN, y: PAGE.height - 46, width: WIDTH, least: 6, lines: 1 };
  writeFitted(pen, "P", text, box, { size: 8.5, ink: SOFT });
}
