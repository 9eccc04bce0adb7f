import { schoolYearOf } from "../../platform/clock.ts";
import type { SchoolEnv, SchoolStatement } from "../../platform/school-env.ts";
import { nameKey } from "../../pupils/name-key.ts";
import type { ReadRow } from "../read/row.ts";

/** JSON goes to D1 in parameters of 2 MB at most. */
const CHUNK_CHARS = 700_000;

const COLUMNS = [
  ...["line", "number", "ine", "first_name", "last_name", "birth_date", "birth_city"],
  ...["external_id", "type", "status", "level", "score", "competences", "complementary", "comment"],
  ...["session", "center", "taken_on", "delivered_on", "verification_code", "version"],
  ...["school_year", "division", "search", "match_key", "usual_key", "first_key"],
];

/**
 * The statements that insert the rows of a file into the staging table, where SQL matches them all at once. Several
 * statements, for batches. `division` is the class that the school gave for this file, if any.
 */
export function* stageRows(
  env: SchoolEnv,
  input: { organizationId: number; importId: string; rows: ReadRow[]; division: string | null },
): Generator<SchoolStatement> {
  const insert = env.DB.prepare(
    `INSERT INTO certification_row (import_id, organization_id, ${COLUMNS.join(", ")})
     SELECT ?1, ?2, ${COLUMNS.map((_, at) => `value ->> ${at}`).join(", ")} FROM json_each(?3)`,
  );
  let chunk: string[] = [];
  let size = 0;
  for (const row of input.rows) {
    const json = JSON.stringify(valuesOf(row, input.division));
    if (size + json.length > CHUNK_CHARS && chunk.length > 0) {
      yield insert.bind(input.importId, input.organizationId, `[${chunk.join()}]`);
      [chunk, size] = [[], 0];
    }
    chunk.push(json);
    size += json.length;
  }
  if (chunk.length > 0)
    yield insert.bind(input.importId, input.organizationId, `[${chunk.join()}]`);
}

function valuesOf(row: ReadRow, division: string | null): Array<string | number | null> {
  const last = nameKey(row.lastName);
  const first = nameKey(row.firstName);
  const [bareLast, bareFirst] = [last.replaceAll(" ", ""), first.replaceAll(" ", "")];
  return [
    ...[row.line, row.number, row.ine, row.firstName, row.lastName, row.birthDate, row.birthCity],
    ...[row.externalId, row.type, row.status, row.level, row.score],
    JSON.stringify(row.competences),
    row.complementary && JSON.stringify(row.complementary),
    ...[row.comment, row.session, row.center, row.takenOn, row.deliveredOn, row.verificationCode],
    ...[row.version, schoolYearOf(row.takenOn), row.division ?? division ?? "", `${last} ${first}`],
    `${row.birthDate} ${bareLast}${bareFirst}`,
    `${row.birthDate} ${bareLast}`,
    bareFirst,
  ];
}
