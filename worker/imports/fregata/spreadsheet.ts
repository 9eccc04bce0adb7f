import type { Column } from "./columns.ts";

type Field = Column["field"];

/** `3E1` is a class; with a sign, as spreadsheets write it, it is a number that was one. */
const SCIENTIFIC = /^[+-]?\d{1,3}(?:[.,]\d{1,15})?E[+-]\d{1,3}$/i;
const CODES = new Set<Field>([
  "ine",
  "division",
  "mef",
  "birthCityCode",
  "birthDepartment",
  "birthCountry",
]);
/** What a cell shows when its column is too narrow, or its formula wrong. */
const CELL_ERROR = /^#(?:#+|N\/A|NOM\?|NAME\?|REF!|VALEUR!|VALUE!|DIV\/0!|NUL!|NOMBRE!|NUM!)$/;
/** The number of days since 1900: 5 digits from 1927 to 2064. */
const SERIAL_DATE = /^[1-5]\d{4}(?:[.,]0+)?$/;
const MONTHS =
  "janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc|jan|feb|apr|may|jun|jul|aug|dec";
/** Class `3-1` becomes the 3rd of January. */
const CLASS_AS_DATE = new RegExp(
  `^(?:\\d{1,2}-(?:${MONTHS})\\.?|(?:${MONTHS})\\.?-\\d{2}|\\d{1,2}/\\d{1,2}/\\d{4})$`,
  "i",
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
  if (CELL_ERROR.test(value)) return true;
  if (CODES.has(field) && SCIENTIFIC.test(value)) return true;
  if (field === "birthDate") return SERIAL_DATE.test(value) || SCIENTIFIC.test(value);
  return field === "division" && CLASS_AS_DATE.test(value);
}

/** Whether a wrong code may have lost its leading zero: only the whole column tells whether it did. */
export function lacksZero(field: Field, value: string): boolean {
  return WITHOUT_ZERO[field]?.test(value) ?? false;
}
