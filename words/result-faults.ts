import { formatNumber } from "./format.ts";
import { describeOther } from "./import-file-words.ts";
import { resultFiles } from "./results.ts";

/** What is wrong in a file of results, and how to correct it. */

/** `MAX_ROW` of `worker/platform/bounds.ts`, copied because the sentences import nothing from the Worker. */
const MAX_ROW = 65_536;

type Fault = {
  code: string;
  line?: number;
  person?: string;
  field?: string;
  value?: string;
  limit?: number;
  otherLine?: number;
  found?: string;
};

const RESULTS = "un fichier de résultats de certification";
/** The page where a list of pupils belongs. */
const PUPILS = "La liste des élèves s’importe sur la page «\u202fÉlèves\u202f».";
const AGAIN = "Téléchargez à nouveau le fichier depuis Pix et déposez-le sans le modifier.";

const SENTENCES: Record<string, (fault: Fault) => string> = {
  EMPTY: () => resultFiles.empty,
  BUSY: ({ value }) =>
    value
      ? `L’établissement ${value} est en train d’ajouter un fichier de résultats. Patientez une minute, puis recommencez.`
      : "Un autre fichier de résultats est en cours d’ajout pour cet établissement. Attendez qu’il soit terminé, puis déposez à nouveau celui-ci.",
  INTERRUPTED: () =>
    "L’envoi du fichier a été interrompu avant la fin. Vérifiez votre connexion, puis déposez-le à nouveau.",
  TOO_LARGE: () =>
    "Ce fichier dépasse 10 Mo. Déposez les fichiers de résultats un par un, classe par classe ou session par session.",
  NOT_CSV: (fault) =>
    fault.found
      ? `${otherThan(fault)} Déposez le fichier .csv des résultats, tel que vous l’avez reçu de Pix.${fault.found === "zip" || fault.found === "xml" ? ` ${PUPILS}` : ""}`
      : "Ce fichier n’est pas un CSV. Déposez le fichier .csv des résultats, et non un classeur, un PDF ou une archive.",
  ENCODING: () =>
    `Les lettres accentuées de ce fichier sont illisibles : il a été enregistré dans un autre encodage. ${AGAIN} Si vous devez passer par un tableur, enregistrez au format «\u202fCSV UTF-8\u202f».`,
  OTHER_PRODUCT: (fault) =>
    fault.found
      ? `${otherThan(fault)} ${fault.found === "fregata" ? PUPILS : "Déposez le fichier reçu de Pix, d’une classe ou d’une session."}`
      : "Ce fichier n’est pas un fichier de résultats de certification : il n’en a pas les colonnes («\u202fNuméro de certification\u202f», «\u202fNombre de Pix\u202f»…). Déposez le fichier reçu de Pix, d’une classe ou d’une session.",
  MISSING_COLUMN: ({ field }) => `La colonne «\u202f${field}\u202f» manque. ${AGAIN}`,
  DOUBLE_COLUMN: ({ field }) =>
    `La colonne «\u202f${field}\u202f» est présente deux fois. Supprimez celle qui est en trop.`,
  HEADER_TOO_LONG: ({ field, limit }) =>
    `Le titre de la colonne «\u202f${field}…\u202f» dépasse ${limit} caractères. ${AGAIN}`,
  ROW_TOO_LONG: ({ line }) =>
    `${at(line)} cette ligne dépasse ${formatNumber(MAX_ROW)} caractères : ce n’est pas celle d’un résultat. ${AGAIN}`,
  MIXED_ERAS: ({ line }) =>
    line === undefined
      ? "Ce fichier mélange les colonnes de deux formats («\u202fNombre de Pix\u202f», «\u202fRésultat\u202f», «\u202fScore en Pix\u202f»). Déposez séparément les fichiers dont il est composé."
      : `${at(line)} une nouvelle ligne d’en-têtes, d’un autre format, commence : plusieurs fichiers ont été mis bout à bout. Déposez-les séparément.`,
  NO_ROW: () => `Ce fichier n’a que sa ligne d’en-têtes : il ne contient aucun résultat. ${AGAIN}`,
  TOO_MANY_ROWS: () => "Ce fichier dépasse 50 000 lignes. Divisez-le en plusieurs fichiers.",
  QUOTE: ({ line }) =>
    `${at(line)} un guillemet est mal placé ou n’est jamais refermé : la suite ne peut pas être lue. ${AGAIN}`,
  SECOND_HEADER: ({ line }) =>
    `${at(line)} la ligne d’en-têtes revient : plusieurs fichiers ont été mis bout à bout. Supprimez cette ligne, ou déposez les fichiers séparément.`,
  CELLS: ({ line }) =>
    `${at(line)} le nombre de cellules n’est pas celui de la ligne d’en-têtes. Vérifiez qu’un texte contenant le séparateur est bien entre guillemets.`,
  TOO_LONG: (fault) =>
    `${who(fault)} le champ «\u202f${fault.field}\u202f» dépasse ${formatNumber(fault.limit ?? 0)} caractères («\u202f${fault.value ?? ""}…\u202f»). Raccourcissez-le.`,
  UNREADABLE: (fault) =>
    /[\u2400-\u2421]/.test(fault.value ?? "")
      ? `${who(fault)} le champ «\u202f${fault.field}\u202f» contient un caractère invisible, représenté ici par un signe : «\u202f${fault.value}\u202f». Ouvrez le fichier avec un éditeur de texte, retapez ce champ sans copier-coller, enregistrez et déposez-le à nouveau.`
      : `${who(fault)} le champ «\u202f${fault.field}\u202f» contient des caractères illisibles. ${AGAIN}`,
  SPREADSHEET: (fault) =>
    `${who(fault)} dans «\u202f${fault.field}\u202f», un tableur a remplacé la valeur par «\u202f${fault.value}\u202f». ${AGAIN}`,
  NUMBER_INVALID: (fault) =>
    fault.value
      ? `${who(fault)} le numéro de certification «\u202f${fault.value}\u202f» n’est pas un nombre entier. ${AGAIN}`
      : `${who(fault)} le numéro de certification manque. ${AGAIN}`,
  NUMBER_DOUBLED: (fault) =>
    `${who(fault)} le numéro de certification ${fault.value} figure déjà à la ligne ${fault.otherLine}. Ne conservez que l’une des deux lignes.`,
  NAME_MISSING: (fault) =>
    `${who(fault)} le champ «\u202f${fault.field}\u202f» est vide. Complétez-le.`,
  DATE_INVALID: (fault) =>
    fault.value
      ? `${who(fault)} dans «\u202f${fault.field}\u202f», «\u202f${fault.value}\u202f» n’est pas une date. Écrivez-la sous la forme jj/mm/aaaa.`
      : `${who(fault)} le champ «\u202f${fault.field}\u202f» est vide. Écrivez la date sous la forme jj/mm/aaaa.`,
  DATE_IMPOSSIBLE: (fault) =>
    `${who(fault)} dans «\u202f${fault.field}\u202f», la date «\u202f${fault.value}\u202f» est impossible. Comparez-la avec les autres dates de la ligne et corrigez-la.`,
  STATUS_UNKNOWN: (fault) =>
    `${who(fault)} le statut « ${fault.value ?? ""} » n’est pas reconnu. Écrivez Validée, Rejetée, Non obtenue ou Annulée.`,
  SCORE_MISSING: (fault) =>
    `${who(fault)} le champ «\u202f${fault.field}\u202f» est vide alors que la certification est validée. ${AGAIN}`,
  SCORE_OUT_OF_SCALE: (fault) =>
    `${who(fault)} dans «\u202f${fault.field}\u202f», «\u202f${fault.value}\u202f» n’est pas un score entre 0 et 1 024. Corrigez-le.`,
  LEVEL_OUT_OF_SCALE: (fault) =>
    `${who(fault)} pour la compétence ${fault.field}, «\u202f${fault.value}\u202f» n’est pas un niveau entre 0 et 8. Corrigez-le, ou mettez un tiret.`,
  RESULT_UNREADABLE: (fault) =>
    `${who(fault)} le résultat « ${fault.value} » n’est pas reconnu. Il s’écrit «\u202fNovice 2 (249 Pix)\u202f», «\u202f50 Pix\u202f» ou «\u202f249\u202f».`,
  CODE_INVALID: (fault) =>
    `${who(fault)} le code de vérification «\u202f${fault.value}\u202f» n’a pas la forme P-XXXXXXXX. Corrigez-le ou laissez la cellule vide.`,
  INE_INVALID: (fault) =>
    `${who(fault)} l’INE «\u202f${fault.value}\u202f» n’a pas la forme d’un INE. Corrigez-le ou laissez la cellule vide.`,
  UAI_INVALID: (fault) =>
    `${who(fault)} l’UAI «\u202f${fault.value ?? ""}\u202f» n’est pas valide.`,
};

/** One French sentence or two: which line, which pupil, which field, and how to correct it. */
export function resultFaultMessage(fault: Fault): string {
  const sentence = SENTENCES[fault.code];
  if (!sentence) throw new Error(`no sentence for ${fault.code}`);
  return sentence(fault);
}

function otherThan({ found = "" }: Fault): string {
  return describeOther({ detail: { found }, field: "" }, RESULTS);
}

function at(line: number | undefined): string {
  return `Ligne ${line} :`;
}

function who({ line, person }: Fault): string {
  return person ? `Ligne ${line}, ${person} :` : at(line);
}
