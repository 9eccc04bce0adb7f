import type { FileCode, RowCode, SkipReason } from "./codes.ts";

/**
 * One pupil of a school file, normalised: trimmed, blanks collapsed, NFC.
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
  /** The class. The SIECLE reader always returns "": classes are joined later by `eleveId`. */
  division: string;
};

/**
 * What spoiled a value, when the value itself reveals it; the suggested remedy depends on it. `ZERO_LOST` is
 * internal: once the whole file is read it becomes `SPREADSHEET`, unless the column has a leading zero elsewhere.
 */
export type ErrorCause = "CONTROL_CHARACTER" | "SPREADSHEET" | "ZERO_LOST";

/**
 * `rank` orders the errors of one pupil; `field` is the SIECLE element or the Fregata column header; `value`
 * is the content of the field, made visible, in at most 80 characters.
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
  /** When set, the pupil is not imported, its other fields are not checked, and `errors` is empty. */
  skip: SkipReason | null;
  /** ISO date of departure, with `LEFT` only. */
  leftOn?: string;
  errors: RowError[];
  fields: PupilFields;
};

/** A usable class of a pupil (SIECLE structure of type `D`, code not empty, not `Inactifs`). */
export type ClassRow = { eleveId: string; division: string };

/** A refusal of the whole file. `detail` fills in the French sentence. */
export type FileFault = {
  code: FileCode;
  line?: number;
  field?: string;
  detail?: Record<string, string | number>;
};

/**
 * What a file states about itself. `exportedAt` is a local time, `2026-09-02T08:15:00`, or only its day: cut to
 * the same length, two of them compare as text.
 */
export type FileFacts = { schoolYear?: string; exportedAt?: string };

/** The outside data that reading needs. `today` is the ISO date of the upload in Europe/Paris. */
export type ReadingContext = { uai: string; today: string };

/** The outcome of reading one window of a file. */
export type WindowResult<Cursor> = {
  pupils: PupilRow[];
  classes: ClassRow[];
  facts: FileFacts;
  /** When not empty, the file is refused and reading is over; `pupils` holds those read before the fault. */
  faults: FileFault[];
  /** Where the next window starts; null when the file was read to its end or refused. */
  cursor: Cursor | null;
};
