import { count, formatDate } from "./format.ts";
import { ofName } from "./names.ts";

/** The page that changes or removes one kept result. */

export const keptResult = {
  title: (name: string) => `Résultat ${ofName(name)}`,
  back: "Certifications",
  change: "Modifier",
  changeOf: (name: string) => ` le résultat ${ofName(name)}`,
  changeNumbered: (number: string) => ` le résultat de la certification n° ${number}`,
  actions: "Action",
  saved: "Le résultat a été modifié. La modification a été inscrite au journal.",
  changedMeanwhile:
    "Un collègue a modifié ce résultat pendant que cette page était ouverte : votre modification n’a pas été enregistrée. Voici ce qui est enregistré maintenant.",
  about: (number: string, takenOn: string, filename: string) =>
    `Certification n° ${number} du ${formatDate(takenOn)}, fichier «\u202f${filename}\u202f»`,
  born: (date: string) => `Né(e) le ${date}`,
  placeTitle: "Année et classe",
  placeText:
    "Ce que vous choisissez ici est conservé : ajouter à nouveau le fichier ne le modifiera plus pour ce résultat.",
  year: "Année scolaire",
  division: "Classe",
  save: "Enregistrer l’année et la classe",
  ownerTitle: "Élève",
  ownerIs: "Ce résultat est rattaché à",
  outside: "Ce résultat concerne une personne hors de la base élèves.",
  makeOutside: "Détacher\u00a0: cette personne n’est pas dans la base",
  search: "Chercher un élève dans toute la base",
  searchHint: "Nom, prénom ou classe. Les élèves partis sont proposés aussi.",
  find: "Chercher",
  found: (total: number, more: boolean) => {
    if (total === 0) return "Aucun élève de la base ne correspond. Essayez avec moins de lettres.";
    const found = count(total, "élève trouvé", "élèves trouvés");
    return more
      ? `Les ${total} premiers élèves trouvés. Précisez le nom ou la classe.`
      : `${found}.`;
  },
  choose: "Rattacher ce résultat à",
  link: "Rattacher à cet élève",
  removeTitle: "Retirer ce résultat",
  removeText:
    "Il disparaîtra des listes, des exports, des attestations et de la fiche de l’élève. Ajouter à nouveau son fichier le rétablira.",
  remove: "Retirer ce résultat…",
  question: (name: string) => `Retirer le résultat ${ofName(name)} ?`,
  questionText: (number: string) =>
    `La certification n° ${number} ne sera plus conservée dans votre espace. Pix, qui l’a délivrée, la conserve.`,
  yes: "Oui, retirer ce résultat",
  keep: "Conserver ce résultat",
  removed: (number: string) =>
    `Le résultat de la certification n° ${number} a été retiré. Le retrait a été inscrit au journal.`,
};

/** Why a change was refused. */
export const changeFaults = {
  BODY_INVALID:
    "Cette demande n’est pas valide : indiquez l’année (year), la classe (division) ou l’élève (pupilId).",
  NOTHING_TO_CHANGE: "Il n’y a rien à modifier : indiquez l’année, la classe ou l’élève.",
  YEAR_INVALID: "L’année scolaire s’écrit 2025-2026, à partir de 2016-2017.",
  CLASS_MISSING: "La classe est vide\u00a0: indiquez-la.",
  CLASS_TOO_LONG: "Le nom de la classe dépasse 255 caractères. Raccourcissez-le.",
  CLASS_UNREADABLE:
    "Le nom de la classe contient des caractères illisibles. Saisissez-le à nouveau.",
  PUPIL_GONE: "Cet élève ou ce résultat n’existe plus dans cet espace. Cherchez à nouveau l’élève.",
};
