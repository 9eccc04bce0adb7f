import { count, formatDate } from "./format.ts";

/** The page that changes or removes one kept result. */

export const keptResult = {
  title: (name: string) => `Résultat de ${name}`,
  back: "Certifications",
  change: "Modifier",
  changeOf: (name: string) => ` le résultat de ${name}`,
  changeNumbered: (number: string) => ` le résultat de la certification n° ${number}`,
  actions: "Action",
  saved: "Le résultat est modifié. Le changement est inscrit au journal.",
  changedMeanwhile:
    "Un collègue a modifié ce résultat pendant que cette page était ouverte\u00a0: votre changement n’est pas enregistré. Voici ce qui est enregistré maintenant.",
  about: (number: string, takenOn: string, filename: string) =>
    `Certification n° ${number} du ${formatDate(takenOn)}, fichier «\u202f${filename}\u202f»`,
  born: (date: string) => `Né(e) le ${date}`,
  placeTitle: "Année et classe",
  placeText:
    "Ce que vous choisissez ici reste\u00a0: ajouter de nouveau le fichier ne le changera plus pour ce résultat.",
  year: "Année scolaire",
  division: "Classe",
  save: "Enregistrer l’année et la classe",
  ownerTitle: "Élève",
  ownerIs: "Ce résultat est rattaché à",
  outside: "Ce résultat est celui d’une personne hors de la base élèves.",
  makeOutside: "Détacher\u00a0: cette personne n’est pas dans la base",
  search: "Chercher un élève dans toute la base",
  searchHint: "Nom, prénom ou classe. Les élèves partis sont proposés aussi.",
  find: "Chercher",
  found: (total: number, more: boolean) => {
    if (total === 0) return "Aucun élève de la base ne correspond. Essayez avec moins de lettres.";
    const told = count(total, "élève trouvé", "élèves trouvés");
    return more
      ? `Les ${total} premiers élèves trouvés. Précisez le nom ou la classe.`
      : `${told}.`;
  },
  choose: "Rattacher ce résultat à",
  link: "Rattacher à cet élève",
  removeTitle: "Retirer ce résultat",
  removeText:
    "Il disparaîtra des listes, des exports, des attestations et de la fiche de l’élève. Ajouter de nouveau son fichier le fera revenir.",
  remove: "Retirer ce résultat…",
  question: (name: string) => `Retirer le résultat de ${name}\u202f?`,
  questionText: (number: string) =>
    `La certification n° ${number} ne sera plus conservée dans votre espace. Pix, qui l’a délivrée, la garde.`,
  yes: "Retirer définitivement ce résultat",
  keep: "Le garder",
  removed: (number: string) =>
    `Le résultat de la certification n° ${number} est retiré. Le retrait est inscrit au journal.`,
};

/** Why a change was refused. */
export const changeFaults = {
  BODY_INVALID:
    "Cette demande n’est pas comprise\u00a0: indiquez l’année (year), la classe (division) ou l’élève (pupilId).",
  NOTHING_TO_CHANGE: "Rien n’est à changer\u00a0: indiquez l’année, la classe ou l’élève.",
  YEAR_INVALID: "L’année scolaire s’écrit 2025-2026, à partir de 2016-2017.",
  CLASS_MISSING: "La classe est vide\u00a0: indiquez-la.",
  CLASS_TOO_LONG: "Le nom de la classe dépasse 255 caractères. Raccourcissez-le.",
  CLASS_UNREADABLE: "Le nom de la classe contient des caractères illisibles. Tapez-le de nouveau.",
  PUPIL_GONE:
    "Cet élève ou ce résultat n’existe plus dans votre établissement. Cherchez de nouveau l’élève.",
};
