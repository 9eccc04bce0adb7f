import { attestation as words } from "#words/attestations.ts";
import {
  INKS,
  MARGIN,
  type Sheet,
  WIDTH,
  writeFitted,
  writeParagraph,
} from "../../documents/pdf/layout.ts";
import { HIGHEST_SCORE, levelOfResult, MAX_SCORE_V3 } from "../framework.ts";
import type { Result } from "../result.ts";

const HEIGHT = 74;
const PADDING = 16;
const LEFT = 170;

/** Score and maximum on one side, global level and what it means on the other. */
export function drawScore(sheet: Sheet, result: Result, top: number): number {
  sheet.page.ornament(() => {
    sheet.page.box({ x: MARGIN, y: top, width: WIDTH, height: HEIGHT, ink: INKS.tint });
    sheet.page.box({ x: MARGIN, y: top, width: 3, height: HEIGHT, ink: INKS.brand });
  });
  const label = { size: 8.5, ink: INKS.muted };
  const big = { size: 22, face: "bold" as const, ink: INKS.text };

  const left = { x: MARGIN + PADDING, y: top + 9, width: LEFT - PADDING };
  let y = writeParagraph(sheet, words.score, left, label);
  const score = result.score === null ? words.noScore : words.pix(result.score);
  y = writeFitted(sheet, "P", score, { ...left, y, least: 12, lines: 1 }, big);
  if (result.score !== null) {
    writeParagraph(sheet, maximumOf(result.version, result.score), { ...left, y }, { size: 9.5 });
  }

  const right = { x: MARGIN + LEFT + PADDING, y: top + 9, width: WIDTH - LEFT - 2 * PADDING };
  const { name, meaning } = levelOf(result);
  y = writeParagraph(sheet, words.level, right, label);
  y = writeFitted(sheet, "P", name, { ...right, y, least: 10, lines: 1 }, big);
  if (meaning !== "")
    writeFitted(sheet, "P", meaning, { ...right, y, least: 8, lines: 2 }, { size: 9.5 });
  return top + HEIGHT;
}

/**
 * Before v3 no file holds the maximum of the day: the highest score of the whole scale is printed instead. The same
 * goes for a score above today's maximum, which would contradict it.
 */
function maximumOf(version: Result["version"], score: number): string {
  return version === "v3" && score <= MAX_SCORE_V3
    ? words.maximum.v3(MAX_SCORE_V3)
    : words.maximum.v2(HIGHEST_SCORE);
}

/** The global level and what it means; none before v3, none below 64 pix. */
function levelOf(result: Result): { name: string; meaning: string } {
  if (result.version === "v2") return { name: words.noLevel.v2, meaning: words.levelV2 };
  const name = levelOfResult(result);
  if (name === "")
    return { name: words.noLevel.v3, meaning: result.score === null ? "" : words.levelBelow };
  return { name, meaning: words.levelMeaning[name.split(" ")[0] ?? ""] ?? "" };
}
