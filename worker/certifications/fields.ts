/** What a file says of a result, in the order of `certification_history.before` and `after`. */
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
export const CORRECTED_VALUES = FIELDS.map((field) =>
  SOMETIMES[field] ? `coalesce(r.${field}, c.${field})` : `r.${field}`,
);

/** SQL: row `r` says something else than result `c`. */
export const DIFFERS = FIELDS.map((field, at) => `c.${field} IS NOT ${CORRECTED_VALUES[at]}`).join(
  " OR ",
);

/** SQL: the fields of `c` before and after `r`, as JSON arrays. */
export const BEFORE = `json_array(${FIELDS.map((field) => `c.${field}`).join(", ")})`;
export const AFTER = `json_array(${CORRECTED_VALUES.join(", ")})`;
