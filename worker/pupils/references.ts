/**
 * SQL: data that outlive an import refer to the pupil of the current row (a class of another year, a certification
 * result, a campaign). Such a pupil is never deleted. Every table with a reference to `pupil` is here.
 */
export const IS_REFERRED = `(EXISTS (SELECT 1 FROM schooling s
    WHERE s.organization_id = pupil.organization_id AND s.pupil_id = pupil.id)
  OR EXISTS (SELECT 1 FROM certification c
    WHERE c.organization_id = pupil.organization_id AND c.pupil_id = pupil.id)
  OR EXISTS (SELECT 1 FROM campaign_line l
    WHERE l.organization_id = pupil.organization_id AND l.pupil_id = pupil.id)
  OR EXISTS (SELECT 1 FROM campaign_archived a
    WHERE a.organization_id = pupil.organization_id AND a.pupil_id = pupil.id))`;
