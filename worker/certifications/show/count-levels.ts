import type { SchoolEnv } from "../../platform/school-env.ts";
import type { ResultGroup } from "./level-figures.ts";

export type CountedLevels = {
  /** Of the asked year, by class. */
  classes: ResultGroup[];
  /** Of every year, all classes together; empty without `others`: one year is not compared. */
  years: ResultGroup[];
};

/**
 * What the pictures of levels are drawn from. Of one pupil, in one class of one year, the result that gives the
 * attestation counts: the latest validated one, else the latest (`docs/domain/results.md` 4.3).
 */
export async function countLevels(
  env: Pick<SchoolEnv, "DB">,
  { organizationId, year, others }: { organizationId: number; year: string; others: boolean },
): Promise<CountedLevels> {
  const [classes, years] = await env.DB.batch<ResultGroup>([
    env.DB.prepare(groups("AND school_year = ?2", "division")).bind(organizationId, year),
    ...(others ? [env.DB.prepare(groups("", "''")).bind(organizationId)] : []),
  ]);
  return { classes: classes?.results ?? [], years: years?.results ?? [] };
}

function groups(which: string, division: string): string {
  return `SELECT school_year AS year, ${division} AS division, status, level, score, version,
      count(*) AS results
    FROM (SELECT school_year, division, status, level, score, version, row_number() OVER (
        PARTITION BY school_year, division, coalesce(pupil_id, search || ' ' || birth_date)
        ORDER BY status = 'validated' DESC, taken_on DESC, length(number) DESC, number DESC) AS place
      FROM certification WHERE organization_id = ?1 ${which})
    WHERE place = 1 GROUP BY 1, 2, status, level, score, version`;
}
