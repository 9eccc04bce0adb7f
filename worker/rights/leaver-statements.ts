/**
 * SQL for the erasure of leavers, for one guarded batch. `?1`: the school; `?2`: pupils deactivated before that time;
 * `?3`: results without a pupil up to that school year; `?4`: at most this many pupils, and results.
 */

const PUPILS = `SELECT id FROM pupil WHERE organization_id = ?1 AND deactivated_at IS NOT NULL
  AND deactivated_at < ?2 ORDER BY deactivated_at, id LIMIT ?4`;
const NOBODY = `SELECT number FROM certification WHERE organization_id = ?1 AND pupil_id IS NULL
  AND school_year <= ?3 ORDER BY school_year, number LIMIT ?4`;
const RESULTS = `SELECT number FROM certification WHERE organization_id = ?1 AND pupil_id IN (${PUPILS}) UNION SELECT number FROM (${NOBODY})`;

/** How many rows this slice erases. */
export const COUNT_SLICE = `SELECT (SELECT count(*) FROM (${PUPILS})) AS pupils,
  (SELECT count(*) FROM (${RESULTS})) AS results`;

/** Adds the results of the slice to the figures of their class. */
const KEEP_FIGURES = `INSERT INTO certification_figure
    (organization_id, school_year, division, type, status, results, scored, scores)
  SELECT ?1, school_year, division, type, status, count(*), count(score), coalesce(sum(score), 0)
  FROM certification WHERE organization_id = ?1 AND number IN (${RESULTS}) GROUP BY school_year, division, type, status
  ON CONFLICT (organization_id, school_year, division, type, status) DO UPDATE SET
    results = results + excluded.results, scored = scored + excluded.scored,
    scores = scores + excluded.scores`;

/** In the order they can run: the rows that the other statements select by are deleted last. */
export const ERASE_SLICE = [
  KEEP_FIGURES,
  `DELETE FROM certification_history WHERE organization_id = ?1 AND number IN (${RESULTS})`,
  `DELETE FROM certification_row WHERE organization_id = ?1 AND pupil_id IN (${PUPILS})`,
  `DELETE FROM certification WHERE organization_id = ?1 AND number IN (${RESULTS})`,
  `DELETE FROM campaign_line WHERE organization_id = ?1 AND pupil_id IN (${PUPILS})`,
  `DELETE FROM campaign_archived WHERE organization_id = ?1 AND pupil_id IN (${PUPILS})`,
  `DELETE FROM campaign_answer WHERE organization_id = ?1 AND pupil_id IN (${PUPILS})`,
  `DELETE FROM campaign_exception WHERE organization_id = ?1 AND scope = 'pupil'
     AND target IN (${PUPILS})`,
  `DELETE FROM pupil_change WHERE organization_id = ?1 AND pupil_id IN (${PUPILS})`,
  `DELETE FROM schooling WHERE organization_id = ?1 AND pupil_id IN (${PUPILS})`,
  `DELETE FROM pupil WHERE organization_id = ?1 AND id IN (${PUPILS})`,
];
