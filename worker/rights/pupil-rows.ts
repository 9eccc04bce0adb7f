import { CAMPAIGN_ROWS } from "../campaigns/show/rows-of-pupil.ts";
import { RESULT_ROWS } from "../certifications/show/rows-of-pupil.ts";
import { IMPORT_ROWS } from "../imports/show/rows-of-pupil.ts";
import { PUPIL_ROWS, type RowsOfPupil } from "../pupils/rows-of-pupil.ts";

/** All rows about one pupil, in the order they can be deleted: the pupil's own row last. */
export const ROWS_OF_PUPIL: readonly RowsOfPupil[] = [
  ...IMPORT_ROWS,
  ...RESULT_ROWS,
  ...CAMPAIGN_ROWS,
  ...PUPIL_ROWS,
];
