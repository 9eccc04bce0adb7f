import { count, formatDate, formatMoment } from "./format.ts";
import { ofName } from "./names.ts";
import { type Role, roleNames } from "./roles.ts";

/** The texts of the pages of the team: members, roles, invitations. */

const WAIT_A_MINUTE =
  "Le dernier lien date de moins d’une minute : il est valable. Patientez une minute.";

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
  never: "Jamais",
  noMember: "Aucun membre : tous sont administrateurs.",
  change: "Modifier le rôle",
  remove: "Supprimer",
  leave: "Quitter cet espace",
  /** Completes a button's label for people who cannot see its row. */
  of: (name: string) => ` ${ofName(name)}`,
  cancel: "Annuler",
  changeDialog: {
    title: (name: string) => `Modifier le rôle ${ofName(name)}`,
    mine: "Modifier votre propre rôle",
    legend: "Nouveau rôle",
    help: {
      admin: "Importe la base élèves, exporte les résultats, invite et retire des membres.",
      member: "Consulte les élèves et l’équipe.",
    } satisfies Record<Role, string>,
    warning:
      "En devenant membre, vous ne pourrez plus importer la base élèves ni gérer l’équipe. Seul un autre administrateur pourra vous redonner ce rôle.",
    save: "Enregistrer le rôle",
  },
  removeDialog: {
    title: (name: string) => `Supprimer ${name} de l’équipe ?`,
    text: (name: string) =>
      `${name} n’aura plus accès à cet espace, et en sera informé(e) par e-mail. Son compte n’est pas supprimé, et ses autres accès ne changent pas.`,
    invitations: "Les invitations en attente envoyées par cette personne seront annulées.",
    yes: "Oui, supprimer",
  },
  leaveDialog: {
    title: "Quitter cet espace ?",
    text: (school: string) =>
      `Vous n’aurez plus accès à l’espace « ${school} ». Votre compte n’est pas supprimé, et vos autres accès ne changent pas. Pour revenir, vous devrez être invité(e) à nouveau.`,
    yes: "Oui, quitter cet espace",
  },
  alone: {
    title: "Désignez d’abord un autre administrateur",
    text: "Attribuez ce rôle à un membre de l’équipe, ou invitez un autre administrateur. Vous pourrez ensuite modifier votre rôle ou quitter cet espace.",
    close: "Fermer",
  },
  done: {
    change: (name: string, role: Role) =>
      `Le rôle ${ofName(name)} a été modifié : ${roleNames[role]}. Un e-mail l’en informe.`,
    remove: (name: string) => `${name} n’a plus accès à cet espace. Un e-mail l’en informe.`,
  },
  refusedTitle: "Rien n’a été modifié",
  refused: {
    LAST_ADMIN: "Vous êtes le seul administrateur de cet espace : désignez-en d’abord un autre.",
    NOT_FOUND: "Cette personne n’a plus accès à cet espace.",
    NOT_ALLOWED: "Vous n’êtes plus administrateur de cet espace.",
  },
};

type MailState = "pending" | "delayed" | "sent" | "refused" | "expired";

/** The state of the mail that replaces an earlier one. */
const RESENT: Record<MailState, (email: string) => string> = {
  sent: (email) => `Un nouvel e-mail a été envoyé à ${email}.`,
  pending: (email) => `Un nouvel e-mail sera envoyé à ${email}.`,
  delayed: (email) =>
    `Un nouvel e-mail sera envoyé à ${email} dès que notre service de messagerie l’acceptera.`,
  refused: (email) =>
    `Le nouvel e-mail n’a pas été envoyé : le service de messagerie refuse l’adresse ${email}. Vérifiez-la.`,
  expired: (email) => `Un nouvel e-mail sera envoyé à ${email}.`,
};

type ManyOutcome = { done: number; delayed: number; tooSoon: number; ended: number };

const OTHERS_ENDED = (ended: number) =>
  `${count(ended, "invitation choisie n’a pas pu être traitée", "invitations choisies n’ont pas pu être traitées")}, peut-être parce qu’un collègue l’a fait ou que la personne a accepté.`;

export const invitations = {
  title: "Invitations",
  caption: "Invitations en attente : adresse, rôle, dates, auteur, e-mail, actions",
  columns: {
    email: "Adresse e-mail",
    role: "Rôle",
    sent: "Créée le",
    expires: "Expire le",
    mail: "E-mail",
    actions: "Actions",
    choice: "Choisir",
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
    expired: "Non envoyé",
    gone: "Non conservé",
  },
  refusedHelp:
    "« Adresse refusée » : le service de messagerie ne peut pas écrire à cette adresse. Vérifiez-la, annulez l’invitation, puis invitez l’adresse corrigée.",
  delayedHelp:
    "« Sera envoyé (retard de notre côté) » : notre service de messagerie n’accepte pas cet e-mail en ce moment. Il sera envoyé automatiquement dès que possible ; vous n’avez rien à faire.",
  expiredHelp:
    "« Non envoyé » : le lien a expiré avant que notre service de messagerie n’accepte l’e-mail. Renvoyez l’invitation.",
  resend: "Renvoyer",
  cancel: "Annuler",
  /** Completes a button's label for people who cannot see its row. */
  of: (email: string) => ` l’invitation ${ofName(email)}`,
  back: "Ne pas annuler",
  cancelDialog: {
    title: "Annuler cette invitation ?",
    text: (email: string) =>
      `Le lien envoyé à ${email} ne sera plus valable. Vous pourrez inviter cette adresse à nouveau.`,
    yes: "Oui, annuler l’invitation",
  },
  /** The invitations that are ticked in the table. */
  many: {
    choose: (email: string) => `Choisir l’invitation ${ofName(email)}`,
    tick: "Tout cocher",
    untick: "Tout décocher",
    resend: "Renvoyer les invitations cochées",
    cancel: "Annuler les invitations cochées…",
    none: "Cochez d’abord au moins une invitation.",
    tooMany: (most: number) => `Choisissez ${most} invitations au plus à la fois.`,
    cancelTitle: (chosen: number) =>
      chosen > 1 ? `Annuler ces ${chosen} invitations\u202f?` : "Annuler cette invitation\u202f?",
    cancelText:
      "Les liens envoyés à ces adresses ne seront plus valables. Vous pourrez les inviter à nouveau.",
    yes: (chosen: number) =>
      chosen > 1 ? `Oui, annuler ces ${chosen} invitations` : "Oui, annuler cette invitation",
    done: {
      "resend-many": ({ done, delayed, tooSoon, ended }: ManyOutcome) =>
        [
          done - delayed > 0 &&
            `${count(done - delayed, "invitation renvoyée", "invitations renvoyées")}.`,
          delayed > 0 &&
            `${count(delayed, "invitation sera renvoyée", "invitations seront renvoyées")} dès que notre service de messagerie l’acceptera.`,
          tooSoon > 0 &&
            `${count(tooSoon, "invitation date", "invitations datent")} de moins d’une minute\u00a0: leur lien est valable.`,
          ended > 0 && OTHERS_ENDED(ended),
        ]
          .filter(Boolean)
          .join(" "),
      "cancel-many": ({ done, ended }: ManyOutcome) =>
        [
          done > 0 &&
            `${count(done, "invitation annulée", "invitations annulées")}\u00a0: leurs liens ne sont plus valables.`,
          ended > 0 && OTHERS_ENDED(ended),
        ]
          .filter(Boolean)
          .join(" "),
    },
  },
  emptyTitle: "Aucune invitation en attente",
  empty: "Les personnes que vous invitez apparaissent ici jusqu’à ce qu’elles rejoignent l’espace.",
  done: {
    resend: (email: string, mail?: MailState) =>
      `${RESENT[mail ?? "pending"](email)} Le lien du précédent n’est plus valable.`,
    cancel: (email: string) =>
      `L’invitation ${ofName(email)} a été annulée : son lien n’est plus valable.`,
  },
  refusedTitle: "Rien n’a été envoyé ni annulé",
  refused: {
    NOT_FOUND: "Cette invitation n’existe pas.",
    ENDED: (end: { email: string; accepted: boolean; at: string } | null) =>
      end
        ? `L’invitation ${ofName(end.email)} a déjà été ${end.accepted ? "acceptée" : "annulée"} le ${formatMoment(end.at)}.`
        : "Cette invitation a déjà été acceptée ou annulée.",
    TOO_SOON: WAIT_A_MINUTE,
    NOT_ALLOWED: "Vous n’êtes plus administrateur de cet espace.",
  },
};

export const inviting = {
  title: "Inviter un membre",
  back: "Équipe",
  warning:
    "Les personnes invitées auront accès aux données des élèves. Assurez-vous qu’elles font partie de votre établissement.",
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
    no: "Sinon, corrigez la liste ci-dessous, puis choisissez à nouveau « Inviter ».",
  },
  report: {
    title: "Résultat des invitations",
    // One alone is not written `1 invitation envoyée`, which the line of its address says below.
    sent: (sent: number) =>
      sent < 2
        ? `Invitations envoyées\u00a0: ${sent}`
        : count(sent, "invitation envoyée", "invitations envoyées"),
    none: "Aucune invitation envoyée",
    results: {
      SENT: "Invitation envoyée",
      TO_SEND:
        "Invitation enregistrée : l’e-mail sera envoyé dès que notre service de messagerie l’acceptera",
      RESENT: "Déjà invité(e) : un nouvel e-mail a été envoyé et remplace le précédent",
      JUST_SENT: "Déjà invité(e) il y a moins d’une minute : le lien précédent reste valable",
      ALREADY_MEMBER: "Déjà membre de l’équipe",
      REFUSED: "Adresse refusée par le service de messagerie : vérifiez-la",
      NOT_ALLOWED: "Non envoyée : vous n’êtes plus administrateur, ou l’établissement est fermé",
      MALFORMED: "Adresse non valide : corrigez-la ci-dessous",
      ACCENTED: "Adresse avec un accent avant le signe @ : corrigez-la ci-dessous",
    },
    caption: "Résultat de l’invitation pour chaque adresse",
    columns: { email: "Adresse", result: "Résultat" },
    toInvitations: "Voir les invitations",
  },
};
