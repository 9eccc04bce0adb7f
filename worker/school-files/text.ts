const SPACE = 0x20;
const NBSP = 0xa0;
const SOFT_HYPHEN = 0xad;
/** Characters that show nothing, or change the direction of the following text: zero-width spaces, soft hyphens, fillers. */
const INVISIBLE = /[\p{Cf}\u115f\u1160\u3164\uffa0]|\u034f|\p{Variation_Selector}/gu;
/** Below it every character is its own NFC form, and the only blanks are the ASCII ones and NBSP. */
const FIRST_COMBINING = 0x300;

/**
 * A value as we store it: without invisible characters, trimmed, every run of blanks (NBSP included) made one space,
 * Unicode NFC.
 */
export function cleanText(raw: string): string {
  if (isClean(raw)) return raw;
  return raw.replace(INVISIBLE, "").trim().replace(/\s+/g, " ").normalize("NFC");
}

function isClean(raw: string): boolean {
  let previous = SPACE;
  for (let index = 0; index < raw.length; index += 1) {
    const code = raw.charCodeAt(index);
    if (code < SPACE || code === NBSP || code === SOFT_HYPHEN || code >= FIRST_COMBINING)
      return false;
    if (code === SPACE && previous === SPACE) return false;
    previous = code;
  }
  return previous !== SPACE || raw === "";
}

/** The apostrophe that we, the provider or a spreadsheet put before a text that would run as a formula. */
const KEPT_QUIET = /^'(?=[=+\-@\t\r＝＋－＠])/;

/** A cell as we store it: without the apostrophe that kept a spreadsheet from running it, then as `cleanText`. */
export function cleanCell(raw: string): string {
  return cleanText(raw.replace(KEPT_QUIET, ""));
}

/** The same for a text of several lines: the line breaks stay. */
export function cleanLines(raw: string): string {
  return raw.replace(KEPT_QUIET, "").replace(/\r\n?/g, "\n").trim().normalize("NFC");
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the three numbers are a calendar day, from the year 1 on. */
export function isRealDate(year: number, month: number, day: number): boolean {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = (DAYS[month - 1] ?? 0) + (leap ? 1 : 0);
  return year >= 1 && day >= 1 && day <= last;
}

/** `31/12/2013` gives `2013-12-31`; null unless it is two digits, two digits, four digits and a real day. */
export function frenchDateToIso(value: string): string | null {
  if (!/^\d{2}\/\d{2}\/\d{4}$/.test(value)) return null;
  const [day, month, year] = [value.slice(0, 2), value.slice(3, 5), value.slice(6)];
  return isRealDate(Number(year), Number(month), Number(day)) ? `${year}-${month}-${day}` : null;
}
