import { parisDate, schoolYearOf } from "../platform/clock.ts";

/** Where a school stands with the pupil base of the current school year. */
export type StartOfYear = {
  schoolYear: string;
  /** The newest import of this school year that stands. */
  lastImport: {
    id: string;
    at: string;
    by: string;
    added: number;
    changed: number;
    deactivated: number;
    skipped: number;
  } | null;
  activePupils: number;
  /** Deactivated since the school year began, and not back. */
  leavers: number;
};

type Row = {
  id: string;
  finished_at: number;
  created_by_name: string;
  added: number;
  changed: number;
  deactivated: number;
  skipped: number;
};

/** What the start page tells of the base, as of `now` (ms). */
export async function readStartOfYear(
  env: Env,
  { organizationId, now }: { organizationId: string; now: number },
): Promise<StartOfYear> {
  const schoolYear = schoolYearOf(parisDate(now));
  const began = Date.parse(`${schoolYear.slice(0, 4)}-07-31T22:00:00Z`);
  const [last, counts] = await Promise.all([
    env.DB.prepare(
      `SELECT id, finished_at, created_by_name, added, changed, deactivated, skipped FROM import
       WHERE organization_id = ?1 AND status = 'done' AND school_year = ?2
       ORDER BY base_version_after DESC LIMIT 1`,
    )
      .bind(organizationId, schoolYear)
      .first<Row>(),
    env.DB.prepare(
      `SELECT sum(deactivated_at IS NULL) AS active, sum(deactivated_at >= ?2) AS leavers
       FROM pupil WHERE organization_id = ?1`,
    )
      .bind(organizationId, began)
      .first<{ active: number | null; leavers: number | null }>(),
  ]);
  return {
    schoolYear,
    lastImport: last ? toLastImport(last) : null,
    activePupils: counts?.active ?? 0,
    leavers: counts?.leavers ?? 0,
  };
}

function toLastImport({ id, finished_at, created_by_name, ...counts }: Row) {
  return {
    id,
    at: new Date(finished_at).toISOString(),
    by: created_by_name,
    added: counts.added,
    changed: counts.changed,
    deactivated: counts.deactivated,
    skipped: counts.skipped,
  };
}
