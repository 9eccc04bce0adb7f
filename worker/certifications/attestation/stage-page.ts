import { attestation, stage as words } from "#words/attestations.ts";
import { formatNumber } from "#words/format.ts";
import {
  type Box,
  INKS,
  MARGIN,
  type Sheet,
  type Style,
  writeFitted,
  writeParagraph,
} from "../../documents/pdf/layout.ts";
import { WIDE_PAGE, type Writer } from "../../documents/pdf/pdf-writer.ts";
import { levelOfResult, MAX_SCORE_V3 } from "../framework.ts";
import type { Result } from "../result.ts";
import { drawStageCompetences, PANEL } from "./stage-competences.ts";
import { drawStageScale } from "./stage-scale.ts";

/** The part of the page that is read from afar. */
const WIDTH = PANEL.x - 2 * MARGIN;

type School = { name: string; uai: string };

/**
 * The attestation to hand over on stage: the name large, the level and the score, room for a stamp and a signature.
 * It never claims to be the official certificate. Without a global level, the score is alone; without competences,
 * the panel at the right is left out.
 */
export function drawStagePage(
  writer: Writer,
  { result, school }: { result: Result; school: School },
): void {
  const sheet: Sheet = { writer, page: writer.addPage(WIDE_PAGE) };
  if (result.competences.some((level) => level !== null)) drawStageCompetences(sheet, result);
  drawHead(sheet, result, school);
  drawName(sheet, result);
  drawResult(sheet, result);
  drawSigning(sheet);
  const foot = { x: MARGIN, y: 556, width: WIDTH, least: 6, lines: 2 };
  const said = words.foot(school, result.number, result.takenOn);
  writeFitted(sheet, "P", said, foot, { size: 7.5, ink: INKS.muted });
}

function drawHead(sheet: Sheet, result: Result, school: School): void {
  sheet.page.ornament(() => {
    sheet.page.box({ x: MARGIN, y: 40, width: WIDTH, height: 3, ink: INKS.brand });
    sheet.page.box({ x: MARGIN, y: 40, width: 42, height: 3, ink: INKS.sun });
  });
  const name = { x: MARGIN, y: 51, width: WIDTH * 0.64, least: 9, lines: 2 };
  writeFitted(sheet, "P", school.name, name, { size: 13, face: "bold" });
  const year = attestation.year(result.schoolYear);
  const style = { size: 12.5, ink: INKS.muted };
  const width = widthOf(sheet, year, style);
  writeParagraph(sheet, year, { x: MARGIN + WIDTH - width, y: 51, width: width + 1 }, style);
}

function drawName(sheet: Sheet, result: Result): void {
  const line: Box = { x: MARGIN, y: 102, width: WIDTH };
  let y = writeParagraph(sheet, attestation.title, line, { size: 18, face: "bold" });
  y = writeParagraph(sheet, words.about, { ...line, y }, { size: 11.5, ink: INKS.muted });
  writeParagraph(sheet, words.to, { ...line, y: 166 }, { size: 11.5, ink: INKS.muted });
  const name = { ...line, y: 180, least: 20, lines: 2 };
  const style: Style = { size: 46, face: "bold", ink: INKS.brand };
  y = writeFitted(sheet, "H1", `${result.firstName} ${result.lastName}`, name, style);
  if (result.division === "") return;
  const division = { ...line, y: y + 1, least: 9, lines: 1 };
  writeFitted(sheet, "P", words.division(result.division), division, { size: 15 });
}

function drawResult(sheet: Sheet, result: Result): void {
  const { score, version } = result;
  const level = levelOfResult(result);
  let x = MARGIN;
  if (level) x += drawFigure(sheet, words.level, level, { x, y: 286, width: WIDTH * 0.55 }) + 36;
  if (score !== null) {
    const box = { x, y: 286, width: WIDTH * 0.4 };
    const width = drawFigure(sheet, words.score, formatNumber(score), box);
    const most = version === "v3" && score <= MAX_SCORE_V3 ? MAX_SCORE_V3 : null;
    const unit = { x: x + width + 8, y: 313.5, width: 110 };
    writeParagraph(sheet, words.pix(most), unit, { size: 13.5, ink: INKS.muted });
  }
  const meaning = attestation.levelMeaning[level.split(" ")[0] ?? ""];
  if (!meaning) return;
  writeFitted(
    sheet,
    "P",
    meaning,
    { x: MARGIN, y: 346, width: WIDTH, least: 9, lines: 2 },
    { size: 11.5 },
  );
  if (score !== null && version === "v3") drawStageScale(sheet, score, { y: 378, width: WIDTH });
}

/** A large value under its label; returns its width. */
function drawFigure(sheet: Sheet, label: string, value: string, box: Box): number {
  const y = writeParagraph(sheet, label, box, { size: 9.5, ink: INKS.muted });
  const style = { size: 33, face: "bold" as const };
  writeFitted(sheet, "P", value, { ...box, y: y - 4, least: 14, lines: 1 }, style);
  return Math.min(box.width, widthOf(sheet, value, style));
}

function drawSigning(sheet: Sheet): void {
  const top = 462;
  const height = 84;
  const label: Style = { size: 9.5 };
  const lines = [
    { text: words.place, y: top + 4 },
    { text: words.day, y: top + 30 },
  ];
  const stamp = { x: MARGIN + 200, y: top, width: 142, height };
  const sign = { x: MARGIN + 358, y: top, width: WIDTH - 358, height };
  for (const { text, y } of lines) {
    writeParagraph(sheet, text, { x: MARGIN, y, width: 60 }, label);
    const x = MARGIN + widthOf(sheet, text, label) + 6;
    sheet.page.ornament(() => {
      const width = MARGIN + 184 - x;
      sheet.page.box({ x, y: y + 13, width, height: 0.6, ink: INKS.muted });
    });
  }
  sheet.page.ornament(() => {
    sheet.page.frame({ ...stamp, ink: INKS.muted, line: 0.6, dash: 3 });
    sheet.page.frame({ ...sign, ink: INKS.line, line: 0.8 });
  });
  const small = { size: 9, ink: INKS.muted };
  writeParagraph(sheet, words.stamp, { x: stamp.x + 9, y: top + 5, width: 130 }, small);
  writeParagraph(sheet, words.head, { x: sign.x + 9, y: top + 5, width: sign.width - 18 }, label);
}

function widthOf(sheet: Sheet, text: string, { size, face = "regular" }: Style): number {
  return sheet.writer.measure(face)(sheet.writer.clean(text, face)) * size;
}
