import { firstKey, lastKey } from "../../pupils/name-sql.ts";
import { DERIVED_COLUMNS, PUPIL_COLUMNS } from "./staging.ts";

/** SQL: the file's row `r` differs from the base's row `p` in a column that users see. */
export const DIFFERS = PUPIL_COLUMNS.map((column) => `p.${column} <> r.${column}`).join(" OR ");

const WRITTEN = [...PUPIL_COLUMNS, ...DERIVED_COLUMNS];

/**
 * SQL: the JSON object of the columns in which the file's row `r` differs from the base's row `p`, each with its value
 * before and after: `{"division":["6EME A","5EME B"]}`. Of a pupil who had left, also the columns of the departure.
 */
export const DIFF = `'{' || substr(${[
  ...WRITTEN.map(
    (column) =>
      `CASE WHEN p.${column} <> r.${column} THEN ',"${column}":' || json_array(p.${column}, r.${column}) ELSE '' END`,
  ),
  ...["deactivated_at", "leaving_reason", "left_on"].map(
    (column) =>
      `CASE WHEN p.${column} IS NOT NULL THEN ',"${column}":' || json_array(p.${column}, NULL) ELSE '' END`,
  ),
].join(" || ")}, 2) || '}'`;

/** SQL: the number that a new pupil, the file's row `r`, gets in school `?2`. */
export const NEW_NUMBER = "(SELECT next_pupil FROM school WHERE id = ?2) + r.ordinal";

/**
 * SQL: the active pupils of school `?2` whom import `?1` does not import. `NOT IN` reads the file once for all
 * pupils; with a correlated EXISTS, SQLite scans the whole file for each pupil.
 */
export const NOT_IMPORTED = `p.organization_id = ?2 AND p.deactivated_at IS NULL AND p.ine NOT IN (
  SELECT r.ine FROM import_row r WHERE r.import_id = ?1 AND r.skip IS NULL)`;

/** SQL: last and first name of a row, folded; the usual name does not count. */
export const NAME = (row: string) =>
  `${lastKey(`${row}.search`)} || char(9) || ${firstKey(`${row}.search`)}`;
