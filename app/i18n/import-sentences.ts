import { count, formatNumber } from "./format.ts";
import { describeBroken, describeOther, named, type Told } from "./import-file-words.ts";

/** Where the school's file comes from: SIECLE (MENJ) or Fregata (MASA). */
export type FileKind = "siecle" | "fregata";
/** What spoiled a value: the title and the advice are then those of the cause (`CAUSES`). */
export type Cause = keyof typeof CAUSES;

/**
 * What is said of one code. `title` heads the group of its errors, `what` is the fact about one
 * pupil or file, `fix` tells how to correct it where the file was made.
 */
type Sentences = {
  title: string;
  what: (told: Told, kind: FileKind) => string;
  fix: Record<FileKind, string>;
};

/** Keeps the codes as the keys of the table, and one shape for all its sentences. */
function sentences<Code extends string>(table: Record<Code, Sentences>): Record<Code, Sentences> {
  return table;
}

const SIECLE_AGAIN = "puis exportez à nouveau « Élèves sans adresse ».";
const FREGATA_AGAIN = "puis refaites l’« Export CSV vers Pix ».";
const EXPORT_SIECLE =
  "Dans SIECLE, choisissez « Exportations », « En XML », « Élèves sans adresse », et importez le fichier obtenu sans l’ouvrir.";
const EXPORT_FREGATA =
  "Dans Fregata, refaites l’« Export CSV vers Pix » et importez le fichier obtenu sans l’ouvrir.";
const EXPORT_AGAIN = { siecle: EXPORT_SIECLE, fregata: EXPORT_FREGATA };
const RAW_FILE = {
  siecle: `Le fichier a été ouvert et enregistré dans un autre logiciel, qui a abîmé les accents. ${EXPORT_SIECLE}`,
  fregata: `Le fichier a été ouvert et enregistré dans un autre logiciel, qui a abîmé les accents. ${EXPORT_FREGATA}`,
};
const ZIP_AGAIN = {
  siecle:
    "Importez le fichier zip de l’export « Élèves sans adresse » tel que SIECLE l’a produit, ou seulement le fichier « ElevesSansAdresses.xml » qu’il contient.",
  fregata: EXPORT_FREGATA,
};

export const CAUSES = {
  SPREADSHEET: {
    title: "Valeurs remplacées par un tableur",
    fix: {
      siecle: `Le fichier a été ouvert dans un tableur (Excel, LibreOffice…), qui a remplacé cette valeur. ${EXPORT_SIECLE}`,
      fregata: `Le fichier a été ouvert dans un tableur (Excel, LibreOffice…), qui a remplacé cette valeur. ${EXPORT_FREGATA}`,
    },
  },
  CONTROL_CHARACTER: {
    title: "Caractère invisible dans un champ",
    fix: {
      siecle: `Un caractère invisible s’est glissé dans ce champ : il est montré ici par un signe comme ␇. Dans SIECLE, effacez tout le champ sur la fiche de l’élève et retapez-le au clavier, sans copier-coller, ${SIECLE_AGAIN}`,
      fregata: `Un caractère invisible s’est glissé dans ce champ : il est montré ici par un signe comme ␇. Dans Fregata, effacez tout le champ et retapez-le au clavier, sans copier-coller, ${FREGATA_AGAIN}`,
    },
  },
} satisfies Record<string, { title: string; fix: Record<FileKind, string> }>;

const EXPORT_OF = {
  siecle: "un export de SIECLE (formats supportés : .xml, .zip)",
  fregata: "un export de Fregata (formats supportés : .csv)",
};

/** The rest of a sentence about one field: corrected in the pupil's sheet, then exported again. */
function inSheet(siecle: string, fregata: string): Record<FileKind, string> {
  return {
    siecle: `Dans SIECLE, ${siecle}, ${SIECLE_AGAIN}`,
    fregata: `Dans Fregata, ${fregata}, ${FREGATA_AGAIN}`,
  };
}

function same(text: string): Record<FileKind, string> {
  return { siecle: text, fregata: text };
}

const OTHER_SHEET = inSheet(
  "ouvrez la fiche de l’élève et corrigez ce champ",
  "ouvrez le dossier de l’apprenant et corrigez ce champ",
);

const sameAs = ({ detail }: Told) => {
  const { otherPupil, otherLine, otherDivision } = detail;
  const who = [otherPupil, otherDivision].filter(Boolean).join(", ");
  const where = otherLine === undefined ? "" : ` ligne ${formatNumber(Number(otherLine))}`;
  return `${where}${who ? ` (${who})` : ""}`;
};

/** About the file as a whole. */
export const FILE_SENTENCES = sentences({
  FORMAT_NOT_SUPPORTED: {
    title: "Format de fichier non pris en charge",
    what: (told, kind) => describeOther(told, EXPORT_OF[kind]),
    fix: EXPORT_AGAIN,
  },
  PAYLOAD_TOO_LARGE: {
    title: "Fichier trop volumineux",
    what: () =>
      "Le fichier est trop volumineux : la limite est de 50 Mo, et de 400 Mo décompressé.",
    fix: {
      siecle: `Vérifiez qu’il s’agit de l’export « Élèves sans adresse ». Le fichier zip de SIECLE est plus léger que le fichier xml.`,
      fregata: "Vérifiez qu’il s’agit de l’« Export CSV vers Pix » de votre établissement.",
    },
  },
  ARCHIVE_SUSPICIOUS: {
    title: "Archive anormale",
    what: () => "L’archive zip grandit anormalement quand on la décompresse : elle n’est pas lue.",
    fix: ZIP_AGAIN,
  },
  ARCHIVE_CONTENT: {
    title: "Contenu de l’archive inattendu",
    what: (told) => {
      const { reason, names, choose, count: several } = told.detail;
      const zip = named("L’archive zip", told);
      if (reason === "too-many") return `${zip} contient trop de fichiers.`;
      const found = Number(several ?? 0);
      if (found === 0) {
        return `${zip} ne contient aucun fichier .xml${names ? ` (elle contient ${names})` : ""} : elle doit en contenir un seul.`;
      }
      const chosen = choose ? ` Celui des élèves est « ${choose} ».` : "";
      return `${zip} contient ${count(found, "fichier", "fichiers")} .xml${names ? ` : ${names}` : ""}.${chosen}`;
    },
    fix: ZIP_AGAIN,
  },
  ENCODING_NOT_SUPPORTED: {
    title: "Encodage du fichier non pris en charge",
    what: (told) =>
      `${named("Ce fichier", told)} est dans un encodage${told.detail.encoding ? ` (${told.detail.encoding})` : ""} qui n’est pas pris en charge.`,
    fix: EXPORT_AGAIN,
  },
  NOT_PUPIL_FILE: {
    title: "Ce n’est pas le fichier des élèves",
    what: ({ detail }) =>
      `Ce fichier de SIECLE n’est pas celui des élèves${detail.root ? ` (il contient « ${detail.root} »)` : ""}.`,
    fix: {
      siecle:
        "Dans SIECLE, choisissez l’export « Élèves sans adresse » : « Exportations », « En XML », « Élèves sans adresse ».",
      fregata: EXPORT_FREGATA,
    },
  },
  UAI_MISMATCHED: {
    title: "Fichier d’un autre établissement",
    what: ({ detail }) =>
      detail.found
        ? `Ce fichier est celui de l’établissement ${detail.found}, et non du vôtre${detail.expected ? ` (${detail.expected})` : ""}.`
        : `Ce fichier ne dit pas de quel établissement il vient${detail.expected ? ` : ${detail.expected} est attendu` : ""}.`,
    fix: {
      siecle: `Vérifiez l’établissement choisi dans SIECLE et l’espace ouvert ici, ${SIECLE_AGAIN}`,
      fregata: `Vérifiez l’établissement choisi dans Fregata et l’espace ouvert ici, ${FREGATA_AGAIN}`,
    },
  },
  HEADER_REQUIRED: {
    title: "Colonne obligatoire absente",
    what: ({ field }) => `La colonne « ${field} » est obligatoire et manque dans le fichier.`,
    fix: same(`Ne modifiez pas les colonnes du fichier. ${EXPORT_FREGATA}`),
  },
  HEADER_DUPLICATED: {
    title: "Colonne en double",
    what: ({ field }) => `La colonne « ${field} » est présente plusieurs fois dans le fichier.`,
    fix: same(`Ne modifiez pas les colonnes du fichier. ${EXPORT_FREGATA}`),
  },
  FILE_INVALID: { title: "Fichier illisible", what: describeBroken, fix: EXPORT_AGAIN },
  EMPTY: {
    title: "Aucun élève à importer",
    what: () =>
      "Le fichier ne contient aucun élève à importer : présent, avec un INE véritable et une classe.",
    fix: {
      siecle: `Vérifiez dans SIECLE que les élèves sont affectés à une classe (l’export peut les montrer seulement le lendemain), ${SIECLE_AGAIN}`,
      fregata: `Vérifiez dans Fregata que les apprenants ont un INE et une division, ${FREGATA_AGAIN}`,
    },
  },
});

/** About one pupil of the file. */
export const ROW_SENTENCES = sentences({
  BIRTH_CITY_CODE_REQUIRED: {
    title: "Commune de naissance non renseignée",
    what: () => "né(e) en France, champ commune de naissance vide.",
    fix: inSheet(
      "renseignez la commune de naissance sur la fiche de l’élève",
      "renseignez la commune de naissance de l’apprenant",
    ),
  },
  SEX_REQUIRED: {
    title: "Sexe non renseigné",
    what: ({ value }) => `champ sexe ${value ? "incorrect (1 ou 2 attendu)" : "vide"}.`,
    fix: inSheet("renseignez le sexe sur la fiche de l’élève", "renseignez le sexe de l’apprenant"),
  },
  BIRTH_DATE_REQUIRED: {
    title: "Date de naissance non renseignée",
    what: () => "champ date de naissance vide.",
    fix: inSheet(
      "renseignez la date de naissance sur la fiche de l’élève",
      "renseignez la date de naissance de l’apprenant",
    ),
  },
  BIRTH_DATE_INVALID: {
    title: "Date de naissance incorrecte",
    what: () => "champ date de naissance incorrect.",
    fix: inSheet(
      "corrigez la date de naissance (jj/mm/aaaa, une date réelle et passée) sur la fiche de l’élève",
      "corrigez la date de naissance (jj/mm/aaaa, une date réelle et passée) de l’apprenant",
    ),
  },
  LAST_NAME_REQUIRED: {
    title: "Nom non renseigné",
    what: () => "champ nom de famille vide.",
    fix: inSheet("renseignez le nom sur la fiche de l’élève", "renseignez le nom de l’apprenant"),
  },
  FIRST_NAME_REQUIRED: {
    title: "Prénom non renseigné",
    what: () => "champ prénom vide.",
    fix: inSheet(
      "renseignez le prénom sur la fiche de l’élève",
      "renseignez le prénom de l’apprenant",
    ),
  },
  INE_DUPLICATED: {
    title: "INE en double",
    what: (told) => `INE déjà présent${sameAs(told)}.`,
    fix: inSheet(
      "rattachez ou supprimez l’une des deux fiches, ou corrigez l’INE",
      "supprimez l’un des deux dossiers, ou corrigez l’INE",
    ),
  },
  NAME_UNREADABLE: {
    title: "Caractères illisibles",
    what: ({ field }) => `champ ${field} illisible.`,
    fix: RAW_FILE,
  },
  FIELD_TOO_LONG: {
    title: "Champ trop long",
    what: ({ field }) => `champ ${field} trop long (plus de 255 caractères).`,
    fix: OTHER_SHEET,
  },
  ELEVE_ID_DUPLICATED: {
    title: "Fiche en double",
    what: (told) => `identifiant de fiche (ELEVE_ID) déjà présent${sameAs(told)}.`,
    fix: inSheet(
      "vérifiez que l’élève n’est pas inscrit deux fois",
      "vérifiez que l’apprenant n’est pas inscrit deux fois",
    ),
  },
  FIELD_REQUIRED: {
    title: "Champ obligatoire vide",
    what: ({ field }) => `champ ${field} vide.`,
    fix: inSheet(
      "renseignez ce champ sur la fiche de l’élève",
      "renseignez ce champ pour l’apprenant",
    ),
  },
  SEX_INVALID: {
    title: "Sexe incorrect",
    what: () => "champ sexe incorrect (« Féminin » ou « Masculin » attendu).",
    fix: inSheet("corrigez le sexe sur la fiche de l’élève", "corrigez le sexe de l’apprenant"),
  },
  CITY_CODE_INVALID: {
    title: "Commune de naissance incorrecte",
    what: ({ field }) => `champ ${field} vide ou incorrect.`,
    fix: {
      siecle: OTHER_SHEET.siecle,
      fregata: `Dans Fregata, choisissez la commune de naissance dans la liste (né en France : code INSEE à cinq caractères ; né à l’étranger : nom de la ville), ${FREGATA_AGAIN}`,
    },
  },
  DEPARTMENT_INVALID: {
    title: "Département de naissance incorrect",
    what: () => "champ département de naissance incorrect (deux ou trois caractères attendus).",
    fix: OTHER_SHEET,
  },
  COUNTRY_INVALID: {
    title: "Pays de naissance incorrect",
    what: () =>
      "champ pays de naissance incorrect (99 suivi de trois chiffres attendu, 99100 pour la France).",
    fix: OTHER_SHEET,
  },
  STATUS_INVALID: {
    title: "Statut incorrect",
    what: () => "champ statut incorrect (ST pour scolaire ou AP pour apprenti attendu).",
    fix: OTHER_SHEET,
  },
});
