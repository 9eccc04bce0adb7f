import { IS_ACTIVE } from "../imports/store.ts";
import { journalStatement } from "../journal/record.ts";
import { assertInBatch, runGuarded } from "../platform/database.ts";
import type { SchoolEnv, SchoolStatement } from "../platform/school-env.ts";
import type { Sweep, SweepRun } from "../platform/sweep.ts";
import { endOfYear, yearToWarn } from "./departure-years.ts";
import { COUNT_SLICE, ERASE_SLICE } from "./leaver-statements.ts";
import { warnSchool } from "./warn-school.ts";

const SCHOOLS_A_RUN = 100;
/** The number of pupils, and of results without a pupil, that one visit erases: a few thousand rows. */
const SLICE = 200;

/**
 * Erases pupils who left: each run visits the schools whose last visit is the oldest. A school is warned first; due
 * rows are erased in slices, one per visit. A run is bounded, and any run can continue the work.
 */
export const RIGHT_SWEEPS: readonly Sweep[] = [
  { name: "rights.leavers", perDatabase: visitSchools },
];

type Visited = { id: number; oldest: number | null; year: string | null; openYear: string | null };

async function visitSchools({ env, now, each }: SweepRun<SchoolEnv>): Promise<void> {
  const schools = await takeSchools(env, now);
  const last = yearToWarn(now);
  const concerned = schools.filter(
    ({ oldest, year, openYear }) =>
      openYear !== null ||
      (oldest !== null && oldest < endOfYear(last)) ||
      (year !== null && year <= last),
  );
  await each(concerned, async ({ id }) => {
    await warnSchool(env, { organizationId: id, schoolYear: last, now });
    await eraseDue(env, id, now);
  });
}

/** The next schools, each with its oldest departure and its oldest result without a pupil; one seek each. */
async function takeSchools(env: SchoolEnv, now: number): Promise<Visited[]> {
  const { results } = await env.DB.prepare(
    "SELECT id FROM school WHERE visited_at < ?2 ORDER BY visited_at LIMIT ?1",
  )
    .bind(SCHOOLS_A_RUN, now)
    .all<{ id: number }>();
  const ids = JSON.stringify(results.map(({ id }) => id));
  const [, seen] = await env.DB.batch<Visited>([
    env.DB.prepare(
      `UPDATE school SET visited_at = ?2
       WHERE id IN (SELECT value FROM json_each(?1))`,
    ).bind(ids, now),
    env.DB.prepare(
      `SELECT value AS id,
         (SELECT deactivated_at FROM pupil WHERE organization_id = value
            AND deactivated_at IS NOT NULL ORDER BY deactivated_at LIMIT 1) AS oldest,
         (SELECT school_year FROM certification WHERE organization_id = value
            AND pupil_id IS NULL ORDER BY school_year LIMIT 1) AS year,
         (SELECT school_year FROM departure WHERE organization_id = value
            AND erased_at IS NULL LIMIT 1) AS openYear
       FROM json_each(?1)`,
    ).bind(ids),
  ]);
  return seen?.results ?? [];
}

/** Erases a slice of the due rows; not while an import runs, because the base it has read must not change. */
async function eraseDue(env: SchoolEnv, organizationId: number, now: number): Promise<void> {
  const due = await env.DB.prepare(
    `SELECT school_year AS schoolYear, pupils, results FROM departure
     WHERE organization_id = ?1 AND erased_at IS NULL AND due_at <= ?2
     ORDER BY school_year DESC LIMIT 1`,
  )
    .bind(organizationId, now)
    .first<{ schoolYear: string; pupils: number; results: number }>();
  if (!due) return;
  const { schoolYear } = due;
  const bound = [organizationId, endOfYear(schoolYear), schoolYear, SLICE];
  const slice = await env.DB.prepare(COUNT_SLICE)
    .bind(...bound)
    .first<{ pupils: number; results: number }>();
  const idle = assertInBatch(
    env,
    `NOT EXISTS (SELECT 1 FROM import WHERE organization_id = ?1 AND ${IS_ACTIVE})
     AND EXISTS (SELECT 1 FROM departure WHERE organization_id = ?1 AND school_year = ?2
       AND erased_at IS NULL)`,
    organizationId,
    schoolYear,
  );
  if (!slice || slice.pupils + slice.results === 0) {
    await finish(env, { organizationId, now, ...due }, idle);
    return;
  }
  await runGuarded(env, [
    idle,
    env.DB.prepare(
      `UPDATE departure SET (pupils, results) =
         (SELECT departure.pupils + s.pupils, departure.results + s.results FROM (${COUNT_SLICE}) s)
       WHERE organization_id = ?1 AND school_year = ?3`,
    ).bind(...bound),
    ...ERASE_SLICE.map((sql) => env.DB.prepare(sql).bind(...bound)),
  ]);
}

/** Everything is erased: closes this year and those before it, and records the numbers in the journal. */
async function finish(
  env: SchoolEnv,
  over: {
    organizationId: number;
    schoolYear: string;
    pupils: number;
    results: number;
    now: number;
  },
  idle: SchoolStatement,
): Promise<void> {
  const { organizationId, schoolYear, pupils, results, now } = over;
  await runGuarded(env, [
    idle,
    env.DB.prepare(
      `UPDATE departure SET erased_at = ?3
       WHERE organization_id = ?1 AND school_year <= ?2 AND erased_at IS NULL`,
    ).bind(organizationId, schoolYear, now),
    journalStatement(env, {
      organizationId,
      at: now,
      userId: null,
      event: "pupils.leavers_erased",
      subject: schoolYear,
      detail: { pupils, results },
    }),
  ]);
}
