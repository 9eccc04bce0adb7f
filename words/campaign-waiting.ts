import { count } from "./format.ts";

/** The rows of results files that are not linked to a pupil yet. */
export const campaignWaiting = {
  title: "Lignes à rattacher",
  back: "Campagnes",
  found: (rows: number) => count(rows, "ligne à rattacher", "lignes à rattacher"),
  intro:
    "Pour chaque ligne, indiquez si elle correspond à un élève, à personne de la base élèves, ou à un compte du personnel. Votre réponse est conservée toute l’année : aucun fichier ne la modifie.",
  reasons: {
    UNKNOWN: "Aucun élève de la base n’a ce nom dans cette classe.",
    AMBIGUOUS: "Plusieurs élèves de la base peuvent correspondre à ce nom.",
    OTHER_CLASS: "Un élève a ce nom, dans une autre classe.",
  },
  about: (row: { division: string; campaign: string }) =>
    row.division === ""
      ? `Sans classe dans le fichier, campagne «\u202f${row.campaign}\u202f»`
      : `Classe ${row.division} dans le fichier, campagne «\u202f${row.campaign}\u202f»`,
  choice: "Cette ligne correspond à",
  candidate: (one: { pupil: string; division: string }) =>
    one.division ? `${one.pupil}, classe ${one.division}` : one.pupil,
  nobody: "Personne de la base élèves",
  staff: "Un compte du personnel",
  submit: "Enregistrer cette réponse",
  saved: "La réponse a été enregistrée.",
  allTitle: "Répondre pour plusieurs lignes",
  acceptAll: (rows: number) =>
    rows === 1 ? "Accepter la seule proposition" : `Accepter les ${rows} propositions`,
  acceptText:
    "Chaque ligne pour laquelle un seul élève est proposé lui sera rattachée. Vérifiez-les d’abord : ajouter un fichier n’annule pas une réponse.",
  nobodyAll: (rows: number) =>
    rows === 1
      ? "Écarter la ligne sans proposition"
      : `Écarter les ${rows} lignes sans proposition`,
  sure: "J’ai vérifié ces lignes et je confirme",
  doneTitle: "Tout a été rattaché",
  done: "Aucune ligne des fichiers de résultats n’est à rattacher.",
  more: (shown: number, total: number) =>
    `Les ${shown} premières lignes sont affichées, sur ${total}\u00a0: les autres suivront.`,
  errors: {
    NO_CHOICE: "Choisissez une réponse avant d’enregistrer.",
    NOT_SURE: "Cochez la case de confirmation avant de répondre pour toutes ces lignes.",
    UNKNOWN_LINE: "Cette ligne n’est plus à rattacher. La page est à jour.",
    UNKNOWN_PUPIL: "Cet élève n’est plus dans la base. La page est à jour.",
  },
};
