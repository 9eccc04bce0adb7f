/** Marks that a program adds in front of a header, and control characters typed by mistake; not NUL (UTF-16). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const INVISIBLE = /^\ufeff|[\x01-\x08\x0e-\x1f]/g;

/** Equal for headers of a table that differ by apostrophes, Unicode form, case, blanks or final asterisks. */
export function headerKey(header: string): string {
  const words = header
    .replace(INVISIBLE, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[’ʼ´`]/g, "'");
  return words
    .replace(/[\s*]+$/, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** Equal also for headers whose letters beyond ASCII were read in another encoding. */
export function spoiltHeaderKey(header: string): string {
  return headerKey(header).replace(/[^\0-\x7f]+/g, "?");
}
