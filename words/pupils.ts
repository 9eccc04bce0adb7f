import { count, formatDate } from "./format.ts";
import { ofName } from "./names.ts";

/** The start of a line, lower-cased for the middle of a sentence. */
function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

export const pupils = {
  title: "Élèves",
  import: "Importer la liste",
  filters: "Filtres sur les élèves",
  search: "Recherche sur le nom et prénom",
  divisions: "Classes",
  divisionsChosen: (chosen: number) => `Classes (${chosen})`,
  noDivision: "Aucune classe",
  levels: "Niveaux",
  levelsChosen: (chosen: number) => `Niveaux (${chosen})`,
  noLevel: "Aucun niveau",
  apply: "Filtrer",
  clear: "Effacer les filtres",
  csv: "Télécharger la liste (CSV)",
  found: (total: number, filtered: boolean) =>
    filtered ? count(total, "élève trouvé", "élèves trouvés") : count(total, "élève", "élèves"),
  caption: "Élèves de l’établissement : nom, prénom, date de naissance et classe",
  columns: {
    lastName: "Nom",
    firstName: "Prénom",
    birthDate: "Date de naissance",
    division: "Classe",
  },
  /** `why` as `leavingLabel` words it; "" when it is not known. */
  deactivatedOn: (iso: string, why: string) =>
    `Désactivé le ${formatDate(iso)}${why && ` : ${lowerFirst(why)}`}`,
  emptyTitle: "Aucun élève pour l’instant",
  emptyAdmin:
    "Importez la base élèves de votre établissement : exportez le fichier, déposez-le, et la liste apparaîtra ici.",
  emptyMember:
    "La base élèves n’a pas encore été importée. L’administrateur de votre établissement peut le faire.",
  noneTitle: "Aucun élève ne correspond",
  none: "Vérifiez l’orthographe, retirez un filtre, ou affichez aussi les élèves désactivés.",
  beyondTitle: "Cette page n’existe plus",
  beyond: "La liste est plus courte que cette page.",
  firstPage: "Revenir à la première page",
};

/** The CSV of a list. */
export const pupilFile = {
  headers: [
    "Nom",
    "Prénom",
    "Date de naissance",
    "Classe",
    "Niveau",
    "INE",
    "Désactivé le",
    "Motif",
  ],
  ine: "INE",
};

/** The page of one pupil. */
export const pupilSheet = {
  back: "Élèves",
  identity: "Identité",
  fields: {
    lastName: "Nom de famille",
    usualName: "Nom d’usage",
    firstNames: "Prénoms",
    birthDate: "Date de naissance",
    birthPlace: "Lieu de naissance",
    sex: "Sexe",
    division: "Classe",
    level: "Niveau",
    status: "Statut",
    ine: "INE",
  },
  sex: (code: string) => ({ F: "Féminin", M: "Masculin" })[code] ?? "Non renseigné",
  status: (code: string) => ({ ST: "Scolaire", AP: "Apprenti" })[code] ?? "Non renseigné",
  unknown: "Non renseigné",
  active: "Dans la base",
  deactivated: pupils.deactivatedOn,
  deactivatedText: "Son compte n’est pas impacté, et son historique est conservé ici.",
  ineHidden: (last: string) => `INE masqué, qui se termine par ${last}`,
  showIne: "Afficher l’INE",
  ineNote: "L’affichage de l’INE est inscrit au journal de l’établissement.",
  classes: "Classe de chaque année",
  classesCaption: "Classe et niveau de l’élève, par année scolaire",
  year: "Année scolaire",
  noClass: "Aucune classe n’est connue.",
  history: "Historique",
  noHistory: "Aucun changement n’est connu. Les changements sont conservés douze mois.",
  kinds: {
    added: "Ajouté à la base",
    changed: "Informations modifiées",
    reactivated: "À nouveau dans le fichier : réactivé",
    deactivated: "Désactivé",
  },
  kind: (label: string, why: string) => (why ? `${label} : ${lowerFirst(why)}` : label),
  by: (iso: string, person: string) => `le ${formatDate(iso)}, import ${ofName(person)}`,
  undone: "import annulé ensuite",
  seeImport: "Voir cet import",
  results: "Certifications",
  resultsCaption: "Résultats de certification de l’élève, par année scolaire",
  noResult: "Aucun résultat de certification n’est conservé pour cet élève.",
  resultColumns: {
    takenOn: "Date",
    type: "Certification",
    status: "Statut",
    score: "Score",
  },
};
