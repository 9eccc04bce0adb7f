import type { D1File } from "./d1-file.ts";

/** How many active pupils bear the mark of each file. */
export type Marks = Map<string, number>;

const MARKS = `SELECT usual_name AS mark, count(*) AS n FROM pupil p JOIN organization o
  ON o.id = p.organization_id WHERE o.uai = ? AND p.deactivated_at IS NULL GROUP BY 1`;

export function readMarks(file: D1File, uai: string): Marks {
  return new Map(file.all(MARKS, uai).map((row) => [String(row.mark), Number(row.n)]));
}

/**
 * Reads the base every 20 ms until it is stopped, through kills and restarts. `stop` returns how often it
 * read, how often the file could not be read, and each base that was neither the old one nor the new one.
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
      const marks = readMarks(file, expected.uai);
      reads += 1;
      const [count] = marks.values();
      if (marks.size !== 1 || count !== expected.pupils) mixed.add(describeMarks(marks));
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

function describeMarks(marks: Marks): string {
  return [...marks].map(([mark, count]) => `${count} × ${mark}`).join(" and ") || "an empty base";
}
