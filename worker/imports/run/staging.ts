import { MAX_NAME } from "../../platform/bounds.ts";
import type { SchoolEnv, SchoolStatement } from "../../platform/school-env.ts";
import { searchKey } from "../../pupils/name-key.ts";
import type { ClassRow, PupilRow } from "../records.ts";
import type { ImportRecord } from "../store.ts";

/** These limits keep one bound value far below D1's 2 MB. */
const ROWS_PER_STATEMENT = 250;
const MAX_JSON_LENGTH = 1_500_000;

/** The columns of a pupil that a file fills, in the order of all statements of the import. */
export const PUPIL_COLUMNS = [
  "last_name",
  "usual_name",
  "first_name",
  "middle_name",
  "third_name",
  "sex",
  "birth_date",
  "birth_city",
  "birth_city_code",
  "birth_department",
  "birth_country",
  "mef",
  "status",
  "division",
] as const;

/** The column computed from the names: written with them, never compared. */
export const DERIVED_COLUMNS = ["search"] as const;

const ROW_COLUMNS = [
  "ordinal",
  "line",
  "eleve_id",
  "skip",
  "left_on",
  "errors",
  "ine",
  ...PUPIL_COLUMNS,
  ...DERIVED_COLUMNS,
];

/** The statements that stage one window. */
export function stageStatements(
  env: SchoolEnv,
  row: ImportRecord,
  window: { pupils: PupilRow[]; classes: ClassRow[] },
): SchoolStatement[] {
  const pupils = window.pupils.map((pupil, index) => pupilValues(pupil, row.rowCount + index));
  // `seq` grows by one per window, so these ordinals keep the order of the file across windows.
  const classes = window.classes.map((one, index) => [
    row.seq * 1_000_000 + index,
    one.eleveId,
    one.division,
  ]);
  return [
    ...bulkInsert(env, "import_row", ROW_COLUMNS, row.id, pupils),
    ...bulkInsert(env, "import_class", ["ordinal", "eleve_id", "division"], row.id, classes),
  ];
}

function pupilValues(pupil: PupilRow, ordinal: number): Array<string | number | null> {
  const f = pupil.fields;
  return [
    ordinal,
    pupil.line,
    pupil.eleveId,
    pupil.skip,
    pupil.leftOn ?? null,
    pupil.errors.length > 0 ? JSON.stringify(pupil.errors) : null,
    cut(f.ine),
    cut(f.lastName),
    cut(f.usualName),
    cut(f.firstName),
    cut(f.middleName),
    cut(f.thirdName),
    f.sex,
    f.birthDate,
    cut(f.birthCity),
    cut(f.birthCityCode),
    cut(f.birthDepartment),
    cut(f.birthCountry),
    cut(f.mef),
    cut(f.status),
    cut(f.division),
    searchKey({
      lastName: cut(f.lastName),
      firstName: cut(f.firstName),
      usualName: cut(f.usualName),
    }),
  ];
}

/** Cuts a value at `MAX_NAME`: a longer one is already an error or belongs to a skipped pupil. */
function cut(value: string): string {
  return value.length > MAX_NAME ? [...value].slice(0, MAX_NAME).join("") : value;
}

function bulkInsert(
  env: SchoolEnv,
  table: string,
  columns: string[],
  importId: string,
  rows: Array<Array<string | number | null>>,
): SchoolStatement[] {
  const picked = columns.map((_, index) => `line ->> ${index}`).join(", ");
  // Each line is parsed once into JSONB (LIMIT keeps SQLite from parsing it again for each column).
  const statement = env.DB.prepare(
    `INSERT INTO ${table} (import_id, ${columns.join(", ")}) SELECT ?1, ${picked}
     FROM (SELECT jsonb(value) AS line FROM json_each(?2) LIMIT -1 OFFSET 0)`,
  );
  return slices(rows).map((json) => statement.bind(importId, json));
}

/** JSON arrays of at most `ROWS_PER_STATEMENT` rows; fewer when rows are unusually long. */
function slices(rows: Array<Array<string | number | null>>): string[] {
  const parts: string[] = [];
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    const json = JSON.stringify(rows.slice(from, from + ROWS_PER_STATEMENT));
    if (utf8Length(json) <= MAX_JSON_LENGTH) {
      parts.push(json);
    } else {
      const half = Math.ceil(Math.min(ROWS_PER_STATEMENT, rows.length - from) / 2);
      parts.push(...slices(rows.slice(from, from + half)));
      parts.push(...slices(rows.slice(from + half, from + ROWS_PER_STATEMENT)));
    }
  }
  return parts;
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}
