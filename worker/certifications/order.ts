import { compareDivisions } from "../pupils/division.ts";
import type { Result } from "./result.ts";

const BY_NAME = new Intl.Collator("fr");

/** By class, then by name, in the French order. */
export function compareResults(a: Result, b: Result): number {
  return (
    compareDivisions(a.division, b.division) ||
    BY_NAME.compare(a.lastName, b.lastName) ||
    BY_NAME.compare(a.firstName, b.firstName) ||
    isOlder(a, b)
  );
}

/** By date of the test, then by number. Numbers are strings of digits: the longer one is greater. */
export function isOlder(a: Result, b: Result): number {
  if (a.takenOn !== b.takenOn) return a.takenOn < b.takenOn ? -1 : 1;
  if (a.number.length !== b.number.length) return a.number.length - b.number.length;
  return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
}
