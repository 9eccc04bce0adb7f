import { count, formatNumber, plural } from "./format.ts";

/** The choice of the page of certifications, and its pictures of levels. */

/** `3E A`, `3E A et 3E C`, `3E A, 3E B et 3E C`. */
export function listNames(names: string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} et ${last}`;
}

/** A title holds the names of this many classes; beyond, their number. */
const NAMED = 4;

/** `divisions`: the chosen classes; null for all. */
function titleOf(divisions: string[] | null, year: string): string {
  if (divisions === null) return `Toutes les classes de ${year}`;
  if (divisions.length > NAMED) return `${formatNumber(divisions.length)} classes de ${year}`;
  return `${listNames(divisions)}, ${year}`;
}

function ofClasses(divisions: string[] | null): string {
  if (divisions === null) return "";
  if (divisions.length > NAMED) return ` pour ces ${formatNumber(divisions.length)} classes`;
  return ` pour ${divisions.length === 1 ? "la classe" : "les classes"} ${listNames(divisions)}`;
}

export const choice = {
  title: "Choix de l’année et des classes",
  year: "Année scolaire",
  division: "Classe",
  all: (classes: number) => `Toutes les classes (${formatNumber(classes)})`,
  some: "Certaines classes",
  none: "Aucune classe choisie",
  noClass: "Aucune classe n’est connue pour cette année.",
  ofClass: (results: number) =>
    results === 0 ? "aucun résultat" : count(results, "résultat", "résultats"),
  show: "Afficher",
  titleOf,
  results: (total: number) => count(total, "résultat", "résultats"),
  attestations: (total: number) => count(total, "attestation", "attestations"),
  colon: "\u00a0: ",
  and: " et ",
  chooseClass: "Cochez au moins une classe, ou choisissez toutes les classes.",
  unknown: (names: string[], year: string) =>
    names.length === 1
      ? `La classe ${names[0]} n’existe pas en cette année scolaire (${year}).`
      : `Les classes ${listNames(names)} n’existent pas en cette année scolaire (${year}).`,
  noResult: (divisions: string[] | null, year: string) =>
    `Aucun résultat de certification${ofClasses(divisions)} en ${year}.`,
  noAttestation: (divisions: string[] | null, year: string) =>
    `Aucune certification validée${ofClasses(divisions)} en ${year}\u00a0: il n’y a pas d’attestation à télécharger.`,
};

export const facts = {
  covered: (covered: number) => plural(covered, "élève a un résultat", "élèves ont un résultat"),
  kept: (results: number) => plural(results, "résultat conservé", "résultats conservés"),
  others: (missing: number) =>
    missing === 1 ? "l’autre élève" : `les ${formatNumber(missing)} autres`,
  outOf: (total: number) => `sur ${formatNumber(total)}`,
  validated: (validated: number) =>
    plural(validated, "certification validée", "certifications validées"),
  pix: "pix",
  median: (level: string) => (level ? `score médian, soit ${level}` : "score médian"),
  noMedian: (least: number) =>
    `pas de score médian\u00a0: il en faut au moins ${formatNumber(least)}`,
};

export const levels = {
  title: {
    all: "Niveaux obtenus par classe",
    some: (divisions: string[]) =>
      divisions.length > NAMED
        ? `Niveaux obtenus\u00a0: ${formatNumber(divisions.length)} classes`
        : `Niveaux obtenus\u00a0: ${listNames(divisions)}`,
  },
  about: (year: string) =>
    `${year} · une barre réunit les résultats de la classe et ses élèves sans résultat`,
  caption:
    "Par classe\u00a0: élèves ayant un résultat, niveaux obtenus, score médian. Les effectifs sont aussi dans le tableau suivant.",
  columns: {
    division: "Classe",
    year: "Année scolaire",
    pupils: "Élèves",
    results: "Résultats",
    levels: "Élèves par niveau",
    median: "Score médian",
  },
  whole: "Ensemble",
  noClass: "Sans classe",
  parts: {
    l1: "Novice 1",
    l2: "Novice 2",
    l3: "Indépendant 1",
    l4: "Indépendant 2",
    l5: "Avancé 1",
    l6: "Avancé 2",
    l7: "Expert 1",
    l8: "Expert 2",
    plain: "Validée, sans niveau",
    out: "Non validée",
    gap: "Sans résultat",
  },
  part: (name: string, value: number) => `${name}\u00a0: ${formatNumber(value)}`,
  covered: (covered: number, pupils: number) =>
    `${formatNumber(covered)} sur ${count(pupils, "élève", "élèves")}`,
  outside: (results: number) => `+ ${formatNumber(results)} hors base`,
  middle: (score: { median: number; low: number; high: number }) =>
    `médian ${formatNumber(score.median)}, la moitié des élèves entre ${formatNumber(score.low)} et ${formatNumber(score.high)} pix`,
  tooFew: (least: number) => `moins de ${formatNumber(least)} scores`,
  medianShort: "médian",
  none: "–",
  key: (least: number) =>
    `Score médian\u00a0: la moitié des élèves est au-dessus, l’autre en dessous\u202f; il n’est pas donné en dessous de ${formatNumber(least)} scores. La bande claire réunit la moitié des élèves autour de la médiane\u202f; l’échelle va de 0 à 895 pix, les repères séparent Novice, Indépendant, Avancé et Expert.`,
  figures: "Le même tableau, en chiffres",
  figuresCaption: "Nombre d’élèves par classe et par niveau",
  withoutResult: "Classes sans aucun résultat\u00a0:",
};

export const overYears = {
  title: "Niveaux obtenus, année après année",
  about: "Toutes les classes de l’établissement\u202f; une barre réunit les résultats d’une année.",
  caption:
    "Par année scolaire\u00a0: résultats, niveaux obtenus, score médian. Les effectifs sont aussi dans le tableau suivant.",
  figuresCaption: "Nombre de résultats par année scolaire et par niveau",
  counts: (results: number, validated: number) =>
    `${count(results, "résultat", "résultats")}, dont ${count(validated, "validé", "validés")}`,
};

export const resultList = {
  add: "Ajouter des résultats",
};

export const archiveAside = {
  note: "Rien n’est effacé par un import\u00a0: cette archive est votre copie.",
};
