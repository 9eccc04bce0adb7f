import { campaignSheet as words } from "#words/campaign-sheets.ts";
import { MARGIN, type Sheet as Pen, WIDTH } from "../../documents/pdf/layout.ts";
import type { Ink } from "../../documents/pdf/pdf-writer.ts";

type Pupil = { lastName: string; firstName: string };

const BLACK: Ink = [0, 0, 0];
const RULE: Ink = [150, 150, 150];
const COLUMNS = 3;
const GAP = 16;
const COLUMN = (WIDTH - (COLUMNS - 1) * GAP) / COLUMNS;
const BOX = 10.5;
const HEAD = 14;
/** Row heights that leave room to write; a long class gets narrower rows to stay on one page. */
const ROW = { wide: 22, narrow: 18 };

/** On the first page: under the part of the pupils. */
export const FIRST_LIST = { y: 488, most: 3 * COLUMNS * 4 };
const LATER_MOST = 30 * COLUMNS;

/** The pupils that do not fit on the first page, page by page. */
export function laterLists(pupils: Pupil[]): Pupil[][] {
  const pages: Pupil[][] = [];
  for (let at = 0; at < pupils.length; at += LATER_MOST) {
    pages.push(pupils.slice(at, at + LATER_MOST));
  }
  return pages;
}

/** The pupils in three columns, two boxes to tick before each name. Returns the `y` below them. */
export function drawPupils(pen: Pen, pupils: Pupil[], top: number): number {
  const perColumn = Math.ceil(pupils.length / COLUMNS);
  const height = perColumn <= 10 ? ROW.wide : ROW.narrow;
  const used = Math.ceil(pupils.length / Math.max(perColumn, 1));
  const { page } = pen;
  page.ornament(() => {
    for (let column = 0; column < used; column += 1) {
      const x = MARGIN + column * (COLUMN + GAP);
      const style = { size: 8.5, face: "bold" as const, ink: BLACK };
      page.text({ x: x + 2.4, y: top + 9, text: words.present, ...style });
      page.text({ x: x + 17.6, y: top + 9, text: words.sent, ...style });
    }
  });
  pen.writer.group("L", () => {
    pupils.forEach((pupil, index) => {
      const column = Math.floor(index / perColumn);
      const x = MARGIN + column * (COLUMN + GAP);
      const y = top + HEAD + (index - column * perColumn) * height;
      page.ornament(() => {
        const box = { y: y + (height - BOX) / 2, width: BOX, height: BOX, ink: BLACK, line: 0.8 };
        page.frame({ ...box, x: x + 0.4 });
        page.frame({ ...box, x: x + 15 });
        page.box({ x, y: y + height, width: COLUMN, height: 0.4, ink: RULE });
      });
      pen.writer.group("LI", () => {
        page.tagged("LBody", () =>
          drawName(pen, pupil, { x: x + 31, y: y + height / 2 + 3.3, width: COLUMN - 31 }),
        );
      });
    });
  });
  return top + HEAD + perColumn * height;
}

const SIZES = [9.5, 9, 8.5, 8, 7.5, 7];

/** The family name in bold, then the first name; long names are shrunk, then cut. */
function drawName(
  { writer, page }: Pen,
  pupil: Pupil,
  at: { x: number; y: number; width: number },
): void {
  const bold = writer.measure("bold");
  const regular = writer.measure("regular");
  let last = writer.clean(pupil.lastName, "bold");
  let first = writer.clean(pupil.firstName);
  const wide = () => bold(last) + regular(` ${first}`);
  const size = SIZES.find((each) => wide() * each <= at.width) ?? 7;
  const most = at.width / size;
  // The first name distinguishes siblings: it gets up to half of the width.
  if (wide() > most) {
    last = cutTo(last, bold, Math.max(most / 2, most - regular(` ${first}`)));
    first = cutTo(first, regular, most - bold(last) - regular(" "));
  }
  page.text({ x: at.x, y: at.y, text: last, size, face: "bold", ink: BLACK });
  const after = at.x + bold(last) * size;
  page.text({ x: after, y: at.y, text: ` ${first}`, size, ink: BLACK });
}

function cutTo(text: string, measure: (text: string) => number, width: number): string {
  if (measure(text) <= width) return text;
  const letters = Array.from(text);
  while (letters.length > 0 && measure(`${letters.join("")}…`) > width) letters.pop();
  return `${letters.join("")}…`;
}
