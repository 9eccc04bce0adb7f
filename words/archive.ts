import { count, formatDate } from "./format.ts";

/** The page inside an archive: read on its own, years later, without the product. */
export const archivePage = {
  title: (school: string) => `Certifications et campagnes, ${school}`,
  made: (uai: string, day: string) =>
    `Établissement ${uai}. Archive produite le ${formatDate(day)} par Pix Orga.`,
  intro:
    "Cette archive contient, pour chaque année scolaire et chaque classe, les résultats de certification (fichier CSV, à ouvrir avec un tableur) et les attestations (document PDF). Elle contient aussi, pour chaque campagne, l’avancement des élèves (fichier CSV).",
  whole: "Tous les résultats de l’établissement, avec la classe et l’année (CSV)",
  year: (year: string) => `Année scolaire ${year}`,
  caption: (year: string, classes: number) =>
    `${count(classes, "classe", "classes")} pour l’année ${year}`,
  columns: {
    division: "Classe",
    results: "Résultats",
    attestations: "Attestations",
    files: "Fichiers",
  },
  noClass: "Classe non précisée",
  csv: "Résultats (CSV)",
  pdf: "Attestations (PDF)",
  noPdf: "Aucune attestation",
  of: (division: string) => `de la classe ${division}`,
  campaigns: {
    title: "Campagnes",
    caption: (campaigns: number) => count(campaigns, "campagne", "campagnes"),
    columns: {
      name: "Campagne",
      year: "Année scolaire",
      expected: "Élèves attendus",
      received: "Résultats reçus",
      file: "Fichier",
    },
    csv: "Élèves (CSV)",
    of: (name: string, year: string) => `de la campagne « ${name} », ${year}`,
  },
  foot: "Ces fichiers contiennent des données personnelles d’élèves : conservez-les en lieu sûr et supprimez-les quand ils ne sont plus utiles.",
};
