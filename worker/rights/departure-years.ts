import { parisDate, schoolYearOf, startOfParisDay } from "../platform/clock.ts";
import { LEAVER_YEARS, LEAVERS_WARNED_MS } from "../platform/retention.ts";

/**
 * Pupils who left during a school year are kept until the first of August, `LEAVER_YEARS` after that year ended:
 * left in 2026-2027, erased from 1 August 2032. Moments are in ms, years as `2026-2027`.
 */
export function endOfYear(schoolYear: string): number {
  return startOfParisDay(`${lastOf(schoolYear)}-08-01`);
}

/** When the data of the pupils who left in that year may be erased. */
export function dueAt(schoolYear: string): number {
  return startOfParisDay(`${lastOf(schoolYear) + LEAVER_YEARS}-08-01`);
}

/** The latest school year about which the school must be warned now. */
export function yearToWarn(now: number): string {
  const current = schoolYearOf(parisDate(now + LEAVERS_WARNED_MS));
  const last = lastOf(current) - 1 - LEAVER_YEARS;
  return `${last - 1}-${last}`;
}

function lastOf(schoolYear: string): number {
  return Number(schoolYear.slice(5));
}
