import { attestation as words } from "#words/attestations.ts";
import {
  INKS,
  MARGIN,
  type Sheet,
  WIDTH,
  writeFitted,
  writeParagraph,
} from "../../documents/pdf/layout.ts";
import { AREAS, COMPETENCES, HIGHEST_LEVEL } from "../framework.ts";
import type { Result } from "../result.ts";

/** `docs/domain/results.md` 3.1: level 8 cannot be reached since v3, but a file may still contain it. */
const MOST = { v3: 7, v2: HIGHEST_LEVEL } as const;
/** Height of an area's title in rows, including the space above it. */
const TITLE_ROWS = 1.3;
const HEADING = 22;
const STEP = 11;
const SQUARE = 9;
const LEVEL_WIDTH = 62;

/** The highest level of a competence on the scale of this result. */
export function mostOf(result: Result): number {
  return Math.max(MOST[result.version], ...result.competences.map((level) => level ?? 0));
}

/** The five areas and their competences, each with its level as a figure and as a row of squares. */
export function drawCompetences(
  sheet: Sheet,
  result: Result,
  place: { top: number; bottom: number },
): void {
  const most = mostOf(result);
  const heading = { x: MARGIN, y: place.top, width: WIDTH / 2, least: 11, lines: 1 };
  writeFitted(sheet, "H2", words.competences, heading, { size: 12.5, face: "bold" });
  // Pix+ certifications do not use this framework.
  if (result.competences.every((level) => level === null)) {
    const none = { x: MARGIN, y: place.top + HEADING, width: WIDTH };
    writeParagraph(sheet, words.noCompetence, none, { size: 10 });
    return;
  }
  const scale = { x: squaresLeft(most), y: place.top + 3, width: 140, least: 7, lines: 1 };
  writeFitted(sheet, "P", words.scale(most), scale, { size: 8.5, ink: INKS.muted });

  const room = place.bottom - place.top - HEADING;
  const row = Math.min(17.5, room / (COMPETENCES.length + AREAS.length * TITLE_ROWS));
  let y = place.top + HEADING;
  let index = 0;
  for (const area of AREAS) {
    const title = { x: MARGIN, y: y + row * 0.24, width: WIDTH, least: 8, lines: 1 };
    const style = { size: row * 0.62, face: "bold" as const, ink: INKS.brand };
    writeFitted(sheet, "H3", `${area.code}. ${area.name}`, title, style);
    y += row * TITLE_ROWS;
    for (const { code, name } of area.competences) {
      drawRow(
        sheet,
        { label: `${code} ${name}`, level: result.competences[index] ?? null },
        { y, row, most },
      );
      y += row;
      index += 1;
    }
  }
}

function drawRow(
  sheet: Sheet,
  { label, level }: { label: string; level: number | null },
  { y, row, most }: { y: number; row: number; most: number },
): void {
  const size = row * 0.57;
  const baseline = y + row * 0.7;
  const left = squaresLeft(most);
  sheet.page.ornament(() => {
    sheet.page.box({ x: MARGIN, y: y + row - 0.5, width: WIDTH, height: 0.5, ink: INKS.line });
    for (let step = 0; step < most && level !== null; step += 1) {
      const ink = step < level ? INKS.brand : INKS.tint;
      const x = left + step * STEP;
      sheet.page.box({ x, y: y + (row - SQUARE) / 2, width: SQUARE, height: SQUARE, ink });
    }
  });
  const value = level === null ? words.notTested : String(level);
  const face = level === null ? "regular" : "bold";
  const ink = level === null ? INKS.muted : INKS.text;
  const width = sheet.writer.measure(face)(value) * size;
  sheet.page.tagged("P", () => {
    sheet.page.text({ x: MARGIN, y: baseline, text: `${label} `, size, ink: INKS.text });
    sheet.page.text({ x: MARGIN + WIDTH - width, y: baseline, text: value, size, face, ink });
  });
}

function squaresLeft(most: number): number {
  return MARGIN + WIDTH - LEVEL_WIDTH - most * STEP + 40;
}
