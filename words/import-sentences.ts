import { count, formatNumber } from "./format.ts";
import { describeBroken, describeOther, type FaultFacts, named } from "./import-file-words.ts";

/** What spoiled a value: the cause then gives the title, and the format gives the advice. */
export type Cause = keyof typeof CAUSE_TITLES;
export type FileCode = keyof typeof FILE_SENTENCES;
export type RowCode = keyof typeof ROW_SENTENCES;

/**
 * The sentences of one code, the same for every format. `title` heads the group of its errors, `what` states the fact
 * about one pupil or file; `exportName` is the file expected. Each format says how to correct it.
 */
type Sentences = { title: string; what: (fault: FaultFacts, exportName: string) => string };

/** Keeps the codes as the keys of the table, and gives all its sentences one type. */
function sentences<Code extends string>(table: Record<Code, Sentences>): Record<Code, Sentences> {
  return table;
}

export const CAUSE_TITLES = {
  SPREADSHEET: "Valeurs remplacées par un tableur",
  CONTROL_CHARACTER: "Caractère invisible dans un champ",
} satisfies Record<string, string>;

const sameAs = ({ detail }: FaultFacts) => {
  const { otherPupil, otherLine, otherDivision } = detail;
  const who = [otherPupil, otherDivision].filter(Boolean).join(", ");
  const where = otherLine === undefined ? "" : ` ligne ${formatNumber(Number(otherLine))}`;
  return `${where}${who ? ` (${who})` : ""}`;
};

/** Errors of the whole file. */
export const FILE_SENTENCES = sentences({
  FORMAT_NOT_SUPPORTED: {
    title: "Format de fichier non pris en charge",
    what: describeOther,
  },
  PAYLOAD_TOO_LARGE: {
    title: "Fichier trop volumineux",
    what: () =>
      "Le fichier est trop volumineux : la limite est de 50 Mo, et de 400 Mo décompressé.",
  },
  ARCHIVE_SUSPICIOUS: {
    title: "Archive anormale",
    what: () => "Le contenu de l’archive zip est anormalement volumineux : elle a été rejetée.",
  },
  ARCHIVE_CONTENT: {
    title: "Contenu de l’archive inattendu",
    what: (fault) => {
      const { reason, names, choose, count: several } = fault.detail;
      const zip = named("L’archive zip", fault);
      if (reason === "too-many") return `${zip} contient trop de fichiers.`;
      const found = Number(several ?? 0);
      if (found === 0) {
        return `${zip} ne contient aucun fichier .xml${names ? ` (elle contient ${names})` : ""} : elle doit en contenir un seul.`;
      }
      const chosen = choose ? ` Celui des élèves est « ${choose} ».` : "";
      return `${zip} contient ${count(found, "fichier", "fichiers")} .xml${names ? ` : ${names}` : ""}.${chosen}`;
    },
  },
  ENCODING_NOT_SUPPORTED: {
    title: "Encodage du fichier non pris en charge",
    what: (fault) =>
      `${named("Ce fichier", fault)} est dans un encodage${fault.detail.encoding ? ` (${fault.detail.encoding})` : ""} qui n’est pas pris en charge.`,
  },
  NOT_PUPIL_FILE: {
    title: "Ce n’est pas le fichier des élèves",
    what: ({ detail }) =>
      `Ce fichier de SIECLE n’est pas celui des élèves${detail.root ? ` (il contient « ${detail.root} »)` : ""}.`,
  },
  UAI_MISMATCHED: {
    title: "Fichier d’un autre établissement",
    what: ({ detail }) =>
      detail.found
        ? `Ce fichier est celui de l’établissement ${detail.found}, et non du vôtre${detail.expected ? ` (${detail.expected})` : ""}.`
        : `Ce fichier n’indique pas son établissement${detail.expected ? ` : ${detail.expected} est attendu` : ""}.`,
  },
  HEADER_REQUIRED: {
    title: "Colonne obligatoire absente",
    what: ({ field }) => `La colonne « ${field} » est obligatoire et manque dans le fichier.`,
  },
  HEADER_DUPLICATED: {
    title: "Colonne en double",
    what: ({ field }) => `La colonne « ${field} » est présente plusieurs fois dans le fichier.`,
  },
  FILE_INVALID: { title: "Fichier illisible", what: describeBroken },
  EMPTY: {
    title: "Aucun élève à importer",
    what: () =>
      "Le fichier ne contient aucun élève à importer : présent, avec un INE véritable et une classe.",
  },
});

/** Errors of one pupil of the file. */
export const ROW_SENTENCES = sentences({
  BIRTH_CITY_CODE_REQUIRED: {
    title: "Commune de naissance non renseignée",
    what: () => "né(e) en France, champ commune de naissance vide.",
  },
  SEX_REQUIRED: {
    title: "Sexe non renseigné",
    what: ({ value }) => `champ sexe ${value ? "incorrect (1 ou 2 attendu)" : "vide"}.`,
  },
  BIRTH_DATE_REQUIRED: {
    title: "Date de naissance non renseignée",
    what: () => "champ date de naissance vide.",
  },
  BIRTH_DATE_INVALID: {
    title: "Date de naissance incorrecte",
    what: () => "champ date de naissance incorrect.",
  },
  LAST_NAME_REQUIRED: {
    title: "Nom non renseigné",
    what: () => "champ nom de famille vide.",
  },
  FIRST_NAME_REQUIRED: {
    title: "Prénom non renseigné",
    what: () => "champ prénom vide.",
  },
  INE_DUPLICATED: {
    title: "INE en double",
    what: (fault) => `INE déjà présent${sameAs(fault)}.`,
  },
  NAME_UNREADABLE: {
    title: "Caractères illisibles",
    what: ({ field }) => `champ ${field} illisible.`,
  },
  FIELD_TOO_LONG: {
    title: "Champ trop long",
    what: ({ field }) => `champ ${field} trop long (plus de 255 caractères).`,
  },
  ELEVE_ID_DUPLICATED: {
    title: "Fiche en double",
    what: (fault) => `identifiant de fiche (ELEVE_ID) déjà présent${sameAs(fault)}.`,
  },
  FIELD_REQUIRED: {
    title: "Champ obligatoire vide",
    what: ({ field }) => `champ ${field} vide.`,
  },
  SEX_INVALID: {
    title: "Sexe incorrect",
    what: () => "champ sexe incorrect (« Féminin » ou « Masculin » attendu).",
  },
  CITY_CODE_INVALID: {
    title: "Commune de naissance incorrecte",
    what: ({ field }) => `champ ${field} vide ou incorrect.`,
  },
  DEPARTMENT_INVALID: {
    title: "Département de naissance incorrect",
    what: () => "champ département de naissance incorrect (deux ou trois caractères attendus).",
  },
  COUNTRY_INVALID: {
    title: "Pays de naissance incorrect",
    what: () =>
      "champ pays de naissance incorrect (99 suivi de trois chiffres attendu, 99100 pour la France).",
  },
  STATUS_INVALID: {
    title: "Statut incorrect",
    what: () => "champ statut incorrect (ST pour scolaire ou AP pour apprenti attendu).",
  },
});
