/** What the pages about a person's own account say. */

export const passwordWords = {
  show: "Afficher",
  shownObject: "le mot de passe",
  hint: "12 caractères au moins. Une phrase de plusieurs mots est facile à retenir et difficile à deviner ; aucun caractère particulier n’est exigé.",
  strengthLabel: "Robustesse estimée :",
  strength: { fair: "correcte", good: "bonne", strong: "excellente" },
  problems: {
    TOO_SHORT: "Votre mot de passe doit contenir au moins 12 caractères.",
    TOO_LONG: "Votre mot de passe ne peut pas dépasser 256 caractères.",
    COMMON:
      "Ce mot de passe fait partie des plus essayés. Ajoutez des mots sans rapport entre eux.",
    PATTERN:
      "Ce mot de passe répète des caractères ou suit une suite connue (clavier, alphabet, chiffres). Choisissez plutôt plusieurs mots.",
    PERSONAL:
      "Ce mot de passe contient surtout votre nom, votre adresse ou votre établissement. Choisissez des mots que personne ne peut relier à vous.",
  },
};
