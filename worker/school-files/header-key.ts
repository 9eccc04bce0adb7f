/** Marks that a program adds before a header, and control characters typed by mistake; not NUL (UTF-16). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are searched for
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

/** Equal also for headers whose non-ASCII letters were read in another encoding. */
export function spoiltHeaderKey(header: string): string {
  return headerKey(header).replace(/[^\0-\x7f]+/g, "?");
}
