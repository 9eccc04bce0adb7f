import { firstKey, lastKey } from "../../pupils/name-sql.ts";
import { ofPupil, type RowsOfPupil } from "../../pupils/rows-of-pupil.ts";

/** SQL: the pupil's names without blanks, as `fullNameKey` folds those of a file. */
const LAST_FIRST = `replace(${lastKey("p.search")} || ${firstKey("p.search")}, ' ', '')`;

/** The stored campaign data of one pupil, and the lines and answers without a pupil that have the same names. */
export const CAMPAIGN_ROWS: readonly RowsOfPupil[] = [
  {
    part: "campaigns",
    table: "campaign_line",
    where: `organization_id = ?1 AND (pupil_id = ?2
      OR (pupil_id IS NULL AND name_key = ${ofPupil(LAST_FIRST)}))`,
  },
  {
    part: "campaigns",
    table: "campaign_archived",
    where: "organization_id = ?1 AND pupil_id = ?2",
  },
  {
    part: "campaigns",
    table: "campaign_exception",
    where: "organization_id = ?1 AND scope = 'pupil' AND target = ?2",
  },
  {
    part: "campaigns",
    table: "campaign_answer",
    where: `organization_id = ?1 AND (pupil_id = ?2
      OR (pupil_id IS NULL AND name_key = ${ofPupil(LAST_FIRST)}))`,
  },
];
