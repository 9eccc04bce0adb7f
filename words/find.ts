import { count } from "./format.ts";

/** The field that finds pupils, pages and help from anywhere, and its results. */
export const findWords = {
  label: "Trouver un élève, une page ou de l’aide",
  placeholderInMenu: "Trouver un élève, une page…",
  placeholder: "Trouver un élève, une page… (Ctrl\u00a0+\u00a0K)",
  submit: "Trouver",
  suggestions: (shown: number) => count(shown, "suggestion", "suggestions"),
  title: "Trouver",
  results: (query: string) => `Résultats pour «\u202f${query}\u202f»`,
  pupils: (total: number) => count(total, "élève", "élèves"),
  allPupils: (total: number) => `Voir les ${total} élèves dans la liste`,
  left: "désactivé",
  pages: "Pages",
  help: "Aide",
  allHelp: "Voir toute l’aide sur ce sujet",
  ask: "Saisissez un nom d’élève, le nom d’une page ou une question.",
  noneTitle: "Aucun résultat",
  none: "Vérifiez l’orthographe, essayez un autre mot, ou consultez la documentation.",
};

/** What people call each page, beside its name in the menu. */
export const pageWords = {
  home: "accueil étapes rentrée",
  campaigns: "campagnes parcours codes suivi relance",
  createCampaigns: "créer préparer campagnes rentrée codes coller",
  waitingLines: "lignes à rattacher campagnes",
  archivedCampaigns: "campagnes archivées années archiver",
  certifications: "certifications résultats attestations exporter archiver cérémonie",
  waitingResults: "résultats à rattacher certifications",
  pupils: "élèves liste classes niveaux",
  importPupils: "importer base élèves fichier SIECLE Fregata liste import",
  team: "équipe membres administrateurs rôle accès collègues",
  invitations: "invitations en attente renvoyer annuler",
  invite: "inviter un membre collègue e-mail accès",
  journal: "journal historique actions",
  account: "mon compte mot de passe nom adresse sessions double authentification",
};
