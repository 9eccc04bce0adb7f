/** What an archive may be at most. Source: `docs/domain/import.md` 1. */

/** A file of a school of 5 000 pupils is about 15 MiB once inflated. */
export const MAX_INFLATED_BYTES = 400 * 1024 * 1024;
/** A SIECLE export inflates 40 times, DEFLATE can inflate 1 032 times. */
export const MAX_RATIO = 200;
/** The ratio of the first bytes says nothing: the head of a file may well repeat itself. */
export const RATIO_FREE_BYTES = 1024 * 1024;
/** Entries that a person put there; macOS adds hidden twins, other tools their folders. */
export const MAX_ENTRIES = 16;
export const MAX_ALL_ENTRIES = 1000;
export const MAX_DIRECTORY_BYTES = 256 * 1024;
/** What mail servers, pipes and tapes add after the end of an archive. */
export const MAX_TRAILING_BYTES = 64 * 1024;
