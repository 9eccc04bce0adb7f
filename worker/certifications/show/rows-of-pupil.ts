import { firstKey, lastKey, usualKey } from "../../pupils/name-sql.ts";
import { ofPupil, type RowsOfPupil } from "../../pupils/rows-of-pupil.ts";

/** SQL: the pupil's names without blanks, as `match-rows.ts` compares them. */
const LAST_FIRST = `replace(${lastKey("p.search")} || ${firstKey("p.search")}, ' ', '')`;
const USUAL = `replace(${usualKey("p.search")}, ' ', '')`;

/** Results of the pupil, and results without a pupil that have the same names and birth date. */
const RESULTS = `organization_id = ?1 AND (pupil_id = ?2 OR (pupil_id IS NULL
  AND birth_date = ${ofPupil("p.birth_date")} AND replace(search, ' ', '') = ${ofPupil(LAST_FIRST)}))`;

/** SQL: one column of the file a result comes from. */
function ofFile(column: string): string {
  const [name, , alias = name] = column.split(" ");
  return `(SELECT i.${name} FROM certification_import i WHERE i.organization_id = ?1
    AND i.number = certification.file) AS ${alias}`;
}

/** The stored certifications of one pupil. Corrections are deleted first: the results identify them. */
export const RESULT_ROWS: readonly RowsOfPupil[] = [
  {
    part: "corrections",
    table: "certification_history",
    where: `organization_id = ?1
      AND number IN (SELECT number FROM certification WHERE ${RESULTS})`,
  },
  {
    part: "results",
    table: "certification",
    where: RESULTS,
    more: ["at AS imported_at", "imported_by", "filename"].map(ofFile).join(", "),
  },
  {
    part: "waitingResults",
    table: "certification_row",
    where: `organization_id = ?1 AND (pupil_id = ?2 OR ine = ${ofPupil("p.ine")}
      OR match_key = ${ofPupil(`p.birth_date || ' ' || ${LAST_FIRST}`)}
      OR usual_key = ${ofPupil(`CASE WHEN ${USUAL} <> '' THEN p.birth_date || ' ' || ${USUAL} END`)})`,
  },
];
