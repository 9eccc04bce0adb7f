/** Letters that Unicode does not decompose into a base letter and an accent. */
const WHOLE_LETTERS: Record<string, string> = {
  œ: "oe",
  æ: "ae",
  ß: "ss",
  ł: "l",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ħ: "h",
  ı: "i",
  ŧ: "t",
};

/**
 * The form used for searching and sorting: lower-case, no accent, hyphen nor apostrophe, blanks collapsed
 * (`Jean-Pierre` gives `jeanpierre`, `LE GOFF` gives `le goff`).
 */
export function nameKey(value: string): string {
  return value
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\p{M}\p{Pd}'’‘ʼʹ´`′\u00ad]/gu, "")
    .replace(/[œæßłøđðþħıŧ]/g, (letter) => WHOLE_LETTERS[letter] ?? letter)
    .replace(/\s+/g, " ")
    .trim();
}

/** `pupil.search`: the folded names with a tab between them; the usual name may be empty. */
export function searchKey(name: {
  lastName: string;
  firstName: string;
  usualName: string;
}): string {
  return [name.lastName, name.firstName, name.usualName].map(nameKey).join("\t");
}
