import { DERIVED_COLUMNS, PUPIL_COLUMNS } from "./staging.ts";

/** Every column that an import writes and an undo restores, in the order of `pupil_change.before`. */
export const KEPT_COLUMNS = [
  ...PUPIL_COLUMNS,
  ...DERIVED_COLUMNS,
  "deactivated_at",
  "last_import_id",
  "leaving_reason",
  "left_on",
] as const;

/** SQL: the file's row `r` differs from the base's row `p` in a column that users see. */
export const DIFFERS = PUPIL_COLUMNS.map((column) => `p.${column} <> r.${column}`).join(" OR ");

/** SQL: JSON array of the current columns of `p` (a JSON object would need too many arguments). */
export const BEFORE = `json_array(${KEPT_COLUMNS.map((column) => `p.${column}`).join(", ")})`;

/** SQL: the same array for the file's row `r`, without the last four columns. */
export const AFTER = `json_array(${[...PUPIL_COLUMNS, ...DERIVED_COLUMNS]
  .map((column) => `r.${column}`)
  .join(", ")})`;

/**
 * SQL: the active pupils of school `?2` whom import `?1` does not import. `NOT IN` reads the file once for all
 * pupils; with a correlated EXISTS, SQLite scans the whole file for each pupil.
 */
export const NOT_IMPORTED = `p.organization_id = ?2 AND p.deactivated_at IS NULL AND p.ine NOT IN (
  SELECT r.ine FROM import_row r WHERE r.import_id = ?1 AND r.skip IS NULL)`;
