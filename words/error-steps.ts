import { type FileKind, formatSteps } from "./formats/registry.ts";
import type { GuideStep } from "./guide-pages.ts";

const IMPORT: GuideStep = {
  title: "Importez le nouveau fichier sans l’ouvrir",
  text: "Déposez-le sur la page « Importer des élèves » tel qu’il a été enregistré. L’ouvrir dans un tableur ou un traitement de texte, puis l’enregistrer, l’altérerait.",
  drawing: "drop",
};
/** What to check in the pupil's record, code by code. */
const ON_SHEET: Record<string, string> = {
  BIRTH_CITY_CODE_REQUIRED:
    "La commune de naissance est demandée dès que le pays de naissance est la France. Choisissez-la dans la liste : c’est le code de la commune, et non son nom, qui est exporté.",
  SEX_REQUIRED: "Le sexe est avec le nom et la date de naissance, parmi les données d’identité.",
  SEX_INVALID: "Le sexe est avec le nom et la date de naissance, parmi les données d’identité.",
  BIRTH_DATE_REQUIRED: "La date de naissance est avec le nom, parmi les données d’identité.",
  BIRTH_DATE_INVALID:
    "Comparez la date de naissance avec une pièce d’identité : le jour doit exister, et ne peut pas être à venir.",
  LAST_NAME_REQUIRED:
    "Renseignez le nom de famille, même si l’élève n’emploie que son nom d’usage.",
  FIRST_NAME_REQUIRED: "Renseignez au moins un prénom.",
  INE_DUPLICATED:
    "Deux fiches portent le même INE : la page d’import nomme l’autre. Si c’est le même élève, ne conservez qu’une fiche ; sinon, l’un des deux INE est incorrect.",
  ELEVE_ID_DUPLICATED:
    "Deux fiches portent le même identifiant : la page d’import nomme l’autre. Ne conservez qu’une inscription.",
  NAME_UNREADABLE:
    "Vérifiez le champ sur la fiche. S’il y est correct, c’est le fichier qui a été altéré : exportez à nouveau sans l’ouvrir. S’il y est incorrect, ou si la page d’import affiche un signe comme ␇, effacez tout le champ et retapez-le au clavier, sans copier-coller.",
  FIELD_TOO_LONG:
    "Le champ a plus de 255 caractères : une adresse ou une remarque y a sans doute été collée. Ne conservez que ce qui correspond au champ.",
  FIELD_REQUIRED: "Renseignez le champ que la page d’import nomme : il est obligatoire.",
  CITY_CODE_INVALID:
    "Choisissez la commune dans la liste. Si la fiche est correcte, c’est un tableur qui a supprimé un zéro du code : exportez à nouveau sans ouvrir le fichier.",
  DEPARTMENT_INVALID:
    "Le département de naissance a deux ou trois caractères. Si la fiche est correcte, c’est un tableur qui a supprimé un zéro du code : exportez à nouveau sans ouvrir le fichier.",
  COUNTRY_INVALID: "Choisissez le pays de naissance dans la liste.",
  STATUS_INVALID: "Le statut est scolaire (ST) ou apprenti (AP).",
};

/** What to check before another export, for an error of the whole file. */
const BEFORE_EXPORT: Record<string, GuideStep> = {
  UAI_MISMATCHED: {
    title: "Comparez les deux établissements",
    text: "La page d’import indique le code (UAI) du fichier et celui de l’espace ouvert ici. Dans une cité scolaire, le même secrétariat gère souvent plusieurs établissements.",
    drawing: "question",
  },
  EMPTY: {
    title: "Vérifiez que les élèves ont une classe et un INE",
    text: "Début septembre, les élèves peuvent ne pas être encore affectés : aucun n’est alors importé. La liste des non importés indique le motif de chacun.",
    drawing: "people",
  },
};

/** Where to click to correct an error, step by step; `aboutFile` when it is one of the whole file. */
export function errorSteps(code: string, kind: FileKind, aboutFile: boolean): GuideStep[] {
  const steps = formatSteps(kind);
  if (aboutFile) return [steps.open, BEFORE_EXPORT[code] ?? steps.rightFile, steps.export, IMPORT];
  const look: GuideStep = {
    title: "Ouvrez sa fiche et corrigez",
    text: ON_SHEET[code] ?? "Corrigez le champ que la page d’import nomme.",
    drawing: "form",
  };
  return [steps.find, look, steps.export, IMPORT];
}
