/**
 * Why an active pupil is not imported from the file, hence deactivated (`docs/domain/import.md` 0). `ABSENT`: no
 * trace of the pupil in it. `OTHER_INE`: there, under another INE. The others are those of the pupils
 * of a file who are not imported.
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

/** Why a pupil is deactivated, as every list, sheet and file tells it. `leftOn` is an ISO date. */
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
