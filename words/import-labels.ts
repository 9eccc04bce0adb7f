/** Columns of a pupil, as the lists of changes name them. */
export const PUPIL_FIELD_LABELS: Record<string, string> = {
  ine: "INE",
  lastName: "Nom de famille",
  usualName: "Nom d’usage",
  firstName: "Prénom",
  middleName: "Deuxième prénom",
  thirdName: "Troisième prénom",
  sex: "Sexe",
  birthDate: "Date de naissance",
  birthCity: "Ville de naissance",
  birthCityCode: "Commune de naissance",
  birthDepartment: "Département de naissance",
  birthCountry: "Pays de naissance",
  mef: "Formation",
  status: "Statut",
  division: "Classe",
};

export const STATUS_LABELS = {
  received: "Reçu",
  reading: "Lecture",
  checking: "Vérification",
  "awaiting-confirmation": "En attente de confirmation",
  applying: "Mise à jour de la base",
  done: "Importé",
  refused: "Refusé",
  failed: "En échec",
  cancelled: "Annulé",
  undone: "Annulé (base rétablie)",
} satisfies Record<string, string>;

export const CHANGE_KIND_LABELS = {
  added: "Ajouté",
  changed: "Modifié",
  reactivated: "Réactivé",
  deactivated: "Désactivé",
} satisfies Record<string, string>;

/** Why a pupil of the base is deactivated when the file does not list the pupil as skipped. */
export const LEAVING_LABELS = {
  ABSENT: "Absent du fichier",
  OTHER_INE: "Dans le fichier sous un autre INE",
} satisfies Record<string, string>;

/** `help` says what to do about it. */
export const SKIP_REASONS = {
  LEFT: {
    label: "A quitté l’établissement",
    help: "Une date de sortie passée est enregistrée. Si l’élève est toujours présent, effacez cette date dans SIECLE, puis exportez et importez à nouveau.",
  },
  NO_INE: {
    label: "Sans INE",
    help: "L’INE n’est pas encore attribué par le répertoire national (RNIE). Dès qu’il le sera, exportez et importez à nouveau.",
  },
  INE_NOT_GENUINE: {
    label: "INE non véritable",
    help: "L’INE n’a pas la forme d’un INE véritable (11 caractères). C’est le répertoire national (RNIE) qui l’attribue : vérifiez l’identité de l’élève et sa demande d’INE dans SIECLE ou Fregata, puis exportez et importez à nouveau.",
  },
  NO_DIVISION: {
    label: "Sans classe",
    help: "Affectez l’élève à une classe dans SIECLE (l’export peut la montrer seulement le lendemain), puis exportez et importez à nouveau.",
  },
} satisfies Record<string, { label: string; help: string }>;
