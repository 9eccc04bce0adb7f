import { count, formatDate, formatMoment, formatNumber } from "./format.ts";
import { changeFaults } from "./kept-result.ts";
import { shell } from "./pages.ts";

/** The page of certifications and the choices for rows that wait. */

export const results = {
  title: shell.certifications,
  export: "Exporter les résultats",
  attestations: "Télécharger les attestations",
  otherLayouts: "Autres formats du fichier",
  layout27: "Ancien format (27 colonnes)",
  whole: "Tout l’établissement en un fichier, avec la classe et l’année",
  counted: (total: number) => count(total, "élève a un résultat", "élèves ont un résultat"),
  caption: "Résultats : élève, classe, statut, score et niveau",
  columns: {
    name: "Élève",
    division: "Classe",
    status: "Statut",
    score: "Score",
    level: "Niveau",
    takenOn: "Passée le",
  },
  outside: "Hors base",
  none: "–",
  noneTitle: "Aucun résultat",
  noneText:
    "Déposez ci-dessous le fichier de résultats de la classe ou de la session, tel que vous l’avez reçu de Pix.",
  missing: (total: number) => count(total, "élève sans résultat", "élèves sans résultat"),
  missingText: "Ils étaient dans la base cette année-là, et aucun résultat ne leur est rattaché.",
  noPupils:
    "Aucune base élèves n’a encore été importée : les résultats que vous déposerez seront à rattacher : vous indiquerez à quel élève chacun correspond.",
  waitingTitle: (total: number) => count(total, "résultat à rattacher", "résultats à rattacher"),
  waitingText:
    "Leur élève ou leur classe n’a pas pu être reconnu avec certitude. Rien n’est enregistré tant que vous ne les avez pas rattachés. Ils seront supprimés au bout de 30 jours.",
  settle: "Rattacher ces résultats",
};

export const resultFiles = {
  title: "Ajouter des résultats",
  text: "Déposez un fichier de résultats de certification reçu de Pix : celui d’une classe ou d’une session, de n’importe quelle année. Déposer deux fois le même fichier ne change rien.",
  label: "Fichier de résultats",
  formats: "(format supporté : .csv, 10 Mo au plus)",
  button: "Ajouter un fichier de résultats",
  drop: "Vous pouvez aussi déposer le fichier ici.",
  sending: "Lecture du fichier…",
  none: "Aucun fichier n’est choisi. Choisissez le fichier .csv des résultats.",
  empty:
    "Ce fichier est vide. Téléchargez à nouveau le fichier depuis Pix et déposez-le sans le modifier.",
  refused: (filename: string) =>
    `${filename ? `Le fichier «\u202f${filename}\u202f»` : "Ce fichier"} ne peut pas être ajouté. Rien n’a été enregistré.`,
  unanswered: (filename: string) =>
    `L’envoi du fichier «\u202f${filename}\u202f» s’est interrompu avant la réponse\u00a0: nous ne savons pas s’il est arrivé. Une fois la connexion rétablie, vérifiez s’il figure parmi les derniers fichiers ajoutés ; sinon, déposez-le à nouveau. Le déposer deux fois ne change rien.`,
  faults: (total: number) => count(total, "erreur à corriger", "erreurs à corriger"),
  more: (shown: number, total: number) =>
    `Les ${formatNumber(shown)} premières sur ${formatNumber(total)} sont affichées.`,
  rest: (left: number) => count(left, "autre erreur", "autres erreurs"),
  done: (filename: string) => `Le fichier « ${filename} » a été ajouté.`,
  rows: (rows: number) => count(rows, "ligne lue", "lignes lues"),
  added: (rows: number) => count(rows, "nouveau résultat", "nouveaux résultats"),
  corrected: (rows: number) => count(rows, "résultat corrigé", "résultats corrigés"),
  unchanged: (rows: number) => count(rows, "déjà connu", "déjà connus"),
  unmatched: (rows: number) => count(rows, "à rattacher", "à rattacher"),
  historyTitle: "Derniers fichiers ajoutés",
  by: (at: string, by: string) =>
    by ? `Le ${formatMoment(at)} par ${by}` : `Le ${formatMoment(at)} par le service`,
};

export const waiting = {
  title: "Résultats à rattacher",
  back: "Certifications",
  intro:
    "Pour chaque résultat, indiquez à quel élève il correspond, conservez-le comme celui d’une personne hors de la base, ou écartez-le. Rien n’est enregistré sans votre choix.",
  reasons: {
    UNKNOWN: "Aucun élève de la base n’a ce nom et cette date de naissance.",
    AMBIGUOUS: "Plusieurs élèves ont ce nom et cette date de naissance.",
    NO_CLASS: "L’élève est connu, mais pas sa classe de cette année-là.",
  },
  about: (row: { number: string; line: number; filename: string; takenOn: string }) =>
    `Certification n° ${row.number} du ${formatDate(row.takenOn)}, ligne ${row.line} du fichier «\u202f${row.filename}\u202f»`,
  born: (date: string) => `né(e) le ${formatDate(date)}`,
  choice: "Ce résultat concerne",
  candidate: (one: {
    firstName: string;
    lastName: string;
    birthDate: string;
    division: string;
    left: boolean;
  }) =>
    [
      `${one.firstName} ${one.lastName}, né(e) le ${formatDate(one.birthDate)}`,
      one.division && `classe ${one.division}`,
      one.left && "n’est plus dans la base",
    ]
      .filter(Boolean)
      .join(", "),
  keep: "Une personne hors de la base élèves",
  division: (year: string) => `Classe en ${year}`,
  divisionHelp: "À indiquer si ni la base ni le fichier ne la connaît.",
  submit: "Enregistrer ce choix",
  discard: "Écarter ce résultat",
  allTitle: "Rattacher tous les résultats",
  allText:
    "Ces boutons s’appliquent à tous les résultats à rattacher, y compris ceux des autres pages. Chaque résultat conserve la classe qu’indique la base, son fichier ou le nom de ce fichier.",
  allDivision: "Classe des autres résultats",
  allDivisionHelp: "Seulement pour ceux dont la classe n’est indiquée nulle part.",
  placeAll: "Rattacher ceux dont l’élève est connu",
  keepAll: "Conserver les autres hors de la base",
  discardAll: "Écarter tous les résultats à rattacher",
  sure: "Je confirme vouloir écarter tous ces résultats",
  errors: {
    NO_CLASS: "La classe n’est pas connue : indiquez-la.",
    CLASS_TOO_LONG: changeFaults.CLASS_TOO_LONG,
    CLASS_UNREADABLE: changeFaults.CLASS_UNREADABLE,
    ANSWERED:
      "Ce résultat a déjà reçu un choix, ou a été écarté, pendant que cette page était ouverte : votre choix n’a pas été enregistré. Voici ceux qui restent à rattacher.",
    PUPIL_GONE:
      "Cet élève n’est plus dans la base : votre choix n’a pas été enregistré. Cherchez à nouveau l’élève.",
    NOTHING_WAITS:
      "Aucun résultat n’est plus à rattacher : rien n’a été modifié. Un collègue s’en est peut-être chargé entre-temps.",
    NO_CHOICE: "Indiquez à quel élève ce résultat correspond avant d’enregistrer.",
    NOT_SURE: "Cochez la case de confirmation avant de tout écarter.",
  },
  doneTitle: "Tout a été rattaché",
  done: "Aucun résultat n’est à rattacher.",
};
