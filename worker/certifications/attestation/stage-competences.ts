import { attestation, stage as words } from "#words/attestations.ts";
import { INKS, type Sheet, writeFitted, writeParagraph } from "../../documents/pdf/layout.ts";
import { WIDE_PAGE } from "../../documents/pdf/pdf-writer.ts";
import { AREAS } from "../framework.ts";
import type { Result } from "../result.ts";
import { mostOf } from "./competence-table.ts";

/** The tinted part at the right of the page, in points. */
export const PANEL = { x: 635, width: WIDE_PAGE.width - 635 } as const;
const PADDING = 18;
const LEVEL_WIDTH = 26;
const SIZE = 8.2;

/** The sixteen competences, in figures only: the page is read from afar, this panel from near. */
export function drawStageCompetences(sheet: Sheet, result: Result): void {
  const x = PANEL.x + PADDING;
  const width = PANEL.width - 2 * PADDING;
  sheet.page.ornament(() => {
    const { width: wide } = PANEL;
    sheet.page.box({ x: PANEL.x, y: 0, width: wide, height: WIDE_PAGE.height, ink: INKS.tint });
  });
  let y = writeParagraph(sheet, words.competences, { x, y: 36, width }, { size: 12, face: "bold" });
  const scale = attestation.scale(mostOf(result));
  y = writeParagraph(sheet, scale, { x, y, width }, { size: 8, ink: INKS.muted });
  let index = 0;
  for (const { code, name, competences } of AREAS) {
    const title = { x, y: y + 9, width, least: 6, lines: 1 };
    const style = { size: 8.6, face: "bold" as const, ink: INKS.brand };
    y = writeFitted(sheet, "H2", `${code}. ${name}`, title, style) + 2;
    for (const one of competences) {
      const level = result.competences[index] ?? null;
      y = drawRow(sheet, { label: `${one.code} ${one.name}`, level }, { x, y, width });
      index += 1;
    }
  }
}

function drawRow(
  sheet: Sheet,
  { label, level }: { label: string; level: number | null },
  box: { x: number; y: number; width: number },
): number {
  const name = { ...box, y: box.y + 1.5, width: box.width - LEVEL_WIDTH, least: SIZE, lines: 3 };
  const bottom = writeFitted(sheet, "P", label, name, { size: SIZE }) + 2.5;
  const value = level === null ? "–" : String(level);
  const width = sheet.writer.measure("bold")(value) * 9.5;
  const right = { x: box.x + box.width - width, y: bottom - 14.5, width: width + 1 };
  writeParagraph(sheet, value, right, { size: 9.5, face: "bold" });
  sheet.page.ornament(() => {
    const { x, width: wide } = box;
    sheet.page.box({ x, y: bottom, width: wide, height: 0.5, ink: INKS.soft });
  });
  return bottom;
}
