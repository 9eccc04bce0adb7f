import type { EraName } from "./result-file.ts";

const FILES = import.meta.glob<string>("../fixtures/results/*.csv", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** A file of results as that era wrote it, with invented people: `tests/fixtures/results`. */
export function readGolden(era: EraName): string {
  const text = FILES[`../fixtures/results/${era}.csv`];
  if (!text) throw new Error(`no golden file of ${era}`);
  return text;
}
