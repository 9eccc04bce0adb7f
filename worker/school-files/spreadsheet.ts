/** How spreadsheets alter the values of a school file. The rule is the same for every file. */

/** `3E1` is a class; with a sign or a decimal point, as spreadsheets write it, the value became a number. */
const SCIENTIFIC = /^[+-]?\d{1,3}(?:[.,]\d{0,15} ?E[+-]?|E[+-])\d{1,3}$/i;
/** `33330,0`: a code that became a number. */
const DECIMAL = /^\d+[.,]0+$/;
/** What a cell shows when its column is too narrow, or its formula is wrong. */
export const CELL_ERROR =
  /^#(?:#+|N\/A|NOM\?|NAME\?|REF!|VALEUR!|VALUE!|DIV\/0!|NUL!|NOMBRE!|NUM!)$/;
const MONTHS =
  "janv(?:ier)?|févr(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|août|sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|déc(?:embre)?|jan|feb|mar|apr|may|jun|jul|aug|sep|dec";
const TIME = String.raw`(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)`;
/** The number of days since 1900: 5 digits from 1927 to 2064. */
const SERIAL_DATE = /^[1-5]\d{4}(?:[.,]\d+)?$/;
/**
 * A date that a spreadsheet shows its own way: with its day of the week, its month in letters, a time, without its
 * zeros, or as another country writes it.
 */
const DATE_SHOWN = new RegExp(
  [
    `^(?:\\p{L}+\\.? )?\\d{1,2}[ -](?:${MONTHS})\\.?[ -]\\d{2,4}$`,
    "^\\p{L}+\\.? \\d{1,2}/\\d{1,2}/\\d{4}$",
    `^(?:\\d{1,2}/\\d{1,2}/\\d{4}|\\d{4}-\\d{2}-\\d{2})${TIME}$`,
    "^(?:\\d/\\d{1,2}|\\d{2}/\\d)/(?:\\d{2}){1,2}$",
    "^\\d{1,2}([.-])\\d{1,2}\\1(?:\\d{2}){1,2}$",
    "^\\d{4}(?:[./]\\d{1,2}[./]\\d{1,2}|-\\d-\\d{1,2}|-\\d{2}-\\d)$",
  ].join("|"),
  "iu",
);
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

/** Whether a class, with clean blanks, was altered by a spreadsheet. Source: `docs/domain/import.md` 3. */
export function isRuinedClass(name: string): boolean {
  return [CELL_ERROR, SCIENTIFIC, CLASS_AS_DATE].some((sign) => sign.test(name));
}

/** The same for a code made of digits: a certification number, an INE, a MEF, a commune. */
export function isRuinedCode(value: string): boolean {
  return [CELL_ERROR, SCIENTIFIC, DECIMAL].some((sign) => sign.test(value));
}

/** The same for a date that is not in one of our formats. */
export function isRuinedDate(value: string): boolean {
  return [CELL_ERROR, SERIAL_DATE, SCIENTIFIC, DATE_SHOWN].some((sign) => sign.test(value));
}
