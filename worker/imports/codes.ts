import { FORMATS, type FormatName, formatNames } from "./formats/formats.ts";

/** Faults of a whole file (`docs/domain/import.md` sections 1 to 3). */
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

/** Why a pupil of the file is left out of the import; never an error (`docs/domain/import.md` 2). */
export const SKIP_REASONS = ["LEFT", "NO_INE", "INE_NOT_GENUINE", "NO_DIVISION"] as const;

/** Reading stops after this many wrong rows: a school has 3 500 pupils, so the whole file is wrong. */
export const MAX_WRONG_ROWS = 20_000;
/** The reason of the `FileFault` stored when reading stops there. The error count shows it; it is not listed. */
export const WRONG_EVERYWHERE = "wrong-rows";

export type FileCode = (typeof FILE_CODES)[number];
export type RowCode = (typeof FORMATS)[FormatName]["rowCodes"][number];
export type ImportCode = FileCode | RowCode;

/** Every code once: some, like `INE_DUPLICATED`, exist in several formats. */
export const IMPORT_CODES: readonly ImportCode[] = [
  ...new Set<ImportCode>([
    ...FILE_CODES,
    ...formatNames().flatMap((name): readonly RowCode[] => FORMATS[name].rowCodes),
  ]),
];
export type SkipReason = (typeof SKIP_REASONS)[number];
