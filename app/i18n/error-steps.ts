import type { GuideStep } from "./guide.ts";
import type { FileKind } from "./import-sentences.ts";

const EXPORT: Record<FileKind, GuideStep> = {
  siecle: {
    title: "Exportez à nouveau",
    text: "Dans SIECLE, « Exportations », puis « En XML », puis « Élèves sans adresse ». Une saisie du jour peut n’apparaître dans l’export que le lendemain.",
    drawing: "export",
  },
  fregata: {
    title: "Exportez à nouveau",
    text: "Dans Fregata, « Export CSV vers Pix ».",
    drawing: "export",
  },
};
const IMPORT: GuideStep = {
  title: "Importez le nouveau fichier sans l’ouvrir",
  text: "Déposez-le sur la page « Importer des élèves » tel qu’il a été enregistré. L’ouvrir dans un tableur ou un traitement de texte, puis l’enregistrer, l’abîme.",
  drawing: "drop",
};
const OPEN: Record<FileKind, GuideStep> = {
  siecle: {
    title: "Ouvrez SIECLE",
    text: "Vérifiez l’établissement et l’année scolaire affichés : ce sont eux qui sont exportés.",
    drawing: "menu",
  },
  fregata: {
    title: "Ouvrez Fregata",
    text: "Vérifiez l’établissement affiché : le fichier ne le dit pas.",
    drawing: "menu",
  },
};
const RIGHT_FILE: Record<FileKind, GuideStep> = {
  siecle: {
    title: "Reconnaissez le bon fichier",
    text: "Il s’appelle « ExportXML_ElevesSansAdresses.zip », et contient « ElevesSansAdresses.xml » : les deux conviennent. Un document Word, un classeur, ou l’export des responsables, des structures ou des nomenclatures ne conviennent pas.",
    drawing: "file",
  },
  fregata: {
    title: "Reconnaissez le bon fichier",
    text: "C’est un fichier .csv dont la première ligne commence par les titres des colonnes de Fregata, « Identifiant unique* » par exemple. Un classeur Excel (.xlsx) ou LibreOffice (.ods) ne convient pas.",
    drawing: "file",
  },
};
const FIND: Record<FileKind, GuideStep> = {
  siecle: {
    title: "Cherchez l’élève dans SIECLE",
    text: "Par le nom, la classe ou l’INE que la page d’import affiche. La liste des erreurs se télécharge (CSV) : elle a une ligne par correction.",
    drawing: "people",
  },
  fregata: {
    title: "Cherchez l’apprenant dans Fregata",
    text: "Par le nom ou l’identifiant que la page d’import affiche, avec le numéro de sa ligne dans le fichier. La liste des erreurs se télécharge (CSV).",
    drawing: "people",
  },
};

/** What to look at on the pupil's sheet, code by code. */
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
    "Deux fiches portent le même INE : la page d’import nomme l’autre. Si c’est le même élève, gardez une seule fiche ; sinon, l’un des deux INE est faux.",
  ELEVE_ID_DUPLICATED:
    "Deux fiches portent le même identifiant : la page d’import nomme l’autre. Gardez une seule inscription.",
  NAME_UNREADABLE:
    "Regardez le champ sur la fiche. S’il y est juste, c’est le fichier qui a été abîmé : exportez de nouveau sans l’ouvrir. S’il y est faux, ou si la page d’import montre un signe comme ␇, effacez tout le champ et retapez-le au clavier, sans copier-coller.",
  FIELD_TOO_LONG:
    "Le champ a plus de 255 caractères : une adresse ou une remarque y a sans doute été collée. Ne gardez que ce qui lui revient.",
  FIELD_REQUIRED: "Renseignez le champ que la page d’import nomme : il est obligatoire.",
  CITY_CODE_INVALID:
    "Choisissez la commune dans la liste. Si la fiche est juste, c’est un tableur qui a ôté un zéro au code : exportez de nouveau sans ouvrir le fichier.",
  DEPARTMENT_INVALID:
    "Le département de naissance a deux ou trois caractères. Si la fiche est juste, c’est un tableur qui a ôté un zéro au code : exportez de nouveau sans ouvrir le fichier.",
  COUNTRY_INVALID: "Choisissez le pays de naissance dans la liste.",
  STATUS_INVALID: "Le statut est scolaire (ST) ou apprenti (AP).",
};

/** What to check before another export, for an error of the whole file. */
const BEFORE_EXPORT: Record<string, GuideStep> = {
  UAI_MISMATCHED: {
    title: "Comparez les deux établissements",
    text: "La page d’import donne le code (UAI) du fichier et celui de l’espace ouvert ici. Dans une cité scolaire, le même secrétariat ouvre plusieurs établissements.",
    drawing: "question",
  },
  EMPTY: {
    title: "Vérifiez que les élèves ont une classe et un INE",
    text: "Début septembre, les élèves peuvent ne pas être encore affectés : aucun n’est alors importé. La liste des non importés dit le motif de chacun.",
    drawing: "people",
  },
};

/** Where to click to correct an error, step by step; `aboutFile` when it is one of the whole file. */
export function errorSteps(code: string, kind: FileKind, aboutFile: boolean): GuideStep[] {
  if (aboutFile) {
    return [OPEN[kind], BEFORE_EXPORT[code] ?? RIGHT_FILE[kind], EXPORT[kind], IMPORT];
  }
  const look: GuideStep = {
    title: "Ouvrez sa fiche et corrigez",
    text: ON_SHEET[code] ?? "Corrigez le champ que la page d’import nomme.",
    drawing: "form",
  };
  return [FIND[kind], look, EXPORT[kind], IMPORT];
}
