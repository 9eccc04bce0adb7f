import { fitText, wrapText } from "./fit-text.ts";
import type { Role } from "./pdf-structure.ts";
import type { Face, Ink, Page, Writer } from "./pdf-writer.ts";
import { PAGE } from "./pdf-writer.ts";

export const INKS = {
  text: [27, 35, 51],
  muted: [86, 96, 116],
  brand: [11, 95, 96],
  tint: [228, 242, 240],
  soft: [201, 226, 222],
  line: [216, 221, 230],
  sun: [243, 167, 59],
} satisfies Record<string, Ink>;

export const MARGIN = 54;
export const WIDTH = PAGE.width - 2 * MARGIN;

export type Style = { size: number; face?: Face; ink?: Ink };
export type Box = { x: number; y: number; width: number };

/** A page being written: each call writes below `y` and returns the `y` below the new text. */
export type Sheet = { writer: Writer; page: Page };

/** A text on one line, shrunk then wrapped: never wider than its box, never under another. */
export function writeFitted(
  sheet: Sheet,
  role: Role,
  raw: string,
  box: Box & { least: number; lines: number },
  style: Style,
): number {
  const { face = "regular" } = style;
  const text = sheet.writer.clean(raw, face);
  const fitted = fitText(text, sheet.writer.measure(face), { ...box, size: style.size });
  return writeLines(sheet, role, fitted.lines, box, { ...style, size: fitted.size });
}

/** A paragraph. */
export function writeParagraph(sheet: Sheet, raw: string, box: Box, style: Style): number {
  const { face = "regular" } = style;
  const text = sheet.writer.clean(raw, face);
  const lines = wrapText(text, sheet.writer.measure(face), box.width / style.size);
  return writeLines(sheet, "P", lines, box, style);
}

function writeLines(sheet: Sheet, role: Role, lines: string[], box: Box, style: Style): number {
  const { size, face = "regular", ink = INKS.text } = style;
  const height = lineHeight(size);
  sheet.page.tagged(role, () => {
    lines.forEach((text, index) => {
      const y = box.y + size + index * height;
      // A space between lines, so that a reader does not join two words.
      const shown = index < lines.length - 1 ? `${text} ` : text;
      sheet.page.text({ x: box.x, y, text: shown, size, face, ink });
    });
  });
  return box.y + lines.length * height;
}

export function lineHeight(size: number): number {
  return size * 1.32;
}
