/**
 * The rows of one table about one pupil: `where` is SQL of school `?1` and pupil `?2`. The export and the erasure of a
 * pupil use the same rows: each room lists its own, in the order they can be deleted. `more`: SQL of what the export
 * says besides the columns of the table.
 */
export type RowsOfPupil = { part: PupilPart; table: string; where: string; more?: string };

/** The parts of the file of a pupil's exported data. */
export type PupilPart =
  | "pupil"
  | "classes"
  | "changes"
  | "importErrors"
  | "notImported"
  | "anomalies"
  | "fileBeingRead"
  | "results"
  | "corrections"
  | "waitingResults"
  | "campaigns";

/** SQL: one column, or expression, of the current pupil. */
export function ofPupil(expression: string): string {
  return `(SELECT ${expression} FROM pupil p WHERE p.organization_id = ?1 AND p.id = ?2)`;
}

export const PUPIL_ROWS: readonly RowsOfPupil[] = [
  { part: "classes", table: "schooling", where: "pupil_id = ?2 AND organization_id = ?1" },
  { part: "pupil", table: "pupil", where: "id = ?2 AND organization_id = ?1" },
];
