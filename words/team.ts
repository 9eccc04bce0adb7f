import { count, formatDate, formatMoment } from "./format.ts";

/** The texts of the pages of the team: members, roles, invitations. */

type Role = "admin" | "member";

const ROLE = { admin: "administrateur", member: "membre" } satisfies Record<Role, string>;
const WAIT_A_MINUTE = "Le dernier lien a moins d’une minute\u00a0: c’est le bon. Attendez un peu.";

export const team = {
  title: "Équipe",
  tabs: {
    label: "Équipe de l’établissement",
    members: "Membres",
    invitations: "Invitations",
  },
  invite: "Inviter un membre",
  groups: { admin: "Administrateurs", member: "Membres" } satisfies Record<Role, string>,
  groupCaption: (role: Role) =>
    role === "admin"
      ? "Administrateurs : nom, adresse, dates, actions"
      : "Membres : nom, adresse, dates, actions",
  roles: { admin: "Administrateur", member: "Membre" } satisfies Record<Role, string>,
  you: "vous",
  search: {
    label: "Rechercher un nom ou une adresse",
    apply: "Rechercher",
    clear: "Effacer la recherche",
    found: (found: number) => count(found, "personne trouvée", "personnes trouvées"),
    none: "Personne ne correspond",
    noneHelp: "Vérifiez l’orthographe, ou effacez la recherche.",
  },
  columns: {
    name: "Nom",
    email: "Adresse e-mail",
    role: "Rôle",
    since: "Membre depuis",
    seen: "Dernière visite",
    actions: "Actions",
  },
  never: "Pas encore",
  noMember: "Aucun membre : tous sont administrateurs.",
  change: "Modifier le rôle",
  remove: "Supprimer",
  leave: "Quitter cet espace",
  /** Completes a button's label for people who cannot see its row. */
  of: (name: string) => ` de ${name}`,
  cancel: "Annuler",
  changeDialog: {
    title: (name: string) => `Modifier le rôle de ${name}`,
    mine: "Modifier votre propre rôle",
    legend: "Nouveau rôle",
    help: {
      admin: "Importe la base élèves, exporte les résultats, invite et retire des membres.",
      member: "Consulte les élèves et l’équipe.",
    } satisfies Record<Role, string>,
    warning:
      "En devenant membre, vous ne pourrez plus importer la base élèves ni gérer l’équipe. Seul un autre administrateur pourra vous rendre ce rôle.",
    save: "Enregistrer",
  },
  removeDialog: {
    title: (name: string) => `Supprimer ${name} de l’équipe ?`,
    text: (name: string) =>
      `${name} n’aura plus accès à cet espace, et en sera informé(e) par un message. Son compte et ses autres espaces restent ouverts.`,
    invitations: "Les invitations que cette personne a envoyées et qui attendent seront annulées.",
    yes: "Oui, supprimer",
  },
  leaveDialog: {
    title: "Quitter cet espace ?",
    text: (school: string) =>
      `Vous n’aurez plus accès à l’espace de ${school}. Votre compte et vos autres espaces restent ouverts. Pour revenir, il faudra être invité(e) à nouveau.`,
    yes: "Oui, quitter cet espace",
  },
  done: {
    change: (name: string, role: Role) =>
      `Le rôle de ${name} est modifié : ${ROLE[role]}. Un message l’en informe.`,
    remove: (name: string) => `${name} n’a plus accès à cet espace. Un message l’en informe.`,
  },
  refusedTitle: "Rien n’a été modifié",
  refused: {
    LAST_ADMIN:
      "Un établissement garde toujours un administrateur. Donnez d’abord ce rôle à une autre personne.",
    NOT_FOUND: "Cette personne n’est plus membre de l’établissement.",
    NOT_ALLOWED: "Vous n’êtes plus administrateur de cet établissement.",
  },
};

type MailState = "pending" | "delayed" | "sent" | "refused" | "expired";

/** The state of the mail that replaces an earlier one. */
const RESENT: Record<MailState, (email: string) => string> = {
  sent: (email) => `Un nouveau message est parti vers ${email}.`,
  pending: (email) => `Un nouveau message sera envoyé à ${email}.`,
  delayed: (email) =>
    `Un nouveau message sera envoyé à ${email} dès que notre service de messagerie le prendra.`,
  refused: (email) =>
    `Le nouveau message n’est pas parti : le service de messagerie refuse l’adresse ${email}. Vérifiez-la.`,
  expired: (email) => `Un nouveau message sera envoyé à ${email}.`,
};

export const invitations = {
  title: "Invitations",
  caption: "Invitations en attente : adresse, rôle, dates, auteur, message, actions",
  columns: {
    email: "Adresse e-mail",
    role: "Rôle",
    sent: "Créée le",
    expires: "Expire le",
    mail: "Message",
    actions: "Actions",
  },
  by: (name: string) => `par ${name}`,
  activation: "par une demande d’activation",
  mailbox: "Boîte de l’établissement",
  expired: "Expirée",
  expiredOn: (iso: string) => `Expirée le ${formatDate(iso)}`,
  mail: {
    pending: "Sera envoyé",
    delayed: "Sera envoyé (retard de notre côté)",
    sent: "Envoyé",
    refused: "Adresse refusée",
    expired: "Jamais envoyé",
    gone: "Non conservé",
  },
  refusedHelp:
    "« Adresse refusée » : le service de messagerie ne peut pas écrire à cette adresse. Vérifiez-la, annulez l’invitation, puis invitez la bonne adresse.",
  delayedHelp:
    "« Sera envoyé (retard de notre côté) » : notre service de messagerie ne prend pas ce message en ce moment. Il partira de lui-même dès que possible ; vous n’avez rien à faire.",
  expiredHelp:
    "« Jamais envoyé » : le lien a expiré avant que notre service de messagerie ne prenne le message. Renvoyez l’invitation.",
  resend: "Renvoyer",
  cancel: "Annuler",
  /** Completes a button's label for people who cannot see its row. */
  of: (email: string) => ` l’invitation de ${email}`,
  back: "Ne pas annuler",
  cancelDialog: {
    title: "Annuler cette invitation ?",
    text: (email: string) =>
      `Le lien envoyé à ${email} ne servira plus. Vous pourrez inviter cette adresse à nouveau.`,
    yes: "Oui, annuler l’invitation",
  },
  emptyTitle: "Aucune invitation en attente",
  empty: "Les personnes que vous invitez apparaissent ici jusqu’à ce qu’elles rejoignent l’espace.",
  done: {
    resend: (email: string, mail?: MailState) =>
      `${RESENT[mail ?? "pending"](email)} Le lien du précédent ne sert plus.`,
    cancel: (email: string) => `L’invitation de ${email} est annulée : son lien ne sert plus.`,
  },
  refusedTitle: "Rien n’a été envoyé ni annulé",
  refused: {
    NOT_FOUND: "Cette invitation n’existe pas.",
    ENDED: (end: { email: string; accepted: boolean; at: string } | null) =>
      end
        ? `L’invitation de ${end.email} a déjà été ${end.accepted ? "acceptée" : "annulée"} le ${formatMoment(end.at)}.`
        : "Cette invitation a déjà été acceptée ou annulée.",
    TOO_SOON: WAIT_A_MINUTE,
    NOT_ALLOWED: "Vous n’êtes plus administrateur de cet établissement.",
  },
};

export const inviting = {
  title: "Inviter un membre",
  back: "Équipe",
  warning:
    "Les personnes invitées verront les données des élèves. Assurez-vous qu’elles font partie de votre établissement.",
  emails: "Adresses e-mail",
  emailsHint:
    "Une ou plusieurs adresses, 50 au plus, séparées par une virgule, un point-virgule, un espace ou un retour à la ligne. Vous pouvez coller « Nom <adresse> » depuis votre messagerie.",
  role: "Rôle",
  roles: {
    member: "Membre",
    admin: "Administrateur",
  } satisfies Record<Role, string>,
  submit: "Inviter",
  submitting: "Envoi en cours…",
  cancel: "Annuler",
  errors: {
    emailsRequired: "Saisissez au moins une adresse e-mail.",
    tooLong: "Ce texte est trop long. Collez 50 adresses au plus à la fois.",
    tooMany: (found: number) =>
      `Vous avez saisi ${found} adresses : 50 au plus à la fois. Invitez les autres ensuite.`,
    noneValid: (list: string) =>
      `Aucune adresse utilisable. À corriger : ${list} (exemple attendu : prenom.nom@academie.fr).`,
    roleRequired: "Choisissez un rôle.",
  },
  question: {
    title: "Ces adresses sont-elles bien celles de votre équipe ?",
    text: "Elles ne semblent appartenir ni à votre établissement ni à une administration :",
    yes: "Oui, les inviter",
    no: "Sinon, corrigez la liste ci-dessous, puis cliquez de nouveau sur « Inviter ».",
  },
  report: {
    title: "Résultat des invitations",
    sent: (sent: number) => count(sent, "message est parti", "messages sont partis"),
    none: "Aucun message n’est parti",
    results: {
      SENT: "Invitation envoyée",
      TO_SEND:
        "Invitation enregistrée : le message sera envoyé dès que notre service de messagerie le prendra",
      RESENT: "Déjà invité(e) : un nouveau message est parti, qui remplace le précédent",
      JUST_SENT: "Déjà invité(e) il y a moins d’une minute : le message précédent reste valable",
      ALREADY_MEMBER: "Déjà membre de l’équipe",
      REFUSED: "Adresse refusée par le service de messagerie : vérifiez-la",
      NOT_ALLOWED: "Non envoyée : vous n’êtes plus administrateur, ou l’établissement est fermé",
      MALFORMED: "Adresse mal écrite : corrigez-la ci-dessous",
      ACCENTED: "Adresse avec un accent avant le signe @ : corrigez-la ci-dessous",
    },
    caption: "Ce qui est arrivé pour chaque adresse",
    columns: { email: "Adresse", result: "Résultat" },
    toInvitations: "Voir les invitations",
  },
};
