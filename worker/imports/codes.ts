import { FORMATS, type FormatName, formatNames } from "./formats/formats.ts";

/** What can be wrong with the file as a whole (`docs/domain/import.md` sections 1 to 3). */
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

/** Why a pupil of the file is not imported, which is never an error (`docs/domain/import.md` 2). */
export const SKIP_REASONS = ["LEFT", "NO_INE", "INE_NOT_GENUINE", "NO_DIVISION"] as const;

/** A school has 3 500 pupils: beyond so many wrong rows a file is wrong everywhere, and reading stops. */
export const MAX_WRONG_ROWS = 20_000;
/** The reason of the `FileFault` kept when reading stopped there: it is told by the count, not as an error. */
export const WRONG_EVERYWHERE = "wrong-rows";

export type FileCode = (typeof FILE_CODES)[number];
export type RowCode = (typeof FORMATS)[FormatName]["rowCodes"][number];
export type ImportCode = FileCode | RowCode;

/** Every code once: `INE_DUPLICATED`, for one, exists in several formats. */
export const IMPORT_CODES: readonly ImportCode[] = [
  ...new Set<ImportCode>([
    ...FILE_CODES,
    ...formatNames().flatMap((name): readonly RowCode[] => FORMATS[name].rowCodes),
  ]),
];
export type SkipReason = (typeof SKIP_REASONS)[number];
