const REPLACEMENT = "\uFFFD";
const INVISIBLE = /[\p{Cf}\p{Co}\p{Cn}]/gu;
const BLANK = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/**
 * The text that a font covering `covered` can draw: composed letters, no invisible character; a missing letter is
 * replaced by its base letter, or else by a mark. Never throws.
 */
export function printable(text: string, covered: ReadonlySet<number>): string {
  const clean = text.normalize("NFC").replace(BLANK, " ").replace(INVISIBLE, "");
  return Array.from(clean, (letter) => drawn(letter, covered)).join("");
}

function drawn(letter: string, covered: ReadonlySet<number>): string {
  if (isCovered(letter, covered)) return letter;
  const base = letter.normalize("NFKD").replace(/\p{M}/gu, "");
  const known = base !== "" && Array.from(base).every((each) => isCovered(each, covered));
  if (known) return base;
  return /\p{M}/u.test(letter) ? "" : REPLACEMENT;
}

function isCovered(letter: string, covered: ReadonlySet<number>): boolean {
  return covered.has(letter.codePointAt(0) ?? 0);
}
