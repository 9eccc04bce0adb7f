import { MAX_NAME } from "../../platform/bounds.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { MAX_WRONG_ROWS, WRONG_EVERYWHERE } from "../codes.ts";
import type { AnyReader, KeyField } from "../formats/reader.ts";
import { READERS } from "../formats/readers.ts";
import type { ErrorCause, FileFault } from "../records.ts";
import { type ImportRecord, isWrongEverywhere, moveImport } from "../store.ts";
import { findAnomalies } from "./find-anomalies.ts";
import { recordChanges } from "./record-changes.ts";
import { decide, predictCounts } from "./weigh-import.ts";

/** How many errors are stored, the first ones in the order of the file (`docs/domain/import.md` 4). */
export const MAX_KEPT_ERRORS = 1000;
/** How many characters of a class or an identifier an error shows. */
const SHOWN = 80;
const TOO_MANY: FileFault = { code: "FILE_INVALID", detail: { reason: WRONG_EVERYWHERE } };

/**
 * From `checking` to `refused`, `awaiting-confirmation` or `applying`, in one batch: joins the classes, skips
 * pupils without class, finds the duplicates, lists errors and skipped pupils, predicts the counts, finds the
 * anomalies, and decides; the changes of a waiting import are recorded at once. When the XML is broken,
 * pupils without class are not skipped: their structures may come after the break. Null when another runner
 * moved the import.
 */
export async function checkImport(env: SchoolEnv, row: ImportRecord): Promise<ImportRecord | null> {
  const { classesApart, keyFields } = READERS[row.kind];
  const broken = row.fault !== null;
  return await moveImport(env, row, [
    ...(classesApart ? [joinClasses(env, row), ...refuseWrongClasses(env, row, classesApart)] : []),
    ...(classesApart && !broken ? [skipWithoutClass(env, row)] : []),
    ...keyFields.flatMap((key) => markDuplicates(env, row, key)),
    ...listErrors(env, row),
    ...listSkipped(env, row),
    refuseEmpty(env, row),
    predictCounts(env, row),
    ...findAnomalies(env, row),
    ...decide(env, row),
    ...recordChanges(env, row, { when: "awaiting-confirmation" }),
  ]);
}

/** The last usable structure wins, wherever it is in the file. */
function joinClasses(env: SchoolEnv, row: ImportRecord) {
  return env.DB.prepare(
    `UPDATE import_row SET division = coalesce((
       SELECT c.division FROM import_class c
       WHERE c.import_id = ?1 AND c.eleve_id = import_row.eleve_id
       ORDER BY c.ordinal DESC LIMIT 1), '')
     WHERE import_id = ?1 AND eleve_id <> ''`,
  ).bind(row.id);
}

/** The file lists class codes apart from the pupils, so they are checked once joined. */
function refuseWrongClasses(
  env: SchoolEnv,
  row: ImportRecord,
  { field, ranks }: NonNullable<AnyReader["classesApart"]>,
) {
  const refuse = (code: "NAME_UNREADABLE" | "FIELD_TOO_LONG", cause: ErrorCause | null) =>
    `UPDATE import_row SET errors = json_insert(coalesce(errors, '[]'), '$[#]',
       json_object('code', '${code}', 'field', '${field}', 'rank', ?2,
         'value', iif(length(division) > ?3, substr(division, 1, ?3 - 1) || '…', division),
         'cause', ${cause ? `'${cause}'` : "NULL"}))
     WHERE import_id = ?1 AND skip IS NULL`;
  return [
    env.DB.prepare(
      `${refuse("NAME_UNREADABLE", "CONTROL_CHARACTER")} AND division GLOB '*[\u0080-\u009f␀-␡]*'`,
    ).bind(row.id, ranks.NAME_UNREADABLE, SHOWN),
    env.DB.prepare(`${refuse("FIELD_TOO_LONG", null)} AND length(division) > ${MAX_NAME}`).bind(
      row.id,
      ranks.FIELD_TOO_LONG,
      SHOWN,
    ),
  ];
}

/** A skipped pupil is not checked: `listErrors` ignores the errors of its row. */
function skipWithoutClass(env: SchoolEnv, row: ImportRecord) {
  return env.DB.prepare(
    `UPDATE import_row SET skip = 'NO_DIVISION'
     WHERE import_id = ?1 AND skip IS NULL AND division = ''`,
  ).bind(row.id);
}

/**
 * Adds one error to each repetition, naming the first pupil; at most `MAX_WRONG_ROWS` of them. Empty or
 * damaged values are not duplicates of each other.
 */
function markDuplicates(env: SchoolEnv, row: ImportRecord, rule: KeyField) {
  const { column } = rule;
  const compared = `import_id = ?1 AND skip IS NULL AND ${column} <> ''
    ${column === "ine" ? "AND ine NOT GLOB '*[^0-9A-Z]*'" : ""}`;
  return [
    env.DB.prepare(
      `UPDATE import_row SET errors = json_insert(coalesce(errors, '[]'), '$[#]', json_object(
         'code', ?2, 'field', ?3, 'rank', ?4, 'value', substr(d.value, 1, ?5),
         'detail', json_object(
           'otherPupil', d.pupil, 'otherLine', d.line, 'otherDivision', d.division)))
       FROM (SELECT * FROM (
         SELECT ordinal, row_number() OVER same AS nth, first_value(line) OVER same AS line,
           first_value(first_name || ' ' || last_name) OVER same AS pupil,
           first_value(division) OVER same AS division, ${column} AS value
         FROM import_row
         WHERE import_id = ?1 AND skip IS NULL AND ${column} IN (
           SELECT ${column} FROM import_row WHERE ${compared}
           GROUP BY ${column} HAVING count(*) > 1)
         WINDOW same AS (PARTITION BY ${column} ORDER BY ordinal)
       ) WHERE nth > 1 ORDER BY ordinal LIMIT ?6) d
       WHERE import_row.import_id = ?1 AND import_row.ordinal = d.ordinal`,
    ).bind(row.id, rule.code, rule.field, rule.rank, SHOWN, MAX_WRONG_ROWS),
    env.DB.prepare(
      `UPDATE import SET fault = ?2 WHERE id = ?1 AND fault IS NULL AND ?3 < (
         SELECT count(*) - count(DISTINCT ${column}) FROM import_row WHERE ${compared})`,
    ).bind(row.id, JSON.stringify(TOO_MANY), MAX_WRONG_ROWS),
  ];
}

function listErrors(env: SchoolEnv, row: ImportRecord) {
  const listsFault = row.fault !== null && !isWrongEverywhere(row);
  const room = MAX_KEPT_ERRORS - (listsFault ? 1 : 0);
  return [
    env.DB.prepare("DELETE FROM import_error WHERE import_id = ?1").bind(row.id),
    // Each wrong row has at least one error, so the first N wrong rows contain the first N errors.
    env.DB.prepare(
      `INSERT INTO import_error (import_id, ordinal, code, line, ine, pupil, field, detail)
       SELECT ?1, row_number() OVER (ORDER BY r.ordinal, e.value ->> 'rank') - 1, e.value ->> 'code',
         r.line, nullif(r.ine, ''), nullif(trim(r.first_name || ' ' || r.last_name), ''),
         e.value ->> 'field', json_patch(coalesce(e.value -> 'detail', '{}'), json_object(
           'value', e.value ->> 'value', 'cause', ${CAUSE},
           'division', nullif(substr(r.division, 1, ?3), '')))
       FROM (SELECT * FROM import_row
         WHERE import_id = ?1 AND skip IS NULL AND errors IS NOT NULL
         ORDER BY ordinal LIMIT ?2) r, json_each(r.errors) e
       ORDER BY r.ordinal, e.value ->> 'rank' LIMIT ?2`,
    ).bind(row.id, room, SHOWN),
    env.DB.prepare(
      `INSERT INTO import_error (import_id, ordinal, code, line, field, detail)
       SELECT ?1, ?3, f.value ->> 'code', f.value ->> 'line', f.value ->> 'field',
         coalesce(f.value -> 'detail', '{}')
       FROM json_each(json_array(json(?2))) f WHERE ?2 IS NOT NULL`,
    ).bind(row.id, listsFault ? row.fault : null, MAX_KEPT_ERRORS),
    env.DB.prepare(
      `UPDATE import SET error_count =
         iif(coalesce(fault ->> '$.detail.reason', '') = ?3, ?4, ?2 + (
           SELECT coalesce(sum(json_array_length(errors)), 0) FROM import_row
           WHERE import_id = ?1 AND skip IS NULL AND errors IS NOT NULL))
       WHERE id = ?1`,
    ).bind(row.id, listsFault ? 1 : 0, WRONG_EVERYWHERE, MAX_WRONG_ROWS),
  ];
}

/** `ZERO_LOST` becomes `SPREADSHEET` unless another row of the column still has a leading zero. */
const CAUSE = `CASE WHEN e.value ->> 'cause' <> 'ZERO_LOST' THEN e.value ->> 'cause'
  WHEN e.value ->> 'code' = 'CITY_CODE_INVALID' AND NOT EXISTS (
    SELECT 1 FROM import_row WHERE import_id = ?1 AND birth_city_code GLOB '0*') THEN 'SPREADSHEET'
  WHEN e.value ->> 'code' = 'DEPARTMENT_INVALID' AND NOT EXISTS (
    SELECT 1 FROM import_row WHERE import_id = ?1 AND birth_department GLOB '0*') THEN 'SPREADSHEET'
  END`;

function listSkipped(env: SchoolEnv, row: ImportRecord) {
  return [
    env.DB.prepare("DELETE FROM import_skip WHERE import_id = ?1").bind(row.id),
    env.DB.prepare(
      `INSERT INTO import_skip (import_id, ordinal, reason, line, ine, pupil, division, left_on)
       SELECT ?1, ordinal, skip, line, nullif(ine, ''), trim(first_name || ' ' || last_name),
         nullif(division, ''), left_on
       FROM import_row WHERE import_id = ?1 AND skip IS NOT NULL`,
    ).bind(row.id),
    env.DB.prepare(
      `UPDATE import SET skipped = (SELECT count(*) FROM import_skip WHERE import_id = ?1),
         left_out = (SELECT count(*) FROM import_skip WHERE import_id = ?1 AND reason <> 'LEFT')
       WHERE id = ?1`,
    ).bind(row.id),
  ];
}

/** Refuses a file that leaves no pupil to import: it would deactivate the whole school. */
function refuseEmpty(env: SchoolEnv, row: ImportRecord) {
  return env.DB.prepare(
    `INSERT INTO import_error (import_id, ordinal, code) SELECT ?1, 0, 'EMPTY'
     WHERE (SELECT error_count FROM import WHERE id = ?1) = 0
       AND NOT EXISTS (SELECT 1 FROM import_row WHERE import_id = ?1 AND skip IS NULL)`,
  ).bind(row.id);
}
