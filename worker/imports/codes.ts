/** What can be wrong with the file as a whole (`domain/import.md` sections 1 to 3). */
export const FILE_CODES = [
  "FORMAT_NOT_SUPPORTED",
  "PAYLOAD_TOO_LARGE",
  "ARCHIVE_SUSPICIOUS",
  "ARCHIVE_CONTENT",
  "ENCODING_NOT_SUPPORTED",
  "NOT_PUPIL_FILE",
  "UAI_MISMATCHED",
  "HEADER_REQUIRED",
  "HEADER_DUPLICATED",
  "FILE_INVALID",
  "EMPTY",
] as const;

/** Errors of one SIECLE pupil, in the order they are told for that pupil (`domain/import.md` 2). */
export const SIECLE_CODES = [
  "BIRTH_CITY_CODE_REQUIRED",
  "SEX_REQUIRED",
  "BIRTH_DATE_REQUIRED",
  "BIRTH_DATE_INVALID",
  "LAST_NAME_REQUIRED",
  "FIRST_NAME_REQUIRED",
  "INE_DUPLICATED",
  "NAME_UNREADABLE",
  "FIELD_TOO_LONG",
  "ELEVE_ID_DUPLICATED",
] as const;

/** Errors of one Fregata line; their order is the column order (`domain/import.md` 3). */
export const FREGATA_CODES = [
  "FIELD_REQUIRED",
  "INE_DUPLICATED",
  "SEX_INVALID",
  "BIRTH_DATE_INVALID",
  "CITY_CODE_INVALID",
  "DEPARTMENT_INVALID",
  "COUNTRY_INVALID",
  "STATUS_INVALID",
  "FIELD_TOO_LONG",
  "NAME_UNREADABLE",
] as const;

/** Why a pupil of the file is not imported, which is never an error (`domain/import.md` 2). */
export const SKIP_REASONS = ["LEFT", "NO_INE", "INE_NOT_GENUINE", "NO_DIVISION"] as const;

/** A school has 3 500 pupils: beyond so many wrong rows a file is wrong everywhere, and reading stops. */
export const MAX_WRONG_ROWS = 20_000;
/** The reason of the `FileFault` kept when reading stopped there: it is told by the count, not as an error. */
export const WRONG_EVERYWHERE = "wrong-rows";

export type FileCode = (typeof FILE_CODES)[number];
export type SiecleCode = (typeof SIECLE_CODES)[number];
export type FregataCode = (typeof FREGATA_CODES)[number];
export type RowCode = SiecleCode | FregataCode;
export type ImportCode = FileCode | RowCode;

/** Every code once: `INE_DUPLICATED`, for one, exists in both formats. */
export const IMPORT_CODES = [...FILE_CODES, ...SIECLE_CODES, ...FREGATA_CODES] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];
