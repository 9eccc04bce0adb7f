import { isSegpaSql, yearLevelSql } from "../pupils/level.ts";

/** SQL: the levels that active pupils of school `?1` follow in year `?2`, those of SEGPA apart. */
export const LEVELS_OF_YEAR = `SELECT ${yearLevelSql("s.mef")} AS level, ${isSegpaSql("s.mef")} AS is_segpa,
    count(*) AS pupils, count(DISTINCT s.division) AS divisions
  FROM schooling s CROSS JOIN pupil p ON p.id = s.pupil_id
  WHERE s.organization_id = ?1 AND s.school_year = ?2 AND s.division <> '' AND p.deactivated_at IS NULL
  GROUP BY 1, 2`;
