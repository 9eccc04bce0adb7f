/**
 * Why an active pupil is not imported from the file, and so deactivated (`docs/domain/import.md` 0). `ABSENT`: the file
 * has no trace of the pupil. `OTHER_INE`: the pupil is in the file under another INE. The other reasons are those of
 * the skipped pupils of a file.
 */
export const LEAVING_REASONS = [
  "ABSENT",
  "LEFT",
  "NO_DIVISION",
  "NO_INE",
  "INE_NOT_GENUINE",
  "OTHER_INE",
] as const;

export type LeavingReason = (typeof LEAVING_REASONS)[number];

/** Why a pupil is deactivated, for every list, record and file. `leftOn` is an ISO date. */
export type Leaving = { reason?: LeavingReason; leftOn?: string };

/** From the two columns that hold it. */
export function toLeaving(row: { reason: LeavingReason | null; leftOn: string | null }): Leaving {
  return {
    ...(row.reason && { reason: row.reason }),
    ...(row.leftOn && { leftOn: row.leftOn }),
  };
}

/** From a row of SQL with the columns `leaving_reason` and `left_on`. */
export function readLeaving(row: Record<string, unknown>): Leaving {
  const reason = LEAVING_REASONS.find((each) => each === row.leaving_reason) ?? null;
  return toLeaving({ reason, leftOn: typeof row.left_on === "string" ? row.left_on : null });
}
