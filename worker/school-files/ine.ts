/** Eight digits then three digits or capitals (RNIE, BEA), or the old apprentice number (INA). */
const GENUINE_INE = /^(?:\d{8}[0-9A-Z]{3}|\d{4}A\d{5}[A-Z])$/;

/**
 * The form in which an INE is stored and compared: outer blanks dropped, upper-cased, nothing else. Only our
 * letters are: `ı`, `ſ` or `ﬁ` would become some, and make genuine what the file does not hold.
 */
export function normalizeIne(raw: string): string {
  return raw.trim().replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

/** Whether `ine`, already normalised, has the shape of a national number (`docs/domain/import.md` 2). */
export function isGenuineIne(ine: string): boolean {
  return GENUINE_INE.test(ine);
}
