import { kindNames, levelNames } from "./campaigns.ts";
import { count, formatMoment } from "./format.ts";

/** Results files of campaigns: sending them, what each imported, undoing the last one. */
export const campaignFiles = {
  title: "Ajouter des résultats",
  text: "Déposez les fichiers de résultats téléchargés depuis Pix, un par campagne, de n’importe quelle année. Chacun est reconnu à ses en-têtes, quel que soit son nom. Déposer deux fois le même fichier ne change rien, et un fichier plus ancien n’enlève rien.",
  label: "Fichiers de résultats",
  formats: "(format supporté\u00a0: .csv, 8 Mo au plus)",
  button: "Ajouter des fichiers de résultats",
  drop: "Vous pouvez aussi déposer les fichiers ici, plusieurs à la fois.",
  sending: "Lecture des fichiers…",
  sure: "Si le code d’un fichier est inconnu, créer sa campagne",
  none: "Aucun fichier n’est choisi. Choisissez le fichier .csv des résultats.",
  empty:
    "Ce fichier est vide. Téléchargez-le à nouveau depuis la page de la campagne, sur Pix, et déposez-le sans le modifier.",
  how: "Où trouver ces fichiers",
  reportTitle: "Fichiers déposés",
  doneTitle: (campaign: string) => `Résultats ajoutés à «\u202f${campaign}\u202f»`,
  madeTitle: (campaign: string) => `Campagne «\u202f${campaign}\u202f» créée, résultats ajoutés`,
  refusedTitle: "Fichier refusé",
  refused: "Rien de ce fichier n’a été enregistré.",
  failed:
    "Ce fichier n’a pas pu être envoyé. Vérifiez la connexion, puis déposez-le à nouveau : rien n’est compté deux fois.",
  unanswered:
    "L’envoi s’est interrompu avant la réponse\u00a0: nous ne savons pas si ce fichier est arrivé. Une fois la connexion rétablie, déposez-le à nouveau : rien n’est compté deux fois.",
  at: (line: number) => `Ligne ${line}\u00a0: `,
  rows: (rows: number) => count(rows, "ligne lue", "lignes lues"),
  matched: (rows: number) => count(rows, "rattachée à un élève", "rattachées à un élève"),
  waiting: (rows: number) => count(rows, "à rattacher", "à rattacher"),
  staff: (rows: number) => count(rows, "d’un compte du personnel", "de comptes du personnel"),
  unchanged: (rows: number) => count(rows, "déjà connue", "déjà connues"),
  older: (rows: number) =>
    count(rows, "plus ancienne que ce qui est connu", "plus anciennes que ce qui est connu"),
  asksTitle: (files: number) =>
    files > 1 ? "Ces fichiers créeront leur campagne" : "Ce fichier créera sa campagne",
  asksText:
    "Aucune campagne de votre établissement n’a ce code. Vérifiez ce qui sera créé : le type, le nom et le niveau peuvent être modifiés ensuite.",
  asksWithoutScript:
    "Rien n’a encore été enregistré. Déposez ce fichier à nouveau en cochant «\u202fcréer sa campagne\u202f».",
  asked: (made: { name: string; code: string | null; kind: string; level: string | null }) =>
    [
      `«\u202f${made.name}\u202f»`,
      made.code ? `code ${made.code}` : "sans code",
      kindNames[made.kind] ?? "",
      made.level === null ? "plusieurs niveaux" : (levelNames[made.level] ?? made.level),
    ].join(", "),
  yes: (files: number) =>
    files > 1
      ? `Créer ${files} campagnes et ajouter leurs résultats`
      : "Créer cette campagne et ajouter ses résultats",
  no: "Ne rien ajouter",
  historyTitle: "Derniers fichiers de résultats",
  by: (at: string, by: string) =>
    by ? `Le ${formatMoment(at)} par ${by}` : `Le ${formatMoment(at)} par le service`,
  undone: "annulé",
  undo: "Annuler le dernier fichier",
  undoText: (filename: string) =>
    `Seul le dernier fichier peut être annulé, une seule fois\u00a0: «\u202f${filename}\u202f».`,
  wasUndone: (filename: string, campaign: string, deleted: boolean) =>
    deleted
      ? `Le fichier « ${filename} » a été annulé, et la campagne « ${campaign} » qu’il avait créée a été retirée. Vos réponses sont conservées.`
      : `Le fichier « ${filename} » a été annulé : la campagne « ${campaign} » a été rétablie telle qu’elle était. Vos réponses sont conservées.`,
};
