import { count, formatDate } from "./format.ts";

/** The list of pupils as a desk: its filters, and the class lists to print. */

export const situations = {
  title: "Situation",
  /** Which one is shown beside, in the filters that apply. */
  chosen: "Situation (1)",
  active: "Élèves actifs",
  arrived: "Arrivés au dernier import",
  deactivated: "Désactivés seulement",
  all: "Actifs et désactivés",
  placeholder: "Nom et prénom",
  sort: "Trier par",
  sorts: {
    lastName: "Nom",
    firstName: "Prénom",
    birthDate: "Date de naissance",
    division: "Classe",
  },
  searched: (text: string) => `«\u202f${text}\u202f»`,
  remove: (what: string) => `Retirer le filtre ${what}`,
};

export const classLists = {
  open: "Listes de classe à imprimer",
  title: "Listes de classe",
  back: "Élèves",
  about: (classes: number) =>
    `${count(classes, "classe", "classes")}, une page pour chacune. Chaque liste porte l’établissement, la classe et la date.`,
  print: "Imprimer",
  without: "Pour imprimer, utilisez la commande de votre navigateur (Ctrl P).",
  none: "Aucun élève actif dans ces classes",
  school: (name: string, uai: string) => `${name} (${uai})`,
  division: (name: string) => `Classe ${name}`,
  pupils: (total: number, day: string) =>
    `${count(total, "élève", "élèves")}, liste du ${formatDate(day)}`,
  caption: (name: string) => `Élèves de la classe ${name}`,
  columns: {
    rank: "N°",
    name: "Nom et prénom",
    birthDate: "Date de naissance",
    notes: "Observations",
  },
  cut: (most: number) =>
    `Seuls les ${most} premiers élèves sont affichés\u00a0: choisissez quelques classes.`,
};

/** The search in a list of an import. */
export const listSearch = {
  label: "Recherche sur le nom et prénom",
  submit: "Chercher",
  found: (total: number) => `${count(total, "élève trouvé", "élèves trouvés")}.`,
  none: "Aucun élève de cette liste ne correspond",
  clear: "Revoir toute la liste",
};

/** `6e (MEF 10010012110)`: two MEF may be of one level, and the code tells them apart. */
export function levelWords(level: string, mef: string): string {
  return `${level} (MEF ${mef})`;
}
