import type { OtherFile } from "../../school-files/other-files.ts";

/** The faults of a file of results. The sentence is written by `words/result-faults.ts`. */
export const FILE_FAULTS = [
  "EMPTY",
  "BUSY",
  "INTERRUPTED",
  "TOO_LARGE",
  "NOT_CSV",
  "ENCODING",
  "OTHER_PRODUCT",
  "MISSING_COLUMN",
  "DOUBLE_COLUMN",
  "HEADER_TOO_LONG",
  "MIXED_ERAS",
  "NO_ROW",
  "TOO_MANY_ROWS",
  "ROW_TOO_LONG",
  "QUOTE",
] as const;

export const ROW_FAULTS = [
  "SECOND_HEADER",
  "CELLS",
  "TOO_LONG",
  "UNREADABLE",
  "SPREADSHEET",
  "NUMBER_INVALID",
  "NUMBER_DOUBLED",
  "NAME_MISSING",
  "DATE_INVALID",
  "DATE_IMPOSSIBLE",
  "STATUS_UNKNOWN",
  "SCORE_MISSING",
  "SCORE_OUT_OF_SCALE",
  "LEVEL_OUT_OF_SCALE",
  "RESULT_UNREADABLE",
  "CODE_INVALID",
  "INE_INVALID",
  "UAI_INVALID",
] as const;

export type FaultCode = (typeof FILE_FAULTS)[number] | (typeof ROW_FAULTS)[number];

/** The HTTP status of a refused file. */
export function refusalStatus(faults: readonly ResultFault[]): number {
  const statuses: Partial<Record<FaultCode, number>> = {
    BUSY: 409,
    TOO_LARGE: 413,
    INTERRUPTED: 400,
  };
  return statuses[faults[0]?.code ?? "EMPTY"] ?? 422;
}

export type ResultFault = {
  code: FaultCode;
  /** The row number as a spreadsheet shows it. */
  line?: number;
  person?: string;
  /** The header of the column. */
  field?: string;
  /** The content of the cell, cut short. */
  value?: string;
  /** The most characters the cell may have. */
  limit?: number;
  /** The actual type of a file that is not a results file. */
  found?: OtherFile | "zip" | "xml";
  /** The other line of a doubled number. */
  otherLine?: number;
};
