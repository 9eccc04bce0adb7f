import type { Result } from "./result.ts";

const BY_CLASS = new Intl.Collator("fr", { numeric: true });
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

/** `3E A` before `3E B`, `6` before `10`. */
export function compareDivisions(a: string, b: string): number {
  return BY_CLASS.compare(a, b);
}

/** Equal for classes that differ by case alone: `3ème a` is `3ème A`. */
export function divisionKey(division: string): string {
  return division.normalize("NFC").trim().toLocaleLowerCase("fr");
}

/** By date of the test, then by number. Numbers are digits: the longer one is the greater. */
export function isOlder(a: Result, b: Result): number {
  if (a.takenOn !== b.takenOn) return a.takenOn < b.takenOn ? -1 : 1;
  if (a.number.length !== b.number.length) return a.number.length - b.number.length;
  return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
}
