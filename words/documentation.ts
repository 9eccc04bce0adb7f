import { quoted } from "./foreign-text.ts";
import { count } from "./format.ts";

/** The texts around the pages of the documentation; the pages themselves are in `guide.ts`. */
export const documentation = {
  title: "Documentation",
  intro:
    "De la première connexion à une base élèves à jour : ce qu’il faut faire, où cliquer, et que faire en cas de difficulté.",
  back: "Revenir à mon établissement",
  signIn: "Se connecter",
  contents: "Pages de la documentation",
  all: "Toute la documentation",
  search: "Rechercher dans la documentation",
  searchButton: "Rechercher",
  results: (query: string) => `Résultats pour ${quoted(query, 100)}`,
  near: (query: string) => `Résultats proches de ${quoted(query, 100)}`,
  found: (hits: number) => count(hits, "page trouvée", "pages trouvées"),
  partly: "Aucune page ne contient tous ces mots. Voici celles qui en contiennent le plus.",
  noneTitle: "Aucune page ne correspond",
  none: "Essayez un autre mot, par exemple « INE », « classe » ou « zip ».",
  clear: "Voir toutes les pages",
  support: "Assistance de ce service\u00a0:",
  noSupport:
    "L’adresse de l’assistance n’est pas renseignée\u00a0: adressez-vous à l’exploitant du service, nommé dans les mentions légales.",
  print: "Cette page s’imprime sans le menu : utilisez l’impression de votre navigateur.",
  stepOf: (step: number) => `Étape ${step}`,
  errorsTitle: "Chaque erreur, et comment la corriger",
  errorsAboutFile: "Sur le fichier entier",
  errorsAboutPupils: "Sur un élève",
  errorBack: "Toutes les erreurs",
  errorWhy: "D’où vient cette erreur",
  errorExample: "Message affiché par la page d’import",
  errorFields: "Champs ou colonnes concernés",
  /** Fregata’s word for a class, and how the documentation names it. */
  alsoCalled: { name: "division", full: "division (classe)" },
  errorSteps: "Où cliquer, étape par étape",
  errorNothing:
    "Tant que le fichier comporte une erreur, aucun élève n’est importé et rien ne change dans votre base.",
};

/** Invented pupils to try the import with. */
export const samples = {
  title: "Fichiers d’exemple",
  text: "Des élèves inventés, pour essayer l’import dans les établissements de démonstration.",
  files: [
    {
      file: "ExportXML_ElevesSansAdresses.zip",
      text: "Collège Jean Demo : importé, quelques élèves ne le sont pas, avec leur motif.",
    },
    {
      file: "ElevesSansAdresses-erreurs.xml",
      text: "Collège Jean Demo : refusé, avec chaque erreur et comment la corriger.",
    },
    {
      file: "ElevesSansAdresses-autre-etablissement.xml",
      text: "Collège Jean Demo : refusé, car il concerne un autre établissement.",
    },
    {
      file: "Fregata-export-pix.csv",
      text: "Lycée agricole Demo : importé, un apprenti sans INE véritable ne l’est pas.",
    },
    {
      file: "Fregata-erreurs.csv",
      text: "Lycée agricole Demo : refusé, avec chaque ligne à corriger.",
    },
    {
      file: "Resultats-Rentree-6e-38201-2026-10-09-1712.csv",
      text: "Collège Jean Demo\u00a0: les résultats de la campagne de 6e, à déposer dans «\u202fCampagnes\u202f» une fois la base de l’année importée.",
    },
    {
      file: "Resultats-Rentree-5e-38202-2026-10-09-1714.csv",
      text: "Collège Jean Demo\u00a0: les résultats de la campagne de 5e.",
    },
    {
      file: "Resultats-Collecte-3e-38206-2026-10-09-1720.csv",
      text: "Collège Jean Demo\u00a0: les profils de la collecte de 3e.",
    },
  ],
};
