import { compareDivisions } from "../pupils/division.ts";
import type { Result } from "./result.ts";

type Dated = Pick<Result, "takenOn" | "number">;
type Named = Dated & Pick<Result, "division" | "lastName" | "firstName">;

const BY_NAME = new Intl.Collator("fr");

/** By class, then by name, in the French order. */
export function compareResults(a: Named, b: Named): number {
  return (
    compareDivisions(a.division, b.division) ||
    BY_NAME.compare(a.lastName, b.lastName) ||
    BY_NAME.compare(a.firstName, b.firstName) ||
    isOlder(a, b)
  );
}

/** By date of the test, then by number. Numbers are strings of digits: the longer one is greater. */
export function isOlder(a: Dated, b: Dated): number {
  if (a.takenOn !== b.takenOn) return a.takenOn < b.takenOn ? -1 : 1;
  if (a.number.length !== b.number.length) return a.number.length - b.number.length;
  return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
}
