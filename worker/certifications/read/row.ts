import { MAX_NAME, MAX_TEXT } from "../../platform/bounds.ts";
import { drawControls } from "../../school-files/controls.ts";
import { isRuinedClass, isRuinedCode, isRuinedDate } from "../../school-files/spreadsheet.ts";
import { cleanCell, cleanLines } from "../../school-files/text.ts";
import { isUnreadable } from "../../school-files/unreadable.ts";
import { COMPETENCES, HIGHEST_LEVEL, HIGHEST_SCORE } from "../framework.ts";
import type { ResultStatus } from "../result.ts";
import { isNothing, readDate, readStatus, readWhole, splitResult } from "./cells.ts";
import { COLUMN_NAMES, type ColumnName, HEADERS, type Layout } from "./columns.ts";
import type { FaultCode, ResultFault } from "./faults.ts";

/**
 * A row of a file of results. Null in a field that only some files have: this file lacks it, and the stored value
 * stays.
 */
export type ReadRow = {
  line: number;
  number: string;
  firstName: string;
  lastName: string;
  birthDate: string;
  birthCity: string;
  externalId: string;
  type: string | null;
  status: ResultStatus;
  level: string | null;
  score: number | null;
  competences: Array<number | null>;
  complementary: Record<string, string> | null;
  comment: string;
  session: string;
  center: string | null;
  takenOn: string;
  deliveredOn: string | null;
  verificationCode: string | null;
  version: "v2" | "v3" | null;
  ine: string | null;
  division: string | null;
  uai: string | null;
};

const SHOWN = 40;
const NAMES: ColumnName[] = ["lastName", "firstName"];
const CODE = /^P-[2346789BCDFGHJKMPQRTVWXY]{8}$/;
const INE = /^[0-9A-Z]{10,11}$/;
const UAI = /^\d{7}[A-Z]$/;

/** One row of the file, or everything wrong with it. `today` is an ISO date: a later test date is a fault. */
export function readRow(
  cells: readonly string[],
  context: { layout: Layout; line: number; today: string },
): { row: ReadRow } | { faults: ResultFault[] } {
  const { layout, line, today } = context;
  const raw = (name: ColumnName) => cells[layout.places[name] ?? -1] ?? "";
  const text = (name: ColumnName) => cleanCell(raw(name));
  const optional = (name: ColumnName) => text(name) || null;
  const has = (name: ColumnName) => layout.places[name] !== undefined;
  const person = `${text("firstName")} ${text("lastName")}`.trim().slice(0, 80);
  const faults: ResultFault[] = [];
  const wrong: Wrong = (code, field, value = "", limit) => {
    faults.push({
      code,
      line,
      ...(person && { person }),
      field,
      ...(value && { value: drawControls(value.slice(0, SHOWN)) }),
      ...(limit !== undefined && { limit }),
    });
  };
  checkTexts(cells, layout, wrong);
  const division = optional("division");
  if (division !== null && isRuinedClass(division))
    wrong("SPREADSHEET", HEADERS.division, division);

  const number = text("number");
  if (!/^\d{1,15}$/.test(number)) {
    wrong(isRuinedCode(number) ? "SPREADSHEET" : "NUMBER_INVALID", HEADERS.number, number);
  }
  for (const name of NAMES) if (text(name) === "") wrong("NAME_MISSING", HEADERS[name]);
  const dates = readDates(text, today, wrong);
  const mark = readMark(raw, layout, wrong);
  const competences = layout.competences.map((place, at) =>
    readLevel(cells[place] ?? "", at, wrong),
  );
  const verificationCode = optional("verificationCode")?.toUpperCase() ?? null;
  checkCode("CODE_INVALID", "verificationCode", verificationCode, CODE);
  const ine = optional("ine")?.toUpperCase().replaceAll(" ", "") ?? null;
  checkCode("INE_INVALID", "ine", ine, INE);
  const uai = has("uai") ? text("uai").toUpperCase() : null;
  checkCode("UAI_INVALID", "uai", uai, UAI);

  function checkCode(code: FaultCode, name: ColumnName, value: string | null, shape: RegExp) {
    if (value === null || shape.test(value)) return;
    wrong(isRuinedCode(value) ? "SPREADSHEET" : code, HEADERS[name], value);
  }
  if (faults.length > 0) return { faults };
  return {
    row: {
      line,
      number: number.replace(/^0+(?=\d)/, ""),
      firstName: text("firstName"),
      lastName: text("lastName"),
      birthCity: text("birthCity"),
      externalId: text("externalId"),
      type: has("type") ? text("type") : null,
      ...mark,
      competences,
      complementary: readComplementary(cells, layout),
      comment: cleanLines(raw("comment")),
      session: text("session"),
      center: optional("center"),
      ...dates,
      verificationCode,
      ine,
      division,
      uai,
    },
  };
}

type Wrong = (code: FaultCode, field: string, value?: string, limit?: number) => void;

function checkTexts(cells: readonly string[], layout: Layout, wrong: Wrong): void {
  const check = (header: string, cell: string, limit: number) => {
    if (cell.length > limit) wrong("TOO_LONG", header, cell, limit);
    if (isUnreadable(cell)) wrong("UNREADABLE", header, cell);
  };
  for (const name of COLUMN_NAMES) {
    const cell = cells[layout.places[name] ?? -1] ?? "";
    check(HEADERS[name], cell, name === "comment" ? MAX_TEXT : MAX_NAME);
  }
  for (const { header, place } of layout.complementary) check(header, cells[place] ?? "", MAX_NAME);
}

/** The three dates; a test before the birth or in the future is impossible. */
function readDates(text: (name: ColumnName) => string, today: string, wrong: Wrong) {
  const read = (name: "birthDate" | "takenOn" | "deliveredOn") => {
    const date = readDate(text(name));
    if (date === null) {
      const ruined = isRuinedDate(text(name));
      wrong(ruined ? "SPREADSHEET" : "DATE_INVALID", HEADERS[name], text(name));
    }
    return date ?? "";
  };
  const birthDate = read("birthDate");
  const takenOn = read("takenOn");
  const deliveredOn = isNothing(text("deliveredOn")) ? null : read("deliveredOn");
  const born = birthDate !== "" && takenOn !== "" && birthDate < takenOn;
  if (birthDate && (birthDate < "1900" || (takenOn && !born))) {
    wrong("DATE_IMPOSSIBLE", HEADERS.birthDate, text("birthDate"));
  }
  if (takenOn && (takenOn > today || takenOn < "2016")) {
    wrong("DATE_IMPOSSIBLE", HEADERS.takenOn, text("takenOn"));
  }
  if (deliveredOn && takenOn && deliveredOn < takenOn) {
    wrong("DATE_IMPOSSIBLE", HEADERS.deliveredOn, text("deliveredOn"));
  }
  return { birthDate, takenOn, deliveredOn };
}

/** Status, score, global level and version, in the notation of each era. */
function readMark(raw: (name: ColumnName) => string, layout: Layout, wrong: Wrong) {
  const { era, places } = layout;
  const scoreColumn = era === "A" ? "scoreA" : era === "B" ? "scoreB" : "scoreC";
  const isPixPlus = /^pix\+/i.test(raw("type").trim());
  const split = era === "B" ? splitResult(raw("scoreB")) : null;
  if (era === "B" && !split) wrong("RESULT_UNREADABLE", HEADERS.scoreB, raw("scoreB"));
  const scoreText = split ? split.score : raw(scoreColumn);
  const score = isNothing(scoreText) ? null : readWhole(scoreText, 0, HIGHEST_SCORE);
  const readable = era !== "B" || split !== null;
  if (readable && !isNothing(scoreText) && score === null) {
    wrong("SCORE_OUT_OF_SCALE", HEADERS[scoreColumn], scoreText);
  }
  const status = places.status === undefined ? statusOfOld(score) : readStatus(raw("status"));
  if (status === null) wrong("STATUS_UNKNOWN", HEADERS.status, raw("status"));
  const scored = !isPixPlus && !layout.pixPlusOnly && readable;
  if (scored && status === "validated" && isNothing(scoreText)) {
    wrong("SCORE_MISSING", HEADERS[scoreColumn]);
  }
  const level = split ? split.level : places.level === undefined ? null : cleanCell(raw("level"));
  const kept = level !== null && isNothing(level) ? "" : level;
  const ofSplit = status === "validated" ? (split?.version ?? null) : null;
  const version = split ? ofSplit : versionOf({ status, level: kept, score, scored });
  return { status: status ?? ("started" as const), level: kept, score, version };
}

/** Until April 2021 files had no status: dashes for a cancelled one, 0 for a rejected one. */
function statusOfOld(score: number | null): ResultStatus {
  if (score === null) return "cancelled";
  return score === 0 ? "rejected" : "validated";
}

/** Only a former certification is validated with 64 Pix and no global level; null when nothing decides. */
function versionOf(mark: {
  status: ResultStatus | null;
  level: string | null;
  score: number | null;
  scored: boolean;
}): "v2" | "v3" | null {
  if (mark.level === null || mark.status !== "validated" || !mark.scored) return null;
  if (mark.level !== "") return "v3";
  return (mark.score ?? 0) >= 64 ? "v2" : null;
}

/** A level of -1 (a failed test) is shown as 0. Source: `docs/domain/results.md` 1.2. */
function readLevel(cell: string, at: number, wrong: Wrong): number | null {
  if (isNothing(cell)) return null;
  const level = readWhole(cell, -1, HIGHEST_LEVEL);
  if (level === null) wrong("LEVEL_OUT_OF_SCALE", COMPETENCES[at]?.code ?? "", cell);
  return level === null ? null : Math.max(0, level);
}

function readComplementary(cells: readonly string[], layout: Layout) {
  if (layout.complementary.length === 0) return null;
  const entries = layout.complementary.map(({ header, place }) => [
    header,
    cleanCell(cells[place] ?? ""),
  ]);
  return Object.fromEntries(entries);
}
