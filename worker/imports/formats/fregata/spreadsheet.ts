import {
  CELL_ERROR,
  isRuinedClass,
  isRuinedCode,
  isRuinedDate,
} from "../../../school-files/spreadsheet.ts";
import type { Column } from "./columns.ts";

type Field = Column["field"];

const CODES = new Set<Field>(["ine", "mef", "birthCityCode", "birthDepartment", "birthCountry"]);
/** Codes that may have lost a leading zero; `check-import.ts` decides by looking at the whole column. */
const WITHOUT_ZERO: Partial<Record<Field, RegExp>> = {
  birthCityCode: /^\d{4}$/,
  birthDepartment: /^\d$/,
};

/**
 * Whether a spreadsheet replaced the value of a cell: scientific notation, a date as a number, a class as a
 * date, `####`. `value` is already cleaned. Source: `docs/domain/import.md` 3.
 */
export function isRuined(field: Field, value: string): boolean {
  if (field === "division") return isRuinedClass(value);
  if (CODES.has(field)) return isRuinedCode(value);
  return field === "birthDate" ? isRuinedDate(value) : CELL_ERROR.test(value);
}

/** Whether a wrong code may have lost its leading zero; only the whole column shows whether it did. */
export function lacksZero(field: Field, value: string): boolean {
  return WITHOUT_ZERO[field]?.test(value) ?? false;
}
