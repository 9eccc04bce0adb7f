import { isSegpaSql, YEAR_LEVELS, yearLevelSql } from "../../pupils/level.ts";
import type { LevelOfYear } from "../view.ts";

/** SQL: the levels of active pupils of school `?1` in year `?2`, SEGPA levels separately. */
export const LEVELS_OF_YEAR = `SELECT ${yearLevelSql("s.mef")} AS level, ${isSegpaSql("s.mef")} AS is_segpa,
    count(*) AS pupils, count(DISTINCT s.division) AS divisions
  FROM schooling s CROSS JOIN pupil p ON p.organization_id = ?1 AND p.id = s.pupil_id
  WHERE s.organization_id = ?1 AND s.year = CAST(?2 AS INTEGER) AND s.division <> '' AND p.deactivated_at IS NULL
  GROUP BY 1, 2`;

const ORDER: readonly string[] = YEAR_LEVELS;

/** The rows of `LEVELS_OF_YEAR` in the order of schooling, each SEGPA level after its ordinary one. */
export function toLevels(rows: Array<Record<string, unknown>>): LevelOfYear[] {
  return rows
    .map((row) => ({
      level: String(row.level),
      isSegpa: row.is_segpa === 1,
      pupils: Number(row.pupils),
      divisions: Number(row.divisions),
    }))
    .sort(
      (a, b) =>
        ORDER.indexOf(a.level) - ORDER.indexOf(b.level) || Number(a.isSegpa) - Number(b.isSegpa),
    );
}
