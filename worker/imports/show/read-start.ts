import { parisDate, schoolYearOf, startOfParisDay } from "../../platform/clock.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";

/** The state of a school's pupil base for the current school year. */
export type StartOfYear = {
  schoolYear: string;
  /** The last import done, if its file is of this school year. */
  lastImport: {
    id: string;
    at: string;
    by: string;
    exportedAt: string | null;
    added: number;
    changed: number;
    skipped: number;
    /** The skipped pupils who are still in the school. */
    leftOut: number;
  } | null;
  /** The school year of the last imported file, if it is another one. */
  otherYear: string | null;
  activePupils: number;
  /** Pupils deactivated since the school year began, and not reactivated. */
  leavers: number;
  /** The newest import of this school year whose list of deactivated pupils was never opened. */
  unseenLeavers: { importId: string; deactivated: number } | null;
};

type Row = {
  id: string;
  schoolYear: string | null;
  finishedAt: number;
  by: string;
  exportedAt: string | null;
  added: number;
  changed: number;
  skipped: number;
  leftOut: number;
};

/** Reads what the start page shows about the base, as of `now` (ms). */
export async function readStartOfYear(
  env: SchoolEnv,
  { organizationId, now }: { organizationId: number; now: number },
): Promise<StartOfYear> {
  const schoolYear = schoolYearOf(parisDate(now));
  const began = startOfParisDay(`${schoolYear.slice(0, 4)}-08-01`);
  const [last, counts, unseenLeavers] = await Promise.all([
    env.DB.prepare(
      `SELECT id, school_year AS schoolYear, finished_at AS finishedAt, created_by_name AS by,
         exported_at AS exportedAt, added, changed, skipped, left_out AS leftOut
       FROM import WHERE organization_id = ?1 AND status = 'done'
       ORDER BY base_version_after DESC LIMIT 1`,
    )
      .bind(organizationId)
      .first<Row>(),
    env.DB.prepare(
      `SELECT sum(deactivated_at IS NULL) AS active, sum(deactivated_at >= ?2) AS leavers
       FROM pupil WHERE organization_id = ?1`,
    )
      .bind(organizationId, began)
      .first<{ active: number | null; leavers: number | null }>(),
    env.DB.prepare(
      `SELECT id AS importId, deactivated FROM import
       WHERE organization_id = ?1 AND status = 'done' AND finished_at >= ?2 AND deactivated > 0
         AND leavers_seen_at IS NULL
       ORDER BY base_version_after DESC LIMIT 1`,
    )
      .bind(organizationId, began)
      .first<{ importId: string; deactivated: number }>(),
  ]);
  const ofThisYear = last?.schoolYear === schoolYear;
  return {
    schoolYear,
    lastImport: last && ofThisYear ? toLastImport(last) : null,
    otherYear: last && !ofThisYear ? last.schoolYear : null,
    activePupils: counts?.active ?? 0,
    leavers: counts?.leavers ?? 0,
    unseenLeavers,
  };
}

function toLastImport({ finishedAt, schoolYear: _, ...rest }: Row) {
  return { ...rest, at: new Date(finishedAt).toISOString() };
}
