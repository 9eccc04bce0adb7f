/**
 * SQL condition on `pupil` of school `?1`: the last import that counts added the pupil, or brought them back: kinds 0 and 2 of `CHANGE` in `imports/schema.ts`, a room that pupils may not call. The last
 * import is the one that `docs/decisions/0020-which-import-is-the-latest.md` calls so among those that are done.
 */
export const ARRIVED = `id IN (SELECT c.pupil_id FROM pupil_change c
    WHERE c.organization_id = ?1
      AND c.import_number = (SELECT i.number FROM import i WHERE i.organization_id = ?1 AND i.status = 'done'
        ORDER BY i.base_version_after DESC LIMIT 1)
      AND c.kind IN (0, 2))`;
