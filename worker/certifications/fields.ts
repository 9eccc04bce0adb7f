/** What a file says of a result. */
export const FIELDS = [
  ...["first_name", "last_name", "birth_date", "birth_city", "external_id", "type", "status"],
  ...["level", "score", "competences", "complementary", "comment", "session", "center"],
  ...["taken_on", "delivered_on", "verification_code", "version"],
];

/** Told by some files only: another file that does not tell them takes nothing away. */
const SOMETIMES: Record<string, string> = {
  type: "''",
  level: "''",
  complementary: "'{}'",
  center: "''",
  delivered_on: "''",
  verification_code: "''",
  // Certification of today: every school since the start of the school year 2024.
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

/** SQL: whose result `c` is once row `r` has corrected it; what was chosen by hand stays. */
const OWNER = "CASE WHEN c.by_hand THEN c.pupil_id ELSE coalesce(c.pupil_id, r.pupil_id) END";
const YEAR = "CASE WHEN c.by_hand THEN c.school_year ELSE r.school_year END";
const SCHOOLING = `(SELECT s.division FROM schooling s
  WHERE s.pupil_id = coalesce(c.pupil_id, r.pupil_id) AND s.school_year = r.school_year
    AND s.division <> '')`;

/**
 * SQL: its class then. The class of the base goes first, and is kept as it was when the result came: another one
 * is taken when the result moves to another year or gets its pupil. Where the base knows none, the file of `i`
 * says it, by its column or by its name.
 */
const DIVISION = `CASE WHEN c.by_hand THEN c.division ELSE coalesce(
  CASE WHEN r.school_year <> c.school_year OR c.pupil_id IS NULL THEN ${SCHOOLING} END,
  CASE WHEN ${SCHOOLING} IS NULL THEN coalesce(nullif(r.division, ''), nullif(i.file_division, '')) END,
  c.division) END`;

/** What places a result, and its value once row `r` of import `i` has corrected it. */
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

/** SQL: row `r` of import `i` says something else than result `c`. */
export const DIFFERS = HISTORY_FIELDS.map(
  (field, at) => `c.${field} IS NOT ${AFTER_VALUES[at]}`,
).join(" OR ");

/** SQL: the fields of `c` before and after `r`, as JSON arrays. */
export const BEFORE = `json_array(${HISTORY_FIELDS.map((field) => `c.${field}`).join(", ")})`;
export const AFTER = `json_array(${AFTER_VALUES.join(", ")})`;
