/** The limits of an archive. Source: `docs/domain/import.md` 1. */

/** A file of a school of 5 000 pupils is about 15 MiB once inflated. */
export const MAX_INFLATED_BYTES = 400 * 1024 * 1024;
/** A SIECLE export inflates 40 times, DEFLATE can inflate 1 032 times. */
export const MAX_RATIO = 200;
/** The ratio is not checked for these first bytes: the head of a normal file may repeat itself. */
export const RATIO_FREE_BYTES = 1024 * 1024;
/** Files that a person put in the archive; `MAX_ALL_ENTRIES` also counts hidden twins (macOS) and folders. */
export const MAX_ENTRIES = 16;
export const MAX_ALL_ENTRIES = 1000;
export const MAX_DIRECTORY_BYTES = 256 * 1024;
/** Bytes that mail servers, pipes and tapes add after the end of an archive. */
export const MAX_TRAILING_BYTES = 64 * 1024;
