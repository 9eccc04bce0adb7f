import type { Marks } from "./base-reader.ts";

/** What the checker reads in SQLite once a killed import has ended by itself. */
export type Observation = { marks: Marks; status: string; stagedRows: number };

/**
 * Returns the fault of a base after an import was killed and ended by itself, or null: the base must hold every pupil
 * of the old file, or every pupil of the new one, according to the import's state.
 */
export function judge(
  seen: Observation,
  expected: { before: string; after: string; pupils: number },
): string | null {
  if (seen.status !== "done" && seen.status !== "failed") return `ended as ${seen.status}`;
  if (seen.marks.size !== 1) return `mixed base: ${[...seen.marks.keys()].join(", ")}`;
  const mark = seen.status === "done" ? expected.after : expected.before;
  const found = seen.marks.get(mark);
  if (found === undefined) return `${seen.status} but the base is ${[...seen.marks.keys()][0]}`;
  if (found !== expected.pupils) return `${found} pupils instead of ${expected.pupils}`;
  if (seen.stagedRows > 0) return `${seen.stagedRows} staged rows left`;
  return null;
}
