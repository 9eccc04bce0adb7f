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
  born: (date: string, city: string) =>
    `Né(e) le ${formatDate(date)}${city === "" ? "" : ` à ${city}`}`,
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
  provenance: (source: { school: string; uai: string; filename: string; at: string; by: string }) =>
    `Document produit par l’établissement ${source.school} (${source.uai}) avec Pix Orga, d’après le fichier «\u202f${source.filename}\u202f» importé le ${formatDate(source.at)} par ${source.by || "le service"}.`,
  nature:
    "Il reprend des résultats de certification déjà délivrés et ne porte ni signature ni sceau de Pix.",
};

export const signOff = {
  kicker: "Remise des attestations",
  title: (division: string) => `Classe ${division}`,
  intro: (pupils: number) =>
    `${pupils} ${pupils < 2 ? "attestation à remettre" : "attestations à remettre"}. Émargement de chaque élève en face de son nom.`,
  columns: {
    rank: "N°",
    lastName: "Nom",
    firstName: "Prénom",
    birth: "Né(e) le",
    sign: "Signature",
  },
  page: (page: number, pages: number) => `Feuille d’émargement, page ${page} sur ${pages}`,
};
