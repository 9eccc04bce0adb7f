/**
 * Text from outside (a person's name, a file name, a class, an address), made safe to quote in our sentences: on one
 * line, bounded, and unable to pass for our words.
 */

/**
 * Invisible characters, or characters that change the direction of the following text: formats, controls, fillers,
 * unassigned.
 */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u115f\u1160\u2800\u3164\uffa0]|[\u17b4\u17b5]|\u034f|\p{Variation_Selector}/gu;
/** Opens or closes a quotation, in any script. */
const QUOTES = /[\p{Pi}\p{Pf}"„‚＂〝〞〟❛❜❝❞❮❯≪≫《》〈〉「」『』]/gu;
/** Vietnamese needs two marks on one letter; more marks would cover the lines around. */
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu;

/** One line of at most `longest` characters, without quotation marks or invisible characters. */
export function oneLine(text: string, longest: number): string {
  const line = text
    .slice(0, 10 * longest)
    .normalize("NFC")
    .replace(/[\s\p{Z}\u0085]+/gu, " ")
    .replace(INVISIBLE, "")
    .replace(PILED_MARKS, "$1")
    .replace(QUOTES, "’")
    .replace(/ {2,}/g, " ")
    .trim();
  const letters = [...line];
  return letters.length > longest
    ? `${letters
        .slice(0, longest - 1)
        .join("")
        .trimEnd()}…`
    : line;
}

/** The text between guillemets, which it cannot close. `longest` counts the characters between them. */
export function quoted(text: string | number, longest = 60): string {
  return `«\u202f${oneLine(String(text), longest) || "…"}\u202f»`;
}

/**
 * One line that no mail program turns into a link: a dot before letters, a slash, a colon or an @, in any script, is
 * set apart by spaces.
 */
export function unlinked(text: string, longest = 80): string {
  return oneLine(text, longest)
    .replace(/[.․。．｡](?=[\p{L}\p{M}\p{N}])/gu, "$& ")
    .replace(/\s*[/\\:@／＼：＠]+\s*/g, (signs) => ` ${signs.trim().charAt(0)} `)
    .replace(/ {2,}/g, " ")
    .trim();
}
