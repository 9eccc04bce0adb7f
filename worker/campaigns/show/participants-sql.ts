import { isSegpaSql, yearLevelSql } from "../../pupils/level.ts";

/** Values of `is_left`: 0 expected, 1 left, 2 took part without being expected. */
const UNEXPECTED = 2;

/**
 * SQL, for a `WITH`: `here`, the pupils of school `?1` in school year `?2` with their class and level; `?4` is the end of
 * that year in ms, and a pupil who left later is still one of them, but not `is_active`.
 */
export const HERE = `
  here AS MATERIALIZED (
    SELECT s.pupil_id, s.division, ${yearLevelSql("s.mef")} AS level, ${isSegpaSql("s.mef")} AS is_segpa,
      p.deactivated_at IS NULL AS is_active
    FROM schooling s CROSS JOIN pupil p ON p.organization_id = ?1 AND p.id = s.pupil_id
    WHERE s.organization_id = ?1 AND s.year = CAST(?2 AS INTEGER) AND s.division <> ''
      AND (p.deactivated_at IS NULL OR p.deactivated_at >= ?4))`;

/**
 * SQL, for a `WITH`: `participants (campaign_id, pupil_id, division, rank, at, mastery, pix, is_left)`, the pupils
 * expected in the campaigns of school `?1` and year `?2` (only campaign `?3` unless null) and their progress, from
 * the current base. `?4`: the end of that school year in ms; a pupil who left later still counts. An archived
 * campaign is read from its archive.
 *
 * Expected: the active pupils of the level, those of SEGPA by a `segpa` campaign of the same kind if there is one;
 * then the classes, then the pupils that a person added or removed. Without a level: the classes of the pupils
 * found in its files. The state: the best of a pupil's lines, the newest of that state. Source:
 * `docs/domain/campaigns.md` 4.
 */
export const PARTICIPANTS = `
  campaign_asked AS MATERIALIZED (
    SELECT id, kind, level, variant, state FROM campaign
    WHERE organization_id = ?1 AND school_year = ?2 AND (?3 IS NULL OR id = ?3)), ${HERE},
  best AS MATERIALIZED (
    SELECT campaign_id, pupil_id, found_in, rank, at, mastery, pix FROM (
      SELECT l.campaign_id, l.pupil_id, l.found_in, l.rank, l.at, l.mastery, l.pix,
        row_number() OVER (PARTITION BY l.campaign_id, l.pupil_id
          ORDER BY l.rank DESC, l.at DESC, l.mastery DESC, l.pix DESC, l.id) AS place
      FROM campaign_asked c CROSS JOIN campaign_line l
        ON l.organization_id = ?1 AND l.campaign_id = c.id AND l.pupil_id IS NOT NULL
      WHERE c.state <> 'archived')
    WHERE place = 1),
  segpa AS MATERIALIZED (
    SELECT DISTINCT kind, level FROM campaign
    WHERE organization_id = ?1 AND school_year = ?2 AND variant = 'segpa'),
  found_classes AS MATERIALIZED (
    SELECT DISTINCT l.campaign_id, l.found_in AS division
    FROM campaign_asked c CROSS JOIN campaign_line l
      ON l.organization_id = ?1 AND l.campaign_id = c.id AND l.pupil_id IS NOT NULL
    WHERE c.level IS NULL),
  named AS (
    SELECT c.id AS campaign_id, h.pupil_id, h.division, 1 AS strength, 1 AS is_in
    FROM campaign_asked c JOIN here h ON h.level = c.level
    LEFT JOIN segpa ON segpa.kind = c.kind AND segpa.level = c.level
    WHERE CASE WHEN c.variant = 'segpa' THEN h.is_segpa
      ELSE NOT h.is_segpa OR segpa.kind IS NULL END
    UNION ALL
    SELECT f.campaign_id, h.pupil_id, h.division, 1, 1
    FROM found_classes f JOIN here h ON h.division = f.division
    UNION ALL
    SELECT c.id, h.pupil_id, h.division, 2, e.is_in
    FROM campaign_asked c CROSS JOIN campaign_exception e
      ON e.organization_id = ?1 AND e.campaign_id = c.id AND e.scope = 'division'
    JOIN here h ON h.division = e.target
    UNION ALL
    SELECT c.id, h.pupil_id, h.division, 3, e.is_in
    FROM campaign_asked c CROSS JOIN campaign_exception e
      ON e.organization_id = ?1 AND e.campaign_id = c.id AND e.scope = 'pupil'
    JOIN here h ON h.pupil_id = e.target),
  expected AS MATERIALIZED (
    SELECT campaign_id, pupil_id, division, max(strength), is_in FROM named
    GROUP BY campaign_id, pupil_id),
  participants AS MATERIALIZED (
    SELECT e.campaign_id, e.pupil_id, e.division, coalesce(b.rank, 0) AS rank, b.at, b.mastery, b.pix,
      0 AS is_left
    FROM expected e JOIN campaign_asked c ON c.id = e.campaign_id AND c.state <> 'archived'
    LEFT JOIN best b ON b.campaign_id = e.campaign_id AND b.pupil_id = e.pupil_id
    WHERE e.is_in = 1
    UNION ALL
    SELECT b.campaign_id, b.pupil_id, coalesce(s.division, b.found_in), b.rank, b.at, b.mastery, b.pix, 1
    FROM best b LEFT JOIN schooling s ON s.organization_id = ?1 AND s.pupil_id = b.pupil_id
      AND s.year = CAST(?2 AS INTEGER)
    WHERE b.pupil_id NOT IN (SELECT pupil_id FROM here)
    UNION ALL
    SELECT a.campaign_id, a.pupil_id, a.division, a.rank, a.at, a.mastery, a.pix, a.is_left
    FROM campaign_asked c CROSS JOIN campaign_archived a
      ON a.organization_id = ?1 AND a.campaign_id = c.id AND a.is_left < ${UNEXPECTED}
    WHERE c.state = 'archived')`;

/**
 * SQL, after `PARTICIPANTS`: `unexpected`, with the same columns. Active pupils who took part without being
 * expected: another level, or a class that a person removed. `COUNTS` leaves them out.
 */
export const UNEXPECTED_PUPILS = `unexpected AS MATERIALIZED (
    SELECT b.campaign_id, b.pupil_id, h.division, b.rank, b.at, b.mastery, b.pix, ${UNEXPECTED} AS is_left
    FROM best b JOIN here h ON h.pupil_id = b.pupil_id
    WHERE NOT EXISTS (SELECT 1 FROM expected e
      WHERE e.campaign_id = b.campaign_id AND e.pupil_id = b.pupil_id AND e.is_in = 1)
    UNION ALL
    SELECT a.campaign_id, a.pupil_id, a.division, a.rank, a.at, a.mastery, a.pix, a.is_left
    FROM campaign_asked c CROSS JOIN campaign_archived a
      ON a.organization_id = ?1 AND a.campaign_id = c.id AND a.is_left = ${UNEXPECTED}
    WHERE c.state = 'archived')`;

/** SQL: the numbers of a group of participants, as `Counts` names them. */
export const COUNTS = `sum(NOT is_left) AS expected,
  sum(NOT is_left AND rank = 0) AS notBegun, sum(NOT is_left AND rank = 1) AS begun,
  sum(NOT is_left AND rank = 2) AS finished, sum(NOT is_left AND rank = 3) AS received,
  sum(is_left) AS "left"`;
