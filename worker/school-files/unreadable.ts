/*
 * UTF-8 read as ISO-8859-1, ISO-8859-15 or windows-1252 shows each character as a Latin letter (its lead byte) followed
 * by the character of 80-BF in those charsets. A pair is a mark only if its UTF-8 reading is a letter or a sign found
 * in names, and the pair itself cannot occur in a real name.
 */
/** 80-BF in those charsets, without the characters that can follow a letter in a real name. */
const ODD = "\\u0080-\\u009f¡-©«-\\u00ad®¯±-³µ¶¹»-¿€‚ƒ„†‡ˆ‰‹“”•˜™›";
/** The others: blanks, dashes, apostrophes, ordinals and the letters of Latin-9 and windows-1252. */
const COMMON = "\\u00a0ª°´·¸ºŠŒŽšœžŸ‘’–—…";
const MISREAD = new RegExp(
  [
    // C3 (À to ÿ) and C5 (ł œ š Œ…): their pairs occur in no name, except a dash after Å.
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
    // The same read with a Mac charset: C3, C5 and E2 80.
    "[√≈]\\S|‚Ä",
  ].join("|"),
);
/** Blanks a value may be wrapped in (tab, line ends) are not control characters here. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are searched for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd-\uffff]/;
const PLAIN = /^[\t\n\r\u0020-\u007e]*$/;

/**
 * Whether a name or a place shows that the file was opened and saved in another program: U+FFFD, a control character, a
 * code point that is no character, or UTF-8 read as Latin (`Ã©`). Takes the raw value of the file, before `cleanText`.
 * Source: `docs/domain/import.md` 2, NAME_UNREADABLE.
 */
export function isUnreadable(raw: string): boolean {
  return !PLAIN.test(raw) && (CONTROL.test(raw) || MISREAD.test(raw));
}
