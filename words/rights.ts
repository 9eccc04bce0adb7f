import { count, formatDate } from "./format.ts";

/** The section of a pupil's sheet, and the question before erasing. */
export const pupilRights = {
  title: "Données personnelles",
  text: "Toutes les données de cet élève conservées dans cet espace, à remettre à la famille qui les demande, ou à effacer. Les deux actions sont inscrites au journal, sans le nom de l’élève.",
  exportJson: "Exporter (JSON)",
  exportCsv: "Exporter (CSV)",
  erase: "Effacer cet élève",
  question: {
    title: (name: string) => `Effacer tout ce qui concerne ${name} ?`,
    what: "Sont effacés : la fiche, les classes de chaque année, l’historique, les résultats de certification, les lignes d’erreurs qui le nomment. Les attestations et archives déjà préparées sont supprimées ; elles pourront être préparées à nouveau.",
    never: "Cette action est définitive : annuler le dernier import ne rétablirait pas cet élève.",
    active:
      "Cet élève est dans votre dernier fichier : s’il y reste, le prochain import l’ajoutera à nouveau. Retirez-le d’abord de SIECLE ou de Fregata.",
    yes: "Oui, effacer cet élève",
    no: "Conserver cet élève",
  },
  done: "L’élève et tout ce qui le concernait ont été effacés.",
  importActive:
    "Un import est en cours dans cet espace : rien n’a été effacé. Attendez qu’il soit terminé ou annulez-le, puis recommencez.",
};

/** Replaces the name of a person whose account is erased. */
export const deletedAccount = "Compte supprimé";

/** The page of a person's own data. */
export const accountRights = {
  title: "Mes données",
  link: "Exporter ou effacer mon compte",
  export: {
    title: "Exporter",
    text: "Un fichier JSON de toutes les données conservées à votre sujet : compte, établissements, sessions, invitations, e-mails, imports et lignes de journal. Le mot de passe et les secrets n’y figurent pas.",
    submit: "Exporter mes données",
  },
  erase: {
    title: "Effacer mon compte",
    what: "Sont effacés : votre compte, vos accès à tous vos établissements, vos sessions, votre double authentification, les invitations et e-mails envoyés à votre adresse. Les invitations en attente que vous avez envoyées seront annulées.",
    stays:
      "Sont conservés : ce que vous avez importé, où « Compte supprimé » remplace votre nom, et, pendant douze mois, les lignes du journal de vos établissements, sans votre nom. Une ligne qui indique quelle adresse a été invitée la conserve jusque-là.",
    never: "Cette action est immédiate et définitive.",
    password: "Mot de passe actuel",
    submit: "Effacer mon compte",
    submitting: "Effacement en cours…",
  },
  alone: (schools: string[]) =>
    `Vous êtes le seul administrateur de l’espace ${schools.map((name) => `« ${name} »`).join(", de l’espace ")}. Désignez d’abord un autre administrateur, depuis la page « Équipe » ; vous pourrez ensuite effacer votre compte.`,
};

/** The notice on Accueil for administrators before leavers are erased. */
export const comingEnd = {
  title: (on: string) => `Des élèves partis seront effacés le ${formatDate(on)}`,
  text: (pupils: number, schoolYear: string) =>
    `${count(pupils, "élève parti", "élèves partis")} en ${schoolYear} ou avant, et les résultats de certification de ces années-là. Il en restera des nombres par classe, sans nom. Si l’établissement doit conserver ces résultats, téléchargez l’archive avant cette date.`,
  archive: "Télécharger l’archive",
};

/** The figures that stay of results whose pupils are erased. */
export const figures = {
  title: "Années effacées",
  text: "Les élèves de ces années et leurs résultats ont été effacés ; il en reste ces nombres.",
  caption: "Nombres de résultats par année, classe et certification",
  columns: {
    year: "Année scolaire",
    division: "Classe",
    type: "Certification",
    results: "Résultats",
    validated: "Validés",
    mean: "Score moyen",
  },
  unknown: "Non renseigné",
  tooFew: "Moins de 5 scores",
};
