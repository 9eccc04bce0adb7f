import { count, formatDate } from "./format.ts";

/** The data of one pupil as a file that a family can read. */
export const pupilDataFile = {
  headers: ["Rubrique", "Ligne", "Donnée", "Valeur"],
  parts: {
    pupil: "Base élèves",
    classes: "Classe de chaque année",
    changes: "Changements des imports",
    results: "Résultats de certification",
    corrections: "Corrections de résultats",
    waitingResults: "Résultats à rattacher",
    campaigns: "Campagnes",
    importErrors: "Erreurs d’import",
    notImported: "Non importé",
    anomalies: "À vérifier après un import",
    fileBeingRead: "Fichier en cours de lecture",
  },
  /** A column of the database, in words. */
  field: (column: string) => FIELDS.get(column) ?? column,
};

const FIELDS = new Map(
  Object.entries({
    id: "Identifiant dans ce service",
    ine: "INE",
    last_name: "Nom de famille",
    usual_name: "Nom d’usage",
    first_name: "Prénom",
    middle_name: "Deuxième prénom",
    third_name: "Troisième prénom",
    sex: "Sexe",
    birth_date: "Date de naissance",
    birth_city: "Ville de naissance",
    birth_city_code: "Commune de naissance (code)",
    birth_department: "Département de naissance",
    birth_country: "Pays de naissance (code)",
    mef: "MEF",
    formation: "Niveau (code)",
    status: "Statut",
    division: "Classe",
    deactivated_at: "Désactivé le",
    last_import_id: "Dernier import",
    school_year: "Année scolaire",
    pupil_id: "Identifiant dans ce service",
    pupil: "Élève",
    import_id: "Import",
    ordinal: "Rang",
    line: "Ligne du fichier",
    kind: "Changement",
    before: "Avant",
    after: "Après",
    schooling_before: "Classe avant",
    at: "Date",
    code: "Code de l’erreur",
    field: "Champ",
    detail: "Précision",
    reason: "Motif",
    leaving_reason: "Motif de la désactivation",
    left_on: "Date de sortie",
    other_pupil_id: "Autre fiche",
    by_hand: "Saisi manuellement",
    eleve_id: "Numéro dans le fichier",
    skip: "Motif",
    errors: "Erreurs",
    number: "Numéro de certification",
    external_id: "Identifiant externe",
    type: "Certification",
    level: "Niveau",
    score: "Score",
    competences: "Compétences",
    complementary: "Certifications complémentaires",
    comment: "Commentaire",
    session: "Session",
    center: "Centre",
    taken_on: "Date du test",
    delivered_on: "Date de délivrance",
    verification_code: "Code de vérification",
    version: "Version",
    imported_at: "Importé le",
    imported_by: "Importé par",
    filename: "Fichier",
    known_id: "Résultat déjà connu",
    first_key: "Prénom comparé",
    campaign_id: "Campagne",
    file_id: "Fichier de résultats",
    started_on: "Commencé le",
    rank: "Avancement (0 à 3)",
    mastery: "Taux de maîtrise",
    pix: "Pix",
    found_in: "Classe de l’élève",
    answer: "Réponse de l’établissement",
    is_left: "Parti",
    scope: "Exception",
    target: "Concerne",
    is_in: "Compté dans la campagne",
    user_id: "Personne de l’établissement",
  }),
);

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
