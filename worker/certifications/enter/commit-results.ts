import { lineNumber } from "../../journal/record.ts";
import { assertInBatch, runGuarded } from "../../platform/database.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import {
  AFTER,
  AFTER_VALUES,
  BEFORE,
  DIFFERS,
  FIELDS,
  HISTORY_FIELDS,
  NEW_VALUES,
} from "../fields.ts";
import { matchRows } from "./match-rows.ts";
import { readState } from "./open-import.ts";

/** The journal lists at most this many numbers of corrected certifications; the history holds them all. */
const TOLD_NUMBERS = 50;

/**
 * Stores the staged rows of an import in one transaction: matches, adds, corrects, counts and journals them. False
 * when nothing was written, because the import is already done or a row is missing.
 */
export async function commitResults(
  env: SchoolEnv,
  input: { organizationId: number; importId: string; rows: number },
): Promise<boolean> {
  const { organizationId, importId, rows } = input;
  const run = (sql: string) => env.DB.prepare(sql).bind(importId, organizationId);
  const statements = [
    assertInBatch(
      env,
      `EXISTS (SELECT 1 FROM certification_import WHERE id = ?1 AND state = 'staging')
       AND ?2 = (SELECT count(*) FROM certification_row WHERE import_id = ?1)`,
      importId,
      rows,
    ),
    env.DB.prepare("UPDATE certification_import SET rows = ?2 WHERE id = ?1").bind(importId, rows),
    ...matchRows(env, importId, organizationId),
    ...[KEEP_HISTORY, CORRECT, ADD, COUNT, FORGET_OLDER_ROWS, FORGET_SETTLED_ROWS].map(run),
    ...[TELL_IMPORTED, TELL_CORRECTED].map(run),
  ];
  return await runGuarded(env, statements, async () => {
    return (await readState(env, importId)) === "done";
  });
}

const KEEP_HISTORY = `INSERT INTO certification_history
    (organization_id, number, import_id, before, after, at)
  SELECT ?2, r.number, ?1, ${BEFORE}, ${AFTER},
    (SELECT at FROM certification_import WHERE id = ?1)
  FROM certification_row r JOIN certification_import i ON i.id = r.import_id
  JOIN certification c ON c.organization_id = ?2 AND c.number = r.number
  WHERE r.import_id = ?1 AND r.organization_id = ?2 AND (${DIFFERS})`;

/** The pupil stays; another date may move the result to another year, and to the pupil's class of that year. */
const CORRECT = `UPDATE certification AS c SET
    ${HISTORY_FIELDS.map((field, at) => `${field} = ${AFTER_VALUES[at]}`).join(", ")},
    search = r.search, file = i.number
  FROM certification_row r JOIN certification_import i ON i.id = r.import_id
  WHERE r.import_id = ?1 AND r.organization_id = ?2 AND c.organization_id = ?2
    AND c.number = r.number AND r.known = 1 AND (${DIFFERS})`;

/** SQL: the columns of a result, filled from row `r` of import `i`; pupil, class and `by_hand` as given. */
export function insertFrom(pupil: string, division: string, byHand = "0"): string {
  return `INSERT INTO certification (organization_id, number, ${FIELDS.join(", ")}, search,
      pupil_id, school_year, division, by_hand, file)
    SELECT r.organization_id, r.number, ${NEW_VALUES.join(", ")}, r.search,
      ${pupil}, r.school_year, ${division}, ${byHand}, i.number`;
}

const ADD = `${insertFrom("r.pupil_id", "r.division")}
  FROM certification_row r JOIN certification_import i ON i.id = r.import_id
  WHERE r.import_id = ?1 AND r.organization_id = ?2 AND r.known IS NULL AND r.reason IS NULL`;

const COUNT = `UPDATE certification_import SET state = 'done',
    added = (SELECT count(*) FROM certification_row
      WHERE import_id = ?1 AND known IS NULL AND reason IS NULL),
    corrected = (SELECT count(*) FROM certification_history
      WHERE organization_id = ?2 AND import_id = ?1),
    unchanged = (SELECT count(*) FROM certification_row WHERE import_id = ?1 AND known IS NOT NULL)
      - (SELECT count(*) FROM certification_history WHERE organization_id = ?2 AND import_id = ?1),
    unmatched = (SELECT count(*) FROM certification_row WHERE import_id = ?1 AND reason IS NOT NULL)
  WHERE id = ?1`;

/** Deletes the waiting rows of earlier files with the same numbers: the newest file wins. */
const FORGET_OLDER_ROWS = `DELETE FROM certification_row WHERE organization_id = ?2 AND import_id <> ?1
  AND number IN (SELECT number FROM certification_row WHERE import_id = ?1)`;

const FORGET_SETTLED_ROWS = `DELETE FROM certification_row
  WHERE import_id = ?1 AND organization_id = ?2 AND reason IS NULL`;

const TELL_IMPORTED = `INSERT INTO journal (organization_id, at, n, user_id, event, subject, detail)
  SELECT ?2, i.at, ${lineNumber("?2", "i.at")}, user_id, 'results.imported', ?1, json_object('rows', rows, 'added', added,
    'corrected', corrected, 'unchanged', unchanged, 'unmatched', unmatched)
  FROM certification_import i WHERE id = ?1`;

/** Lists the numbers and the fields that changed; their values before and after are in the history. */
const TELL_CORRECTED = `INSERT INTO journal (organization_id, at, n, user_id, event, subject, detail)
  SELECT ?2, i.at, ${lineNumber("?2", "i.at")}, i.user_id, 'results.corrected', ?1, json_object('corrected', i.corrected,
    'numbers', (SELECT group_concat(number, ', ') FROM (SELECT number FROM certification_history
      WHERE organization_id = ?2 AND import_id = ?1 ORDER BY number LIMIT ${TOLD_NUMBERS})),
    'fields', (SELECT group_concat(DISTINCT f.value)
      FROM (SELECT before, after FROM certification_history
        WHERE organization_id = ?2 AND import_id = ?1 LIMIT 1000) h,
        json_each('${JSON.stringify(HISTORY_FIELDS)}') f
      WHERE h.before ->> f.key IS NOT h.after ->> f.key))
  FROM certification_import i WHERE i.id = ?1 AND i.corrected > 0`;
