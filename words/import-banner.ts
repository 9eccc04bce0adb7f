import { count, formatDate } from "./format.ts";

/** The words of the banner and of the announcements: every page of a school loads them, and not those of the imports. */

export type Counts = {
  added: number;
  changed: number;
  unchanged: number;
  reactivated: number;
  deactivated: number;
  skipped: number;
};

/** `atLeast`: reading stopped early, there are more. */
export function countErrors(errors: number, atLeast = false): string {
  return `${atLeast ? "plus de " : ""}${count(errors, "erreur", "erreurs")}`;
}

/** `2 ajoutés · 1 modifié · …` */
export function importNumbers(c: Counts): string {
  return [
    count(c.added, "ajouté", "ajoutés"),
    count(c.changed, "modifié", "modifiés"),
    count(c.reactivated, "réactivé", "réactivés"),
    count(c.deactivated, "désactivé", "désactivés"),
    count(c.skipped, "non importé", "non importés"),
  ].join(" · ");
}

/** What a screen reader announces, and no more: each step that starts, each quarter of the reading, the end. */
export const spoken = {
  received: "Fichier reçu.",
  reading: (percent: number) =>
    percent === 0 ? "Lecture du fichier." : `Lecture du fichier : ${percent}\u202f%.`,
  checking: "Vérification.",
  "awaiting-confirmation": "Cet import est en attente de votre confirmation.",
  applying: "Mise à jour de la base.",
  done: (c: Counts) => `Import terminé : ${importNumbers(c).replaceAll(" · ", ", ")}.`,
  refused: (errors: number, atLeast = false) =>
    `Le fichier comporte ${countErrors(errors, atLeast)}. Rien n’a changé dans votre base.`,
  failed: "L’import n’a pas abouti. Rien n’a changé dans votre base.",
  cancelled: "L’import a été annulé.",
  undone: "L’import a été annulé : la base élèves a été rétablie.",
};

export const banner = {
  label: "Dernier import de la base élèves",
  active: (step: string) => `Un import de la base élèves est en cours : ${step}.`,
  reading: (percent: number) => `lecture du fichier, ${percent}\u202f%`,
  received: "fichier reçu",
  checking: "vérification",
  "awaiting-confirmation": "en attente de la confirmation d’un administrateur",
  applying: "mise à jour de la base",
  see: "Suivre l’import",
  result: "Voir le résultat",
  errors: "Voir la liste des erreurs",
  done: (iso: string, person: string) =>
    `Dernier fichier importé avec succès le ${formatDate(iso)} par ${person}.`,
  refused: (iso: string) =>
    `Le fichier importé le ${formatDate(iso)} comporte des erreurs : la base élèves n’a pas changé.`,
  failed: (iso: string) =>
    `L’import du ${formatDate(iso)} n’a pas abouti : la base élèves n’a pas changé.`,
};
