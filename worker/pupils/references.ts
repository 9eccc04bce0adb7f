/**
 * SQL: data that outlive an import refer to the pupil of the current row (a class of another year, a certification
 * result, a campaign). Such a pupil is never deleted. Every table with a reference to `pupil` is here.
 */
export const IS_REFERRED = `(EXISTS (SELECT 1 FROM schooling s WHERE s.pupil_id = pupil.id)
  OR EXISTS (SELECT 1 FROM certification c WHERE c.pupil_id = pupil.id)
  OR EXISTS (SELECT 1 FROM campaign_line l WHERE l.pupil_id = pupil.id)
  OR EXISTS (SELECT 1 FROM campaign_archived a WHERE a.pupil_id = pupil.id))`;
