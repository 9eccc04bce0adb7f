import type { FormatSteps, FormatWords } from "./format-words.ts";

const AGAIN = "puis refaites l’« Export CSV vers Pix ».";
const EXPORT =
  "Dans Fregata, refaites l’« Export CSV vers Pix » et importez le fichier obtenu sans l’ouvrir.";
const COLUMNS_AGAIN = `Ne modifiez pas les colonnes du fichier. ${EXPORT}`;

/** Fregata columns, without their stars, as Pix's training slides call them. */
const FIELDS: Record<string, string> = {
  "Identifiant unique": "INE",
  "Premier prénom": "prénom",
  "Deuxième prénom": "deuxième prénom",
  "Troisième prénom": "troisième prénom",
  "Nom de famille": "nom de famille",
  "Nom d'usage": "nom d’usage",
  "Code sexe": "sexe",
  "Date de naissance (jj/mm/aaaa)": "date de naissance",
  "Code commune naissance": "commune de naissance",
  "Libellé commune naissance": "ville de naissance",
  "Code département naissance": "département de naissance",
  "Code pays naissance": "pays de naissance",
  Statut: "statut",
  "Code MEF": "MEF",
  Division: "division",
};

/** The rest of a sentence about one field: corrected in the pupil's record, then exported again. */
function inRecord(what: string): string {
  return `Dans Fregata, ${what}, ${AGAIN}`;
}

const OTHER_FIELD = inRecord("ouvrez le dossier de l’apprenant et corrigez ce champ");

/** Words of the files of Fregata, which schools of the ministry of agriculture send. */
export const FREGATA_WORDS: FormatWords = {
  tool: "Fregata",
  exportName: "un export de Fregata (formats supportés : .csv)",
  accepted: "(formats supportés : .csv)",
  whereIsIt: "Où trouver le fichier dans Fregata ?",
  howToFix: "Comment corriger dans Fregata",
  fieldLabel: (field) => {
    const column = field.replace(/\*+$/, "").replaceAll("’", "'").trim();
    return FIELDS[column] ?? `« ${column} »`;
  },
  // People see the line number in their spreadsheet.
  placeOrder: ({ pupil, division, line, ine }) => [line, pupil, division, ine],
  exportAgain: EXPORT,
  fixes: {
    PAYLOAD_TOO_LARGE: "Vérifiez qu’il s’agit de l’« Export CSV vers Pix » de votre établissement.",
    HEADER_REQUIRED: COLUMNS_AGAIN,
    HEADER_DUPLICATED: COLUMNS_AGAIN,
    EMPTY: `Vérifiez dans Fregata que les apprenants ont un INE et une division, ${AGAIN}`,
    FIELD_REQUIRED: inRecord("renseignez ce champ pour l’apprenant"),
    INE_DUPLICATED: inRecord("supprimez l’un des deux dossiers, ou corrigez l’INE"),
    SEX_INVALID: inRecord("corrigez le sexe de l’apprenant"),
    BIRTH_DATE_INVALID: inRecord(
      "corrigez la date de naissance (jj/mm/aaaa, une date réelle et passée) de l’apprenant",
    ),
    CITY_CODE_INVALID: inRecord(
      "choisissez la commune de naissance dans la liste (né en France : code INSEE à cinq caractères ; né à l’étranger : nom de la ville)",
    ),
    DEPARTMENT_INVALID: OTHER_FIELD,
    COUNTRY_INVALID: OTHER_FIELD,
    STATUS_INVALID: OTHER_FIELD,
    FIELD_TOO_LONG: OTHER_FIELD,
    NAME_UNREADABLE: `Le fichier a été ouvert et enregistré dans un autre logiciel, qui a altéré les accents. ${EXPORT}`,
  },
  causeFixes: {
    SPREADSHEET: `Le fichier a été ouvert dans un tableur (Excel, LibreOffice…), qui a remplacé cette valeur. ${EXPORT}`,
    CONTROL_CHARACTER: `Un caractère invisible s’est glissé dans ce champ : il est représenté ici par un signe comme ␇. Dans Fregata, effacez tout le champ et retapez-le au clavier, sans copier-coller, ${AGAIN}`,
  },
};

/** The steps of the documentation, separate from the other words because only the server needs them. */
export const FREGATA_STEPS: FormatSteps = {
  open: {
    title: "Ouvrez Fregata",
    text: "Vérifiez l’établissement affiché : le fichier ne comporte pas l’UAI.",
    drawing: "menu",
  },
  rightFile: {
    title: "Reconnaissez le bon fichier",
    text: "C’est un fichier .csv dont la première ligne commence par les titres des colonnes de Fregata, « Identifiant unique* » par exemple. Un classeur Excel (.xlsx) ou LibreOffice (.ods) ne convient pas.",
    drawing: "file",
  },
  find: {
    title: "Cherchez l’apprenant dans Fregata",
    text: "Par le nom ou l’identifiant que la page d’import affiche, avec le numéro de sa ligne dans le fichier. La liste des erreurs se télécharge (CSV).",
    drawing: "people",
  },
  export: {
    title: "Exportez à nouveau",
    text: "Dans Fregata, « Export CSV vers Pix ».",
    drawing: "export",
  },
};
