import { formatDate } from "./format.ts";
import { ofName } from "./names.ts";
import { scoreWords } from "./result-words.ts";

/** The words of the attestations PDF. It states results, and never speaks for Pix or for the State. */
export const attestation = {
  fileTitle: (division: string, year: string) =>
    `Attestations de résultats, classe ${division}, année scolaire ${year}`,
  fileTitleOne: (name: string) => `Attestation de résultats ${ofName(name)}`,
  kicker: "Certification Pix",
  year: (schoolYear: string) => `Année scolaire ${schoolYear}`,
  title: "Attestation de résultats",
  annexKicker: "Annexe à l’attestation",
  annexTitle: "Relevé de résultats",
  /** `sex` as in the base: F, M, or another text when it is not known. */
  born: (sex: string, date: string, city: string) => {
    const place = city === "" ? "" : ` à ${city}`;
    const born = { F: "Née le ", M: "Né le " }[sex] ?? "Date de naissance\u00a0: ";
    return `${born}${formatDate(date)}${born.startsWith("N") || place === "" ? place : `,${place}`}`;
  },
  facts: {
    center: "Centre de certification",
    takenOn: "Test passé le",
    deliveredOn: "Résultat délivré le",
    division: "Classe",
    number: "Numéro de certification",
    session: "Session",
    type: "Certification",
    unknown: "Non précisé dans le fichier",
  },
  score: "Score obtenu",
  pix: scoreWords,
  noScore: "Sans score",
  maximum: {
    v3: (value: number) => `sur un maximum de ${scoreWords(value)}`,
    v2: (value: number) => `sur une échelle de ${scoreWords(value)}`,
  },
  level: "Niveau global",
  noLevel: {
    v3: "Aucun niveau global",
    v2: "Sans objet",
  },
  /** One sentence for anyone, woman or man. */
  levelMeaning: {
    Novice: "L’élève sait réaliser des usages simples du numérique, avec de l’aide au besoin.",
    Indépendant: "L’élève sait réaliser des usages courants du numérique, en autonomie.",
    Avancé: "L’élève sait aborder des situations nouvelles en autonomie, et aider les autres.",
    Expert:
      "L’élève sait faire face à des situations complexes, avec des usages réfléchis et efficaces.",
  } as Record<string, string>,
  levelBelow: "Le niveau global s’obtient à partir de 64 pix.",
  levelV2: "Cette certification a été passée avant la mise en place des niveaux globaux.",
  competences: "Niveaux par compétence",
  scale: (most: number) => `Niveaux de 0 à ${most}`,
  notTested: "non évaluée",
  noCompetence: "Le fichier importé ne comporte pas de niveau par compétence.",
  complementary: "Certification complémentaire",
  verification: (code: string) =>
    `Code de vérification d’origine : ${code}. Il se vérifie sur app.pix.fr/verification-certificat.`,
  maximumNote:
    "Le score maximal qui pouvait être atteint à la date du test n’est pas indiqué dans le fichier importé.",
  foot: (school: { name: string; uai: string }) =>
    `Établi par l’établissement ${school.name} (${school.uai}) à partir de résultats de certification déjà délivrés. Ce document ne porte ni signature ni sceau de Pix et ne remplace pas le certificat.`,
};

/** The page that is handed over on stage. */
export const stage = {
  about: "Certification des compétences numériques",
  to: "remise à",
  division: (name: string) => `élève de la classe ${name}`,
  level: "Niveau global",
  score: "Score",
  pix: (most: number | null) => (most === null ? "pix" : `pix sur ${most}`),
  scale: ["Novice", "Indépendant", "Avancé", "Expert"],
  place: "Fait à",
  day: "le",
  stamp: "Cachet de l’établissement",
  head: "Le chef d’établissement",
  competences: "Seize compétences",
  foot: (school: { name: string; uai: string }, number: string, takenOn: string) =>
    `Établie par l’établissement ${school.name} (${school.uai}) d’après la certification n° ${number} du ${formatDate(takenOn)}. Cette attestation ne remplace pas le certificat.`,
};

export const signOff = {
  title: "Remise des attestations",
  division: "Classe",
  noDivision: "Sans classe",
  date: "Date",
  place: "Lieu",
  by: "Remises par",
  intro: (pupils: number) =>
    `${pupils} ${pupils < 2 ? "attestation à remettre" : "attestations à remettre"}. L’élève, ou son représentant légal, signe en face du nom.`,
  columns: {
    rank: "N°",
    name: "Nom et prénom",
    sign: "Signature",
    absent: "Absent",
  },
  handed: "Remises\u00a0:",
  kept: "À conserver pour les absents\u00a0:",
  signature: "Signature\u00a0:",
  page: (division: string, page: number, pages: number) =>
    `Feuille d’émargement, ${division}, page ${page} sur ${pages}`,
};
