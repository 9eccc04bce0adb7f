import type { FormatSteps, FormatWords } from "./format-words.ts";

const AGAIN = "puis exportez à nouveau « Élèves sans adresse ».";
const EXPORT =
  "Dans SIECLE, choisissez « Exportations », « En XML », « Élèves sans adresse », et importez le fichier obtenu sans l’ouvrir.";
const ZIP_AGAIN =
  "Importez le fichier zip de l’export « Élèves sans adresse » tel que SIECLE l’a produit, ou seulement le fichier « ElevesSansAdresses.xml » qu’il contient.";

/** SIECLE elements by the names that schools use. */
const FIELDS: Record<string, string> = {
  ELEVE_ID: "identifiant de fiche",
  ID_NATIONAL: "INE",
  NOM_DE_FAMILLE: "nom de famille",
  NOM: "nom de famille",
  NOM_USAGE: "nom d’usage",
  PRENOM: "prénom",
  PRENOM2: "deuxième prénom",
  PRENOM3: "troisième prénom",
  CODE_SEXE: "sexe",
  DATE_NAISS: "date de naissance",
  DATE_SORTIE: "date de sortie",
  CODE_PAYS: "pays de naissance",
  CODE_COMMUNE_INSEE_NAISS: "commune de naissance",
  VILLE_NAISS: "ville de naissance",
  CODE_DEPARTEMENT_NAISS: "département de naissance",
  CODE_MEF: "MEF",
  CODE_STATUT: "statut",
  CODE_STRUCTURE: "classe",
};

/** The rest of a sentence about one field: corrected on the pupil's sheet, then exported again. */
function inSheet(what: string): string {
  return `Dans SIECLE, ${what}, ${AGAIN}`;
}

/** Words of the files of SIECLE, which schools of the Éducation nationale send. */
export const SIECLE_WORDS: FormatWords = {
  tool: "SIECLE",
  exportName: "un export de SIECLE (formats supportés : .xml, .zip)",
  accepted: "(formats supportés : .xml, .zip)",
  whereIsIt: "Où trouver le fichier dans SIECLE ?",
  howToFix: "Comment corriger dans SIECLE",
  fieldLabel: (field) => FIELDS[field] ?? field,
  placeOrder: ({ pupil, division, line, ine }) => [pupil, division, line, ine],
  exportAgain: EXPORT,
  fixes: {
    PAYLOAD_TOO_LARGE:
      "Vérifiez qu’il s’agit de l’export « Élèves sans adresse ». Le fichier zip de SIECLE est plus léger que le fichier xml.",
    ARCHIVE_SUSPICIOUS: ZIP_AGAIN,
    ARCHIVE_CONTENT: ZIP_AGAIN,
    NOT_PUPIL_FILE:
      "Dans SIECLE, choisissez l’export « Élèves sans adresse » : « Exportations », « En XML », « Élèves sans adresse ».",
    UAI_MISMATCHED: `Vérifiez l’établissement choisi dans SIECLE et l’espace ouvert ici, ${AGAIN}`,
    EMPTY: `Vérifiez dans SIECLE que les élèves sont affectés à une classe (l’export peut les montrer seulement le lendemain), ${AGAIN}`,
    BIRTH_CITY_CODE_REQUIRED: inSheet("renseignez la commune de naissance sur la fiche de l’élève"),
    SEX_REQUIRED: inSheet("renseignez le sexe sur la fiche de l’élève"),
    BIRTH_DATE_REQUIRED: inSheet("renseignez la date de naissance sur la fiche de l’élève"),
    BIRTH_DATE_INVALID: inSheet(
      "corrigez la date de naissance (jj/mm/aaaa, une date réelle et passée) sur la fiche de l’élève",
    ),
    LAST_NAME_REQUIRED: inSheet("renseignez le nom sur la fiche de l’élève"),
    FIRST_NAME_REQUIRED: inSheet("renseignez le prénom sur la fiche de l’élève"),
    INE_DUPLICATED: inSheet("rattachez ou supprimez l’une des deux fiches, ou corrigez l’INE"),
    NAME_UNREADABLE: `Le fichier a été ouvert et enregistré dans un autre logiciel, qui a altéré les accents. ${EXPORT}`,
    FIELD_TOO_LONG: inSheet("ouvrez la fiche de l’élève et corrigez ce champ"),
    ELEVE_ID_DUPLICATED: inSheet("vérifiez que l’élève n’est pas inscrit deux fois"),
  },
  causeFixes: {
    SPREADSHEET: `Le fichier a été ouvert dans un tableur (Excel, LibreOffice…), qui a remplacé cette valeur. ${EXPORT}`,
    CONTROL_CHARACTER: `Un caractère invisible s’est glissé dans ce champ : il est représenté ici par un signe comme ␇. Dans SIECLE, effacez tout le champ sur la fiche de l’élève et retapez-le au clavier, sans copier-coller, ${AGAIN}`,
  },
};

/** The steps of the documentation, separate from the other words because only the server needs them. */
export const SIECLE_STEPS: FormatSteps = {
  open: {
    title: "Ouvrez SIECLE",
    text: "Vérifiez l’établissement et l’année scolaire affichés : l’export porte sur eux.",
    drawing: "menu",
  },
  rightFile: {
    title: "Reconnaissez le bon fichier",
    text: "Il s’appelle « ExportXML_ElevesSansAdresses.zip », et contient « ElevesSansAdresses.xml » : les deux conviennent. Un document Word, un classeur, ou l’export des responsables, des structures ou des nomenclatures ne conviennent pas.",
    drawing: "file",
  },
  find: {
    title: "Cherchez l’élève dans SIECLE",
    text: "Par le nom, la classe ou l’INE que la page d’import affiche. La liste des erreurs se télécharge (CSV) : elle a une ligne par correction.",
    drawing: "people",
  },
  export: {
    title: "Exportez à nouveau",
    text: "Dans SIECLE, « Exportations », puis « En XML », puis « Élèves sans adresse ». Une saisie du jour peut n’apparaître dans l’export que le lendemain.",
    drawing: "export",
  },
};
