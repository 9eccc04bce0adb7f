import type { FileCode, RowCode, SkipReason } from "./codes.ts";

/**
 * One pupil as a school file gives it, normalised: trimmed, blanks collapsed, NFC.
 * An absent optional field is the empty string. `birthDate` is ISO (`2013-09-04`), or "" when wrong.
 */
export type PupilFields = {
  ine: string;
  lastName: string;
  usualName: string;
  firstName: string;
  middleName: string;
  thirdName: string;
  sex: "M" | "F" | "";
  birthDate: string;
  birthCity: string;
  birthCityCode: string;
  birthDepartment: string;
  /** Three digits, `100` is France. */
  birthCountry: string;
  mef: string;
  status: string;
  /** The class. Always "" out of the SIECLE reader: classes are joined later by `eleveId`. */
  division: string;
};

/**
 * What spoiled a value, when the value itself reveals it; the remedy depends on it. `ZERO_LOST` is `SPREADSHEET` unless
 * the column holds a leading zero elsewhere: known when the whole file is read, and never told.
 */
export type ErrorCause = "CONTROL_CHARACTER" | "SPREADSHEET" | "ZERO_LOST";

/**
 * `rank` orders the errors of one pupil; `field` is the SIECLE element or the Fregata column header; `value`
 * is what stands there, made visible, in at most 80 characters.
 */
export type RowError = {
  code: RowCode;
  field: string;
  rank: number;
  value?: string;
  cause?: ErrorCause;
};

export type PupilRow = {
  /** SIECLE: line of the `ELEVE` tag. Fregata: the row a spreadsheet shows (header = 1). */
  line: number;
  /** SIECLE `ELEVE_ID`; "" in Fregata. */
  eleveId: string;
  /** A pupil with a reason is not imported and none of its other fields was checked: `errors` is empty. */
  skip: SkipReason | null;
  /** ISO date of departure, with `LEFT` only. */
  leftOn?: string;
  errors: RowError[];
  fields: PupilFields;
};

/** A usable class of a pupil (SIECLE structure of type `D`, code not empty, not `Inactifs`). */
export type ClassRow = { eleveId: string; division: string };

/** A refusal of the file as a whole. `detail` feeds the French sentence. */
export type FileFault = {
  code: FileCode;
  line?: number;
  field?: string;
  detail?: Record<string, string | number>;
};

/**
 * What a file says about itself; absent when it does not. `exportedAt` is a local time, `2026-09-02T08:15:00`,
 * or only its day: cut to the same length, they sort as text.
 */
export type FileFacts = { schoolYear?: string; exportedAt?: string };

/** What reading needs to know of the world. `today` is the ISO date of the upload in Europe/Paris. */
export type ReadingContext = { uai: string; today: string };

/** The outcome of reading one window of a file. */
export type WindowResult<Cursor> = {
  pupils: PupilRow[];
  classes: ClassRow[];
  facts: FileFacts;
  /** Not empty: the file is refused and reading is over; `pupils` still holds those read before the fault. */
  faults: FileFault[];
  /** Where the next window starts; null when the file was read to its end or refused. */
  cursor: Cursor | null;
};
