/** What a spreadsheet shows instead of what a file of a school says. One rule for every file. */

/** `3E1` is a class; with a sign or a decimal point, as spreadsheets write it, it is a number that was one. */
export const SCIENTIFIC = /^[+-]?\d{1,3}(?:[.,]\d{0,15} ?E[+-]?|E[+-])\d{1,3}$/i;
/** What a cell shows when its column is too narrow, or its formula wrong. */
export const CELL_ERROR =
  /^#(?:#+|N\/A|NOM\?|NAME\?|REF!|VALEUR!|VALUE!|DIV\/0!|NUL!|NOMBRE!|NUM!)$/;
export const MONTHS =
  "janv(?:ier)?|févr(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|août|sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|déc(?:embre)?|jan|feb|mar|apr|may|jun|jul|aug|sep|dec";
export const TIME = String.raw`(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)`;
/** Class `3-1` becomes the 3rd of January, of this year or not, at midnight or not. */
const CLASS_AS_DATE = new RegExp(
  [
    `^\\d{1,2}-(?:${MONTHS})\\.?(?:-\\d{2,4})?$`,
    `^\\d{1,2} (?:${MONTHS})\\.? \\d{2,4}$`,
    `^(?:${MONTHS})\\.?-\\d{2}$`,
    `^\\d{1,2}/\\d{1,2}/(?:\\d{2}){1,2}${TIME}?$`,
    `^\\d{4}-\\d{2}-\\d{2}${TIME}?$`,
  ].join("|"),
  "i",
);

/** Whether a class, its blanks cleaned, is what a spreadsheet made of one. Source: `domain/import.md` 3. */
export function isRuinedClass(name: string): boolean {
  return [CELL_ERROR, SCIENTIFIC, CLASS_AS_DATE].some((sign) => sign.test(name));
}
