/** How much the product takes from outside, each number in one place. Each is known before anything is read. */

const KIB = 1024;
const MIB = 1024 * KIB;

// Files of a school: pupils, results, directory. In characters, unless the name says bytes.

/** A name, a place, a class, an identifier. Source: `docs/domain/import.md` 2, FIELD_TOO_LONG. */
export const MAX_NAME = 255;
/** The longest text of a file: what a jury says to the school. */
export const MAX_TEXT = 4_000;
/** A row of a CSV. An honest one of results takes 600, of the directory 1 500. */
export const MAX_ROW = 64 * KIB;
/** A file of results: a session of 50 000 rows does not exist, one of 10 MiB neither. */
export const MAX_RESULTS_BYTES = 10 * MIB;
export const MAX_RESULTS_ROWS = 50_000;
/** A results file of a campaign: one line for each attempt of a pupil. */
export const MAX_CAMPAIGN_FILE_BYTES = 8 * MIB;
export const MAX_CAMPAIGN_FILE_ROWS = 20_000;
/** Of what is wrong in a file, so many faults are told; the others are counted. */
export const MAX_TOLD_FAULTS = 1_000;
