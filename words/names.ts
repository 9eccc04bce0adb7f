/** Letters before which a French `de` elides: vowels, and a `y` before a consonant (Yves, but not Yann). */
const VOWEL = /^(?:[aàâäæeéèêëiîïoôöœuùûü]|y[^aàâeéèiîoôuùy])/i;
/** First names whose h is mute. Any other h (Hamza, Hassan, Hugo) keeps `de`, which is never wrong. */
const MUTE_H = /^h(?:[éeè]l|enr|ort|onor|ippol|ub|adri|erm|ect|yac)/i;

/** `d’Anne`, `d’Héloïse`, `de Bruno`: `de` before the name of a person, or a role. */
export function ofName(name: string): string {
  return VOWEL.test(name) || MUTE_H.test(name) ? `d’${name}` : `de ${name}`;
}

/** `en tant qu’administrateur`: someone's role in a space. */
export function asRole(role: "admin" | "member"): string {
  return role === "admin" ? "en tant qu’administrateur" : "en tant que membre";
}

/** Why a first name or a last name is refused, wherever people type one. */
export const nameProblems = {
  TOO_LONG: (longest: number) =>
    `Ce nom est trop long : il ne peut pas dépasser ${longest} caractères.`,
  SIGNS: () =>
    "Un nom s’écrit avec des lettres, des espaces, des apostrophes, des traits d’union et des points : retirez les autres signes et les nombres.",
  DOT: () =>
    "Un nom ne peut pas ressembler à une adresse : mettez une espace après le point, ou retirez-le.",
};
