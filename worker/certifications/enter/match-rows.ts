import type { SchoolEnv } from "../../platform/school-env.ts";
import { firstKey, lastKey, usualKey } from "../../pupils/name-sql.ts";
/**
 * SQL that matches the rows of import `?1` with all pupils of school `?2`, including those who left: by INE, else
 * by last name (or usual name), first name and date of birth, without accents, case, hyphens or blanks. If several
 * match, none is linked. Sets `pupil_id`, `known`, `division` and `reason`. Source: `docs/domain/results.md` 2.
 */
export function matchRows(env: SchoolEnv, importId: string, organizationId: number) {
  return [BY_INE, BY_NAME, KNOWN, CLASS_OF_THE_YEAR, REASON].map((sql) =>
    env.DB.prepare(sql).bind(importId, organizationId),
  );
}

const BY_INE = `UPDATE certification_row SET pupil_id = p.id FROM pupil p
  WHERE certification_row.import_id = ?1 AND certification_row.ine IS NOT NULL
    AND p.organization_id = ?2 AND p.ine = certification_row.ine`;

/** CROSS JOIN keeps the order: each pupil finds its rows by index, instead of each row scanning the school. */
const BY_NAME = `WITH people AS MATERIALIZED (
    SELECT id, birth_date, replace(${lastKey("search")} || ${firstKey("search")}, ' ', '') AS last_first,
      replace(${firstKey("search")} || ${lastKey("search")}, ' ', '') AS first_last,
      replace(${usualKey("search")}, ' ', '') AS usual
    FROM pupil WHERE organization_id = ?2),
  found AS MATERIALIZED (
    SELECT r.line, p.id FROM people p CROSS JOIN certification_row r
    WHERE r.import_id = ?1 AND r.match_key = p.birth_date || ' ' || p.last_first
      AND r.pupil_id IS NULL
    UNION
    SELECT r.line, p.id FROM people p CROSS JOIN certification_row r
    WHERE p.usual <> '' AND r.import_id = ?1 AND r.usual_key = p.birth_date || ' ' || p.usual
      AND r.pupil_id IS NULL
      AND p.first_last = r.first_key || substr(p.first_last, length(r.first_key) + 1)
      AND p.last_first = substr(p.first_last, length(r.first_key) + 1) || r.first_key),
  counted AS MATERIALIZED (
    SELECT line, min(id) AS id, count(*) AS people FROM found GROUP BY line)
  UPDATE certification_row SET
    pupil_id = CASE counted.people WHEN 1 THEN counted.id END,
    reason = CASE WHEN counted.people > 1 THEN 'AMBIGUOUS' END
  FROM counted WHERE certification_row.import_id = ?1 AND certification_row.line = counted.line`;

const KNOWN = `UPDATE certification_row SET known = 1 FROM certification c
  WHERE certification_row.import_id = ?1 AND c.organization_id = ?2
    AND c.number = certification_row.number`;

const CLASS_OF_THE_YEAR = `UPDATE certification_row SET division = s.division FROM schooling s
  WHERE certification_row.import_id = ?1 AND certification_row.pupil_id IS NOT NULL
    AND s.organization_id = ?2 AND s.pupil_id = certification_row.pupil_id
    AND s.year = CAST(certification_row.school_year AS INTEGER) AND s.division <> ''`;

const REASON = `UPDATE certification_row SET reason = CASE
    WHEN known IS NOT NULL THEN NULL
    WHEN pupil_id IS NULL THEN coalesce(reason, 'UNKNOWN')
    WHEN division = '' THEN 'NO_CLASS' END
  WHERE import_id = ?1 AND organization_id = ?2`;
