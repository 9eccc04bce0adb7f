import {
  CELL_ERROR,
  isRuinedClass,
  MONTHS,
  SCIENTIFIC,
  TIME,
} from "../../school-files/spreadsheet.ts";
import type { Column } from "./columns.ts";

type Field = Column["field"];

/** `33330,0`: a code that was made a number. */
const DECIMAL = /^\d+[.,]0+$/;
const CODES = new Set<Field>(["ine", "mef", "birthCityCode", "birthDepartment", "birthCountry"]);
/** The number of days since 1900: 5 digits from 1927 to 2064. */
const SERIAL_DATE = /^[1-5]\d{4}(?:[.,]\d+)?$/;
/** A date that a spreadsheet shows its own way: with its day of the week, its month in letters, or a time. */
const DATE_SHOWN = new RegExp(
  [
    `^(?:\\p{L}+\\.? )?\\d{1,2}[ -](?:${MONTHS})\\.?[ -]\\d{2,4}$`,
    "^\\p{L}+\\.? \\d{1,2}/\\d{1,2}/\\d{4}$",
    `^(?:\\d{1,2}/\\d{1,2}/\\d{4}|\\d{4}-\\d{2}-\\d{2})${TIME}$`,
  ].join("|"),
  "iu",
);
/** A code that the rest of its column shows with all its digits, or not (`check-import.ts` looks). */
const WITHOUT_ZERO: Partial<Record<Field, RegExp>> = {
  birthCityCode: /^\d{4}$/,
  birthDepartment: /^\d$/,
};

/**
 * Whether a spreadsheet replaced the value of a cell, `value` being cleaned: scientific notation, a date as a
 * number, a class as a date, `####`. Source: `domain/import.md` 3.
 */
export function isRuined(field: Field, value: string): boolean {
  if (field === "division") return isRuinedClass(value);
  if (CELL_ERROR.test(value)) return true;
  if (CODES.has(field)) return SCIENTIFIC.test(value) || DECIMAL.test(value);
  const dates = [SERIAL_DATE, SCIENTIFIC, DATE_SHOWN];
  return field === "birthDate" && dates.some((sign) => sign.test(value));
}

/** Whether a wrong code may have lost its leading zero: only the whole column tells whether it did. */
export function lacksZero(field: Field, value: string): boolean {
  return WITHOUT_ZERO[field]?.test(value) ?? false;
}
