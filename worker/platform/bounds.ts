/** The limits of what the product accepts from outside, all in one file. Each is known before anything is read. */

const KIB = 1024;
const MIB = 1024 * KIB;

// Files of a school: pupils, results, directory. In characters, unless the name says bytes.

/** A name, a place, a class, an identifier. Source: `docs/domain/import.md` 2, FIELD_TOO_LONG. */
export const MAX_NAME = 255;
/** The longest text of a file: a jury's comment to the school. */
export const MAX_TEXT = 4_000;
/** A row of a CSV. A genuine one takes 600 in results, 1 500 in the directory. */
export const MAX_ROW = 64 * KIB;
/** A file of results: no session has 50 000 rows, and none takes 10 MiB. */
export const MAX_RESULTS_BYTES = 10 * MIB;
export const MAX_RESULTS_ROWS = 50_000;
/** A results file of a campaign: one line for each attempt of a pupil. */
export const MAX_CAMPAIGN_FILE_BYTES = 8 * MIB;
export const MAX_CAMPAIGN_FILE_ROWS = 20_000;
/** The number of faults of a file that are listed; further ones are only counted. */
export const MAX_TOLD_FAULTS = 1_000;

/** The only field that a form may hold several times: the ticked rows of a list. */
export const REPEATED_FIELD = "choix";
