import { MAX_NAME } from "../../platform/bounds.ts";
import { isNothing, readMoment, readPix, readRatio, readYesNo } from "./cells.ts";
import type { ColumnName, FileKind } from "./columns.ts";

export type ReadLine = {
  /** Row number as a spreadsheet shows it. */
  line: number;
  lastName: string;
  firstName: string;
  /** Empty when the file has no class. */
  division: string;
  /** In ms; null when the file lacks it. */
  startedAt: number | null;
  /** 1 begun, 2 finished and not sent, 3 received. */
  rank: 1 | 2 | 3;
  /** When it was sent, else begun, in ms. */
  at: number | null;
  /** 0 to 1. */
  mastery: number | null;
  pix: number | null;
};

export type LineFault = "FILE_INVALID" | "DATE_INVALID" | "VALUE_INVALID" | "NAME_MISSING";

/** One line, read from its cells. Rules of the states: `docs/domain/campaigns.md` 4.1. */
export function readLine(
  cell: (column: ColumnName) => string,
  kind: FileKind,
  line: number,
): ReadLine | LineFault {
  const [lastName, firstName, division] = [cell("lastName"), cell("firstName"), cell("division")];
  if (lastName === "" && firstName === "") return "NAME_MISSING";
  if ([lastName, firstName, division].some(({ length }) => length > MAX_NAME))
    return "FILE_INVALID";
  const isCollection = kind === "collection";
  const startedAt = readValue(cell("startedOn"), readMoment);
  const sharedAt = readValue(cell(isCollection ? "sentOn" : "sharedOn"), readMoment);
  if (startedAt === "invalid" || sharedAt === "invalid") return "DATE_INVALID";
  const shared = cell(isCollection ? "sent" : "shared");
  const isShared = isNothing(shared) ? false : readYesNo(shared);
  const progress = readValue(cell("progress"), readRatio);
  const mastery = readValue(cell("mastery"), readRatio);
  const pix = readValue(cell("pix"), readPix);
  if (isShared === null || progress === "invalid" || mastery === "invalid" || pix === "invalid") {
    return "VALUE_INVALID";
  }
  return {
    ...{ line, lastName: own(lastName), firstName: own(firstName), startedAt },
    rank: isShared ? 3 : progress === 1 ? 2 : 1,
    division: isNothing(division) ? "" : own(division),
    at: isShared ? (sharedAt ?? startedAt) : startedAt,
    mastery: isShared ? mastery : null,
    pix: isShared ? pix : null,
  };
}

/** The value of a cell, null for `NA` or nothing. */
function readValue(cell: string, read: (cell: string) => number | null): number | null | "invalid" {
  return isNothing(cell) ? null : (read(cell) ?? "invalid");
}

/** Copies the text, so that it no longer keeps in memory the window of the file that it was cut from. */
function own(text: string): string {
  return text === "" ? "" : ` ${text}`.slice(1);
}
