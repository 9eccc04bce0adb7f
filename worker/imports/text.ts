const SPACE = 0x20;
const NBSP = 0xa0;
/** Below it every character is its own NFC form, and the only blanks are the ASCII ones and NBSP. */
const FIRST_COMBINING = 0x300;

/** A value as it is kept: trimmed, every run of blanks (NBSP included) made one space, Unicode NFC. */
export function cleanText(raw: string): string {
  return isClean(raw) ? raw : raw.trim().replace(/\s+/g, " ").normalize("NFC");
}

function isClean(raw: string): boolean {
  let previous = SPACE;
  for (let index = 0; index < raw.length; index += 1) {
    const code = raw.charCodeAt(index);
    if (code < SPACE || code === NBSP || code >= FIRST_COMBINING) return false;
    if (code === SPACE && previous === SPACE) return false;
    previous = code;
  }
  return previous !== SPACE || raw === "";
}

/*
 * UTF-8 read as ISO-8859-1, ISO-8859-15 or windows-1252 shows each character as a Latin letter (its lead byte)
 * followed by what 80-BF look like in those charsets. A pair is a mark only if its UTF-8 reading is a letter
 * or a sign that names hold, and the pair itself cannot stand in a real name.
 */
/** 80-BF seen through those charsets, apart from what can follow a letter in a real name. */
const ODD = "\\u0080-\\u009f¡-©«-\\u00ad®¯±-³µ¶¹»-¿€‚ƒ„†‡ˆ‰‹“”•˜™›";
/** The others: blanks, dashes, apostrophes, ordinals and the letters of Latin-9 and windows-1252. */
const COMMON = "\\u00a0ª°´·¸ºŠŒŽšœžŸ‘’–—…";
const MISREAD = new RegExp(
  [
    // C3 (À to ÿ) and C5 (ł œ š Œ…), whose images are found in no name, but for a dash after Å.
    `Ã[${ODD}${COMMON}]`,
    `Å[${ODD}${COMMON.replace("–", "")}]`,
    // C4 (ć ę ğ ı…): Finnish names end in Ä, so a blank, a dash or an apostrophe may follow it.
    `Ä[${ODD}${COMMON.replace(/\\u00a0|[–’]/g, "")}]`,
    // C2: NBSP and the signs of A0-BF.
    "Â[\\u00a0-\\u00bf]",
    // C6 ơ ư, C7 ǧ and others, C8 ș ț (and their capitals), CC and CD: accents written apart.
    `Æ[¡¯°]|[ÇÌÍ][${ODD}]|È[˜™š›]`,
    // E1 BA and E1 BB: Vietnamese; E2 80: ’ – …; EF BF BD: U+FFFD; EF BB BF: BOM; F0 9F: emoji.
    `á[º»][${ODD}${COMMON}]`,
    "â€|ï¿[½œ]|ï»[¿]|ðŸ",
  ].join("|"),
);
/** Blanks a value may be wrapped in (tab, line ends) are not control characters here. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd]/;
const PLAIN = /^[\t\n\r\u0020-\u007e]*$/;

/**
 * Whether a name or a place bears the mark of a file opened and saved in another program: U+FFFD, a control
 * character, or UTF-8 read as Latin (`Ã©`). Takes the value as the file holds it, before `cleanText`.
 * Source: `domain/import.md` 2, NAME_UNREADABLE.
 */
export function isUnreadable(raw: string): boolean {
  return !PLAIN.test(raw) && (CONTROL.test(raw) || MISREAD.test(raw));
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the three numbers are a day of the calendar, from the year 1 on. */
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
