/** Eight digits then three digits or capitals (RNIE, BEA), or the old apprentice number (INA). */
const GENUINE_INE = /^(?:\d{8}[0-9A-Z]{3}|\d{4}A\d{5}[A-Z])$/;

/**
 * The stored and compared form of an INE: outer blanks dropped, upper-cased, nothing else. Only ASCII letters are
 * upper-cased: `ı`, `ſ` or `ﬁ` would become ASCII ones, and make genuine a number that the file does not hold.
 */
export function normalizeIne(raw: string): string {
  return raw.trim().replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

/** Whether `ine`, already normalised, has the shape of a national number (`docs/domain/import.md` 2). */
export function isGenuineIne(ine: string): boolean {
  return GENUINE_INE.test(ine);
}
