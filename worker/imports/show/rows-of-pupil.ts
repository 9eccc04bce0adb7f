import { ofPupil, type RowsOfPupil } from "../../pupils/rows-of-pupil.ts";

const NAME = ofPupil("p.first_name || ' ' || p.last_name");
const INE = ofPupil("p.ine");
const NOT_PURGED = "import_id IN (SELECT id FROM import WHERE organization_id = ?1 AND purged = 0)";
const STAGED = `import_id IN (SELECT id FROM import WHERE organization_id = ?1 AND cleaned = 0)
  AND ine = ${INE}`;

/** A row without INE, because the file had none, is found by the pupil's name. */
const NAMED = `(ine = ${INE} OR (coalesce(ine, '') = '' AND pupil = ${NAME}))`;

/** The rows that imports keep about one pupil: changes, errors, skips, anomalies, and staging not cleaned yet. */
export const IMPORT_ROWS: readonly RowsOfPupil[] = [
  { part: "changes", table: "pupil_change", where: "pupil_id = ?2 AND organization_id = ?1" },
  {
    part: "importErrors",
    table: "import_error",
    where: `${NOT_PURGED} AND (${NAMED} OR detail ->> 'otherPupil' = ${NAME})`,
  },
  { part: "notImported", table: "import_skip", where: `${NOT_PURGED} AND ${NAMED}` },
  {
    part: "anomalies",
    table: "import_anomaly",
    where: `${NOT_PURGED} AND (pupil_id = ?2 OR other_pupil_id = ?2)`,
  },
  {
    part: "fileBeingRead",
    table: "import_class",
    where: `(import_id, eleve_id) IN (SELECT import_id, eleve_id FROM import_row WHERE ${STAGED})`,
  },
  { part: "fileBeingRead", table: "import_row", where: STAGED },
];
