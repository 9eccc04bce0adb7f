const SHAPE = /^\d{7}[A-Z]$/;
/** I, O and Q are left out: 23 letters, for the remainder of the number by 23. */
const LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";

/** The typed UAI, upper-cased and without blanks; null unless it is 7 digits and a letter. */
export function readUai(raw: string): string | null {
  const uai = raw.replace(/\s+/g, "").toUpperCase();
  return SHAPE.test(uai) ? uai : null;
}

/**
 * Whether the letter of a UAI matches its number. For some real ones it does not (0808088X, of Pix's training slides): a
 * reason to warn, never to refuse.
 */
export function hasCheckLetter(uai: string): boolean {
  return LETTERS[Number(uai.slice(0, 7)) % LETTERS.length] === uai[7];
}

/** The number of a school, the same in every database: the seven digits of its UAI (decision 0060). */
export function schoolNumber(uai: string): number {
  return Number(uai.slice(0, 7));
}
