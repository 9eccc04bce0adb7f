const SHAPE = /^\d{7}[A-Z]$/;
/** I, O and Q are left out: 23 letters, for the remainder of the number by 23. */
const LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";

/** The UAI someone wrote, upper-cased and without blanks; null unless it is 7 digits and a letter. */
export function readUai(raw: string): string | null {
  const uai = raw.replace(/\s+/g, "").toUpperCase();
  return SHAPE.test(uai) ? uai : null;
}

/**
 * Whether the letter of a UAI is the one its number calls for. Some real ones are not (the deck's own
 * 0808088X): a reason to warn, never to refuse.
 */
export function hasCheckLetter(uai: string): boolean {
  return LETTERS[Number(uai.slice(0, 7)) % LETTERS.length] === uai[7];
}
