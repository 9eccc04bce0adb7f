/** The columns of a result that come from a file. */
export const FIELDS = [
  ...["first_name", "last_name", "birth_date", "birth_city", "external_id", "type", "status"],
  ...["level", "score", "competences", "complementary", "comment", "session", "center"],
  ...["taken_on", "delivered_on", "verification_code", "version"],
];

/** Present in some files only: a file without them leaves the stored values, with these defaults for a new result. */
const SOMETIMES: Record<string, string> = {
  type: "''",
  level: "''",
  complementary: "'{}'",
  center: "''",
  delivered_on: "''",
  verification_code: "''",
  // Today's certification: used by every school since the start of the school year 2024.
  version: "CASE WHEN r.taken_on >= '2024-08-01' THEN 'v3' ELSE 'v2' END",
};

/** SQL: the fields of row `r` of a file, as a new result has them. */
export const NEW_VALUES = FIELDS.map((field) =>
  SOMETIMES[field] ? `coalesce(r.${field}, ${SOMETIMES[field]})` : `r.${field}`,
);

/** SQL: the fields of the result `c` once row `r` has corrected it. */
const CORRECTED_VALUES = FIELDS.map((field) =>
  SOMETIMES[field] ? `coalesce(r.${field}, c.${field})` : `r.${field}`,
);

/** SQL: the pupil of result `c` once row `r` has corrected it; a choice made by hand stays. */
const OWNER = "CASE WHEN c.by_hand THEN c.pupil_id ELSE coalesce(c.pupil_id, r.pupil_id) END";
const YEAR = "CASE WHEN c.by_hand THEN c.school_year ELSE r.school_year END";
const SCHOOLING = `(SELECT s.division FROM schooling s
  WHERE s.organization_id = r.organization_id AND s.pupil_id = coalesce(c.pupil_id, r.pupil_id)
    AND s.year = CAST(r.school_year AS INTEGER) AND s.division <> '')`;

/**
 * SQL: the class of the corrected result. The class of the base has priority and stays as it was when the result
 * was stored; it is read again only when the result moves to another year or gets its pupil. Without a class in the
 * base, the file of import `i` gives it, by its column or by its name.
 */
const DIVISION = `CASE WHEN c.by_hand THEN c.division ELSE coalesce(
  CASE WHEN r.school_year <> c.school_year OR c.pupil_id IS NULL THEN ${SCHOOLING} END,
  CASE WHEN ${SCHOOLING} IS NULL THEN coalesce(nullif(r.division, ''), nullif(i.file_division, '')) END,
  c.division) END`;

/** Year, class and pupil of a result, with their values once row `r` of import `i` has corrected it. */
const PLACES: Record<string, string> = {
  school_year: YEAR,
  division: DIVISION,
  pupil_id: OWNER,
};
const PLACE_FIELDS = Object.keys(PLACES);

/** In the order of `certification_history.before` and `after`. */
export const HISTORY_FIELDS = [...FIELDS, ...PLACE_FIELDS];
/** SQL: all of them once row `r` of import `i` has corrected result `c`. */
export const AFTER_VALUES = [...CORRECTED_VALUES, ...Object.values(PLACES)];

/** SQL: row `r` of import `i` would change result `c`. */
export const DIFFERS = HISTORY_FIELDS.map(
  (field, at) => `c.${field} IS NOT ${AFTER_VALUES[at]}`,
).join(" OR ");

/** SQL: the fields of `c` before and after `r`, as JSON arrays. */
export const BEFORE = `json_array(${HISTORY_FIELDS.map((field) => `c.${field}`).join(", ")})`;
export const AFTER = `json_array(${AFTER_VALUES.join(", ")})`;
