/**
 * SQL: deletes the lines older than `?2` of the schools in the JSON array `?1`, in either database: those older than
 * twelve months, the only ones that the journal's trigger lets go.
 */
export const DELETE_OLD_LINES = `DELETE FROM journal
  WHERE organization_id IN (SELECT value FROM json_each(?1)) AND at < ?2`;
