import { isSegpaSql, type YearLevel, yearLevelSql } from "../pupils/level.ts";

/** SQL: the levels that active pupils of school `?1` follow in year `?2`, those of SEGPA apart. */
export const LEVELS_OF_YEAR = `SELECT ${yearLevelSql("s.mef")} AS level, ${isSegpaSql("s.mef")} AS is_segpa,
    count(*) AS pupils, count(DISTINCT s.division) AS divisions
  FROM schooling s CROSS JOIN pupil p ON p.id = s.pupil_id
  WHERE s.organization_id = ?1 AND s.school_year = ?2 AND s.division <> '' AND p.deactivated_at IS NULL
  GROUP BY 1, 2`;

export type LevelOfYear = {
  level: YearLevel;
  isSegpa: boolean;
  /** Active pupils, and the classes they are in. */
  pupils: number;
  divisions: number;
};

/** The levels of the base in a school year, with their pupils and classes: what campaigns are made for. */
export async function listLevels(
  env: Env,
  input: { organizationId: string; year: string },
): Promise<LevelOfYear[]> {
  const { results } = await env.DB.prepare(LEVELS_OF_YEAR)
    .bind(input.organizationId, input.year)
    .all<{ level: YearLevel; is_segpa: number; pupils: number; divisions: number }>();
  return results.map(({ is_segpa, ...row }) => ({ ...row, isSegpa: is_segpa === 1 }));
}
