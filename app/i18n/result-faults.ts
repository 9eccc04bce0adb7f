/** What is wrong in a file of results, and how to correct it. */

type Fault = {
  code: string;
  line?: number;
  person?: string;
  field?: string;
  value?: string;
  otherLine?: number;
};

const AGAIN = "Téléchargez de nouveau le fichier dans Pix et déposez-le sans le modifier.";

const SENTENCES: Record<string, (fault: Fault) => string> = {
  EMPTY: () => `Ce fichier est vide. ${AGAIN}`,
  TOO_LARGE: () =>
    "Ce fichier dépasse 10 Mo. Déposez les fichiers de résultats un par un, classe par classe ou session par session.",
  NOT_CSV: () =>
    "Ce fichier n’est pas un CSV. Déposez le fichier .csv des résultats, et non un classeur, un PDF ou une archive.",
  ENCODING: () =>
    `Les lettres accentuées de ce fichier sont illisibles : il a été enregistré dans un autre encodage. ${AGAIN} Si vous devez passer par un tableur, enregistrez au format « CSV UTF-8 ».`,
  OTHER_PRODUCT: () =>
    "Ce fichier n’est pas un fichier de résultats de certification : il n’en a pas les colonnes (« Numéro de certification », « Nombre de Pix »…). Déposez le fichier reçu de Pix, d’une classe ou d’une session.",
  MISSING_COLUMN: ({ field }) => `La colonne « ${field} » manque. ${AGAIN}`,
  DOUBLE_COLUMN: ({ field }) =>
    `La colonne « ${field} » est présente deux fois. Supprimez celle qui est en trop.`,
  MIXED_ERAS: ({ line }) =>
    line === undefined
      ? "Ce fichier mélange les colonnes de deux présentations (« Nombre de Pix », « Résultat », « Score en Pix »). Déposez séparément les fichiers dont il est fait."
      : `${at(line)} une nouvelle ligne d’en-têtes, d’une autre présentation, commence : plusieurs fichiers ont été mis bout à bout. Déposez-les séparément.`,
  NO_ROW: () => `Ce fichier n’a que sa ligne d’en-têtes : il ne contient aucun résultat. ${AGAIN}`,
  TOO_MANY_ROWS: () => "Ce fichier dépasse 50 000 lignes. Coupez-le en plusieurs fichiers.",
  QUOTE: ({ line }) =>
    `${at(line)} un guillemet est mal placé ou n’est jamais refermé : la suite ne peut pas être lue. ${AGAIN}`,
  SECOND_HEADER: ({ line }) =>
    `${at(line)} la ligne d’en-têtes revient : plusieurs fichiers ont été mis bout à bout. Supprimez cette ligne, ou déposez les fichiers séparément.`,
  CELLS: ({ line }) =>
    `${at(line)} le nombre de cellules n’est pas celui de la ligne d’en-têtes. Vérifiez qu’un texte contenant le séparateur est bien entre guillemets.`,
  TOO_LONG: (fault) => `${who(fault)} le champ « ${fault.field} » est trop long. Raccourcissez-le.`,
  UNREADABLE: (fault) =>
    `${who(fault)} le champ « ${fault.field} » contient des caractères illisibles. ${AGAIN}`,
  NUMBER_INVALID: (fault) =>
    fault.value
      ? `${who(fault)} le numéro de certification « ${fault.value} » n’est pas un nombre entier. ${AGAIN}`
      : `${who(fault)} le numéro de certification manque. ${AGAIN}`,
  NUMBER_DOUBLED: (fault) =>
    `${who(fault)} le numéro de certification ${fault.value} est déjà celui de la ligne ${fault.otherLine}. Ne gardez que l’une des deux lignes.`,
  NAME_MISSING: (fault) => `${who(fault)} le champ « ${fault.field} » est vide. Complétez-le.`,
  DATE_INVALID: (fault) =>
    fault.value
      ? `${who(fault)} dans « ${fault.field} », « ${fault.value} » n’est pas une date. Écrivez-la sous la forme jj/mm/aaaa.`
      : `${who(fault)} le champ « ${fault.field} » est vide. Écrivez la date sous la forme jj/mm/aaaa.`,
  DATE_IMPOSSIBLE: (fault) =>
    `${who(fault)} dans « ${fault.field} », la date « ${fault.value} » est impossible. Comparez-la avec les autres dates de la ligne et corrigez-la.`,
  STATUS_UNKNOWN: (fault) =>
    `${who(fault)} le statut « ${fault.value ?? ""} » n’est pas connu. Écrivez Validée, Rejetée, Non obtenue ou Annulée.`,
  SCORE_MISSING: (fault) =>
    `${who(fault)} le champ « ${fault.field} » est vide alors que la certification est validée. ${AGAIN}`,
  SCORE_OUT_OF_SCALE: (fault) =>
    `${who(fault)} dans « ${fault.field} », « ${fault.value} » n’est pas un score entre 0 et 1 024. Corrigez-le.`,
  LEVEL_OUT_OF_SCALE: (fault) =>
    `${who(fault)} pour la compétence ${fault.field}, « ${fault.value} » n’est pas un niveau entre 0 et 8. Corrigez-le, ou mettez un tiret.`,
  RESULT_UNREADABLE: (fault) =>
    `${who(fault)} le résultat « ${fault.value} » n’est pas compris. Il s’écrit « Novice 2 (249 Pix) », « 50 Pix » ou « 249 ».`,
  CODE_INVALID: (fault) =>
    `${who(fault)} le code de vérification « ${fault.value} » n’a pas la forme P-XXXXXXXX. Corrigez-le ou laissez la cellule vide.`,
  INE_INVALID: (fault) =>
    `${who(fault)} l’INE « ${fault.value} » n’a pas la forme d’un INE. Corrigez-le ou laissez la cellule vide.`,
  UAI_INVALID: (fault) => `${who(fault)} l’UAI « ${fault.value ?? ""} » n’est pas valide.`,
};

/** One French sentence or two: where, whose line, which field, and how to correct it. */
export function resultFaultMessage(fault: Fault): string {
  const sentence = SENTENCES[fault.code];
  if (!sentence) throw new Error(`no sentence for ${fault.code}`);
  return sentence(fault);
}

function at(line: number | undefined): string {
  return `Ligne ${line} :`;
}

function who({ line, person }: Fault): string {
  return person ? `Ligne ${line}, ${person} :` : at(line);
}
