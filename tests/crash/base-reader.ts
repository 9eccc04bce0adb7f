import { schoolNumber } from "#worker/school-files/uai.ts";
import type { D1File } from "./d1-file.ts";

/** How many active pupils carry the mark of each file. */
export type Marks = Map<string, number>;

const MARKS = `SELECT usual_name AS mark, count(*) AS n FROM pupil p
  WHERE p.organization_id = ? AND p.deactivated_at IS NULL GROUP BY 1`;

/** One statement, so one moment: the base, and the import that claims to have written it. */
const SNAPSHOT = `SELECT json_group_object(mark, n) AS marks,
    (SELECT i.filename FROM import i WHERE i.organization_id = ?1 AND i.status = 'done'
     ORDER BY i.base_version_after DESC LIMIT 1) AS newest
  FROM (${MARKS.replace("= ?", "= ?1")})`;

export function readMarks(file: D1File, uai: string): Marks {
  return new Map(
    file.all(MARKS, schoolNumber(uai)).map((row) => [String(row.mark), Number(row.n)]),
  );
}

/**
 * Reads the base every 20 ms until it is stopped, through kills and restarts. `stop` returns how often it read, how
 * often the file could not be read, and every base that was not whole, or not the one that the newest done import
 * claims.
 */
export function watchBase(
  file: D1File,
  expected: { uai: string; pupils: number },
): { stop: () => { reads: number; unreadable: number; mixed: string[] } } {
  let reads = 0;
  let unreadable = 0;
  const mixed = new Set<string>();
  const timer = setInterval(() => {
    try {
      const [row] = file.all(SNAPSHOT, schoolNumber(expected.uai));
      const marks: Record<string, number> = JSON.parse(String(row?.marks ?? "{}"));
      reads += 1;
      const whole =
        JSON.stringify(marks) === JSON.stringify({ [String(row?.newest)]: expected.pupils });
      if (!whole)
        mixed.add(`${JSON.stringify(marks)} when the newest import done is ${row?.newest}`);
    } catch {
      // Locked for a moment while workerd recovers the file.
      unreadable += 1;
    }
  }, 20);
  return {
    stop: () => {
      clearInterval(timer);
      return { reads, unreadable, mixed: [...mixed] };
    },
  };
}
