import { attestation as words } from "#words/attestations.ts";
import { formatDate } from "#words/format.ts";
import { wrapText } from "../../documents/pdf/fit-text.ts";
import {
  type Box,
  INKS,
  lineHeight,
  MARGIN,
  type Sheet,
  WIDTH,
  writeFitted,
  writeParagraph,
} from "../../documents/pdf/layout.ts";
import { PAGE, type Writer } from "../../documents/pdf/pdf-writer.ts";
import type { Result } from "../result.ts";
import { drawCompetences } from "./competence-table.ts";
import { drawScore } from "./score-panel.ts";

const NOTE = 8;
const BOTTOM = PAGE.height - 36;

/**
 * One pupil's statement: the pupil, what they obtained and when, the sixteen competences. Families receive it: it
 * names neither the file nor who imported it. As an `annex` it says so.
 */
export function drawAttestation(
  writer: Writer,
  about: {
    result: Result;
    school: { name: string; uai: string };
    sex: string;
    annex: boolean;
  },
): void {
  const { result, school, sex, annex } = about;
  const sheet: Sheet = { writer, page: writer.addPage() };
  let y = drawHead(sheet, {
    kicker: annex ? words.annexKicker : words.kicker,
    title: annex ? words.annexTitle : words.title,
    schoolYear: result.schoolYear,
  });
  y = drawIdentity(sheet, { result, sex }, y);
  y = drawFacts(sheet, result, y + 10);
  y = drawScore(sheet, result, y + 6);
  const notes = notesOf(result, school).map((note) => writer.clean(note));
  const notesTop = BOTTOM - heightOfNotes(writer, notes);
  drawCompetences(sheet, result, { top: y + 14, bottom: notesTop - 10 });
  drawNotes(sheet, notes, notesTop);
}

/** The top of every page: a rule, the subject, the title. */
export function drawHead(
  sheet: Sheet,
  head: { kicker: string; title: string; schoolYear: string },
): number {
  sheet.page.ornament(() => {
    sheet.page.box({ x: MARGIN, y: 40, width: WIDTH, height: 3, ink: INKS.brand });
    sheet.page.box({ x: MARGIN, y: 40, width: 48, height: 3, ink: INKS.sun });
  });
  const style = { size: 9.5, face: "bold" as const, ink: INKS.brand };
  const year = words.year(head.schoolYear);
  writeFitted(
    sheet,
    "P",
    head.kicker,
    { x: MARGIN, y: 52, width: WIDTH / 2, least: 9, lines: 1 },
    style,
  );
  const width = sheet.writer.measure("regular")(sheet.writer.clean(year)) * 9.5;
  writeParagraph(
    sheet,
    year,
    { x: MARGIN + WIDTH - width, y: 52, width: width + 1 },
    { size: 9.5, ink: INKS.muted },
  );
  const box = { x: MARGIN, y: 68, width: WIDTH, least: 13, lines: 2 };
  return writeFitted(sheet, "H1", head.title, box, { size: 21, face: "bold" });
}

function drawIdentity(
  sheet: Sheet,
  { result, sex }: { result: Result; sex: string },
  top: number,
): number {
  const name = { x: MARGIN, y: top + 14, width: WIDTH, least: 10, lines: 4 };
  const style = { size: 19, face: "bold" as const, ink: INKS.brand };
  const y = writeFitted(sheet, "H2", `${result.firstName} ${result.lastName}`, name, style);
  const born = { x: MARGIN, y: y + 1, width: WIDTH, least: 9.5, lines: 3 };
  return writeFitted(sheet, "P", words.born(sex, result.birthDate, result.birthCity), born, {
    size: 11,
  });
}

function drawFacts(sheet: Sheet, result: Result, top: number): number {
  const { facts } = words;
  const complementary = Object.entries(result.complementary)
    .filter(([, cell]) => cell === "Validée")
    .map(([header]) => header.replace(/^Certification /, ""));
  const rows = [
    [[facts.center, result.center]],
    [
      [facts.takenOn, formatDate(result.takenOn)],
      [facts.deliveredOn, formatDate(result.deliveredOn)],
      [facts.division, result.division],
    ],
    [
      [facts.number, result.number],
      [facts.session, result.session],
      [facts.type, result.type || "Pix"],
    ],
    complementary.length > 0 ? [[words.complementary, complementary.join(", ")]] : [],
  ];
  return rows.reduce((y, row) => drawFactRow(sheet, row, y), top);
}

function drawFactRow(sheet: Sheet, row: string[][], top: number): number {
  const gap = 16;
  const width = (WIDTH - gap * (row.length - 1)) / Math.max(row.length, 1);
  const bottoms = row.map(([label = "", value = ""], index) => {
    const box: Box = { x: MARGIN + index * (width + gap), y: top, width };
    const under = writeParagraph(sheet, label, box, { size: 8.5, ink: INKS.muted });
    const known = value !== "";
    const style = { size: 10.5, ink: known ? INKS.text : INKS.muted };
    const text = known ? value : words.facts.unknown;
    return writeFitted(sheet, "P", text, { ...box, y: under, least: 8.5, lines: 3 }, style);
  });
  return Math.max(top, ...bottoms.map((y) => y + 5));
}

function notesOf(result: Result, school: { name: string; uai: string }): string[] {
  return [
    ...(result.verificationCode === "" ? [] : [words.verification(result.verificationCode)]),
    ...(result.version === "v2" && result.score !== null ? [words.maximumNote] : []),
    words.foot(school),
  ];
}

function heightOfNotes(writer: Writer, notes: string[]): number {
  const measure = writer.measure("regular");
  const lines = notes.flatMap((note) => wrapText(note, measure, WIDTH / NOTE));
  return lines.length * lineHeight(NOTE) + notes.length * 2 + 8;
}

function drawNotes(sheet: Sheet, notes: string[], top: number): void {
  sheet.page.ornament(() => {
    sheet.page.box({ x: MARGIN, y: top, width: WIDTH, height: 0.75, ink: INKS.line });
  });
  notes.reduce((y, note) => {
    const box = { x: MARGIN, y, width: WIDTH };
    return writeParagraph(sheet, note, box, { size: NOTE, ink: INKS.muted }) + 2;
  }, top + 8);
}
