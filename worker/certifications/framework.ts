/** The reference framework of digital skills (CRCN) and the scales of its certification. */

export type Competence = { code: string; name: string };
export type Area = { code: string; name: string; competences: Competence[] };

/** Five areas, sixteen competences. Source: `docs/domain/results.md` 3.1. */
export const AREAS: readonly Area[] = [
  area("1", "Information et données", [
    "Mener une recherche et une veille d’information",
    "Gérer des données",
    "Traiter des données",
  ]),
  area("2", "Communication et collaboration", [
    "Interagir",
    "Partager et publier",
    "Collaborer",
    "S’insérer dans le monde numérique",
  ]),
  area("3", "Création de contenu", [
    "Développer des documents textuels",
    "Développer des documents multimédia",
    "Adapter les documents à leur finalité",
    "Programmer",
  ]),
  area("4", "Protection et sécurité", [
    "Sécuriser l’environnement numérique",
    "Protéger les données personnelles et la vie privée",
    "Protéger la santé, le bien-être et l’environnement",
  ]),
  area("5", "Environnement numérique", [
    "Résoudre des problèmes techniques",
    "Construire un environnement numérique",
  ]),
];

/** The sixteen competences in the order of the columns of every file and of `Result.competences`. */
export const COMPETENCES: readonly Competence[] = AREAS.flatMap(({ competences }) => competences);

/** Lowest score of each global level. Source: `docs/domain/results.md` 3.2. */
const GLOBAL_LEVELS: readonly [number, string][] = [
  [64, "Novice 1"],
  [128, "Novice 2"],
  [256, "Indépendant 1"],
  [384, "Indépendant 2"],
  [512, "Avancé 1"],
  [640, "Avancé 2"],
  [768, "Expert 1"],
  [896, "Expert 2"],
];

/** The highest score that any certification ever gave. */
export const HIGHEST_SCORE = 1024;
export const HIGHEST_LEVEL = 8;
/** The highest score of today's certification. */
export const MAX_SCORE_V3 = 895;

/** The global level of a score of today's certification; null below 64. */
export function globalLevel(score: number): string | null {
  return GLOBAL_LEVELS.findLast(([lowest]) => score >= lowest)?.[1] ?? null;
}

/** The eight global levels, the lowest first. */
export const LEVEL_NAMES: readonly string[] = GLOBAL_LEVELS.map(([, name]) => name);

/** The level of the file, else that of the score; empty before v3 and below 64 pix. */
export function levelOfResult(result: {
  level: string;
  score: number | null;
  version: "v2" | "v3";
}): string {
  const { level, score, version } = result;
  if (version === "v2") return "";
  return level || (score !== null && globalLevel(score)) || "";
}

/** The highest score of a former certification, when `level` (5 to 8) was the highest level. */
export function maxScoreV2(level: number): number {
  return level * 8 * COMPETENCES.length;
}

function area(code: string, name: string, names: string[]): Area {
  const competences = names.map((each, place) => ({ code: `${code}.${place + 1}`, name: each }));
  return { code, name, competences };
}
