import type { SchoolEnv } from "../platform/school-env.ts";
import { endOfYear } from "./departure-years.ts";

/** The coming erasure in a school: how many pupils, of which departure year, from which date (ISO). */
export type ComingEnd = { schoolYear: string; on: string; pupils: number };

/** The erasure that the school was warned of, until it is complete; null otherwise. */
export async function readComingEnd(
  env: SchoolEnv,
  organizationId: number,
): Promise<ComingEnd | null> {
  const open = await env.DB.prepare(
    `SELECT school_year AS schoolYear, due_at AS dueAt FROM departure
     WHERE organization_id = ?1 AND erased_at IS NULL ORDER BY school_year DESC LIMIT 1`,
  )
    .bind(organizationId)
    .first<{ schoolYear: string; dueAt: number }>();
  if (!open) return null;
  const pupils = await env.DB.prepare(
    `SELECT count(*) AS n FROM pupil WHERE organization_id = ?1 AND deactivated_at IS NOT NULL
       AND deactivated_at < ?2`,
  )
    .bind(organizationId, endOfYear(open.schoolYear))
    .first<number>("n");
  return {
    schoolYear: open.schoolYear,
    on: new Date(open.dueAt).toISOString(),
    pupils: pupils ?? 0,
  };
}

/** With fewer results, a mean could reveal the score of one pupil. */
const FEWEST_FOR_MEAN = 5;

export type ClassFigures = {
  schoolYear: string;
  division: string;
  type: string;
  results: number;
  validated: number;
  /** Mean score, rounded; null for fewer than five scores. */
  mean: number | null;
};

/** The figures kept of results whose pupils were erased, the newest year first. */
export async function readFigures(env: SchoolEnv, organizationId: number): Promise<ClassFigures[]> {
  const { results } = await env.DB.prepare(
    `SELECT school_year AS schoolYear, division, type, sum(results) AS results,
       sum(CASE WHEN status = 'validated' THEN results ELSE 0 END) AS validated,
       CASE WHEN sum(scored) >= ?2 THEN CAST(round(1.0 * sum(scores) / sum(scored)) AS INTEGER)
         END AS mean
     FROM certification_figure WHERE organization_id = ?1
     GROUP BY school_year, division, type ORDER BY school_year DESC, division, type`,
  )
    .bind(organizationId, FEWEST_FOR_MEAN)
    .all<ClassFigures>();
  return results;
}
