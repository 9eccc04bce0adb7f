/** What can be wrong in a file of results. The sentence is written by `app/i18n/result-faults.ts`. */
export const FILE_FAULTS = [
  "EMPTY",
  "TOO_LARGE",
  "NOT_CSV",
  "ENCODING",
  "OTHER_PRODUCT",
  "MISSING_COLUMN",
  "DOUBLE_COLUMN",
  "MIXED_ERAS",
  "NO_ROW",
  "TOO_MANY_ROWS",
  "QUOTE",
] as const;

export const ROW_FAULTS = [
  "SECOND_HEADER",
  "CELLS",
  "TOO_LONG",
  "UNREADABLE",
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

export type ResultFault = {
  code: FaultCode;
  /** The row that a spreadsheet shows. */
  line?: number;
  person?: string;
  /** The column as its header names it. */
  field?: string;
  /** What the cell holds, cut short. */
  value?: string;
  /** The other line of a doubled number. */
  otherLine?: number;
};
