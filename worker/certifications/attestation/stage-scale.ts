import { stage as words } from "#words/attestations.ts";
import { INKS, MARGIN, type Sheet, writeParagraph } from "../../documents/pdf/layout.ts";
import { MAX_SCORE_V3 } from "../framework.ts";

/** Where each of the four levels begins, and where the last one ends. */
const STEPS = [0, 256, 512, 768, MAX_SCORE_V3];
const GAP = 2;

/** The four levels as one line filled up to the score; the level that was reached is in bold. */
export function drawStageScale(
  sheet: Sheet,
  score: number,
  place: { y: number; width: number },
): void {
  const at = (pix: number) => MARGIN + (Math.min(pix, MAX_SCORE_V3) / MAX_SCORE_V3) * place.width;
  const parts = words.scale.map((name, index) => {
    const [from = 0, to = 0] = [STEPS[index], STEPS[index + 1]];
    return { name, from, to, reached: score >= from && (score < to || index === 3) };
  });
  sheet.page.ornament(() => {
    for (const { from, to } of parts) {
      const x = at(from);
      const bar = { x, y: place.y, height: 6 };
      sheet.page.box({ ...bar, width: at(to) - x - GAP, ink: INKS.soft });
      if (score > from)
        sheet.page.box({ ...bar, width: at(Math.min(score, to)) - x - GAP, ink: INKS.brand });
    }
    const mark = at(score);
    sheet.page.box({ x: mark - 5, y: place.y - 4, width: 8, height: 14, ink: INKS.brand });
    sheet.page.box({ x: mark - 3, y: place.y - 2, width: 4, height: 10, ink: INKS.sun });
  });
  for (const { name, from, to, reached } of parts) {
    const box = { x: at(from), y: place.y + 9, width: at(to) - at(from) };
    const ink = reached ? INKS.text : INKS.muted;
    writeParagraph(sheet, name, box, { size: 9, face: reached ? "bold" : "regular", ink });
  }
}
