import { parisDate, schoolYearOf } from "../../platform/clock.ts";
import { isSchoolYear } from "../programme.ts";
import type { SheetSelection } from "./select-sheets.ts";

const LONGEST = 255;
const MOST = 300;

/** `year`, and `level`, `division`, `campaign`, each repeatable; null when the year is not a school year. */
export function readSheetQuery(query: URLSearchParams, now: number): SheetSelection | null {
  const day = parisDate(now);
  const year = query.get("year") || schoolYearOf(day);
  if (!isSchoolYear(year)) return null;
  const listOf = (name: string) =>
    query
      .getAll(name)
      .filter((value) => value !== "")
      .slice(0, MOST)
      .map((value) => value.slice(0, LONGEST));
  return {
    ...{ year, day },
    levels: listOf("level"),
    divisions: listOf("division"),
    campaigns: listOf("campaign"),
  };
}
