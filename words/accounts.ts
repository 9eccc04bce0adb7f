import { count, formatDate, formatMoment } from "./format.ts";
import { shell, signIn } from "./pages.ts";
import { busyWords, inMinutes } from "./waits.ts";

/** The texts of the pages about a person’s own account. */

export const passwordWords = {
  show: "Afficher",
  hide: "Masquer",
  shownObject: "le mot de passe",
  hint: "12 caractères au moins. Une phrase de plusieurs mots est facile à retenir et difficile à deviner ; aucun caractère particulier n’est exigé.",
  strengthLabel: "Robustesse estimée :",
  strength: { fair: "correcte", good: "bonne", strong: "excellente" },
  problems: {
    TOO_SHORT: "Votre mot de passe doit contenir au moins 12 caractères.",
    TOO_LONG: "Votre mot de passe ne peut pas dépasser 256 caractères.",
    COMMON:
      "Ce mot de passe figure parmi les mots de passe les plus courants. Ajoutez des mots sans rapport entre eux.",
    PATTERN:
      "Ce mot de passe répète des caractères ou reprend une suite connue (clavier, alphabet, chiffres). Choisissez plutôt plusieurs mots.",
    PERSONAL:
      "Ce mot de passe contient surtout votre nom, votre adresse ou votre établissement. Choisissez des mots qui n’ont pas de lien avec vous.",
  },
};

export const signInWords = {
  forgotten: "Mot de passe oublié ?",
  forHeads: "Vous dirigez un établissement scolaire ?",
  activate: "Activez ou récupérez votre espace",
  wait: (waitMs: number) =>
    `Réessayez ${inMinutes(waitMs)}, ou choisissez un nouveau mot de passe.`,
  states: {
    efface: "Votre compte et vos accès ont été effacés.",
    "session-finie":
      "Votre session a pris fin. Connectez-vous à nouveau : vous retrouverez la page où vous étiez.",
    "mot-de-passe":
      "Votre mot de passe a été modifié et toutes vos sessions ont été fermées. Reconnectez-vous.",
    partout: "Vous êtes déconnecté(e) de tous vos appareils.",
    "code-expire":
      "Le délai de saisie est dépassé, ou trop de codes incorrects ont été saisis. Reconnectez-vous.",
    "code-servi":
      "Ce code a déjà été utilisé. Attendez le suivant dans votre application, puis reconnectez-vous.",
  },
};

type SignInRefusal = { reason: "INVALID" } | { reason: "TOO_MANY" | "BUSY"; waitMs: number };

/** Why a sign-in was refused, and what to do. */
export function signInErrors(refused: SignInRefusal): string[] {
  if (refused.reason === "INVALID") return [signIn.errors.INVALID];
  if (refused.reason === "BUSY") return [busyWords(refused.waitMs)];
  return [signIn.errors.TOO_MANY, signInWords.wait(refused.waitMs)];
}

export const codeWords = {
  title: "Saisissez votre code",
  lead: "Votre mot de passe est correct. Ouvrez l’application d’authentification de votre téléphone et recopiez le code affiché pour Pix Orga.",
  code: "Code à 6 chiffres, ou code de récupération",
  submit: "Je continue",
  submitting: "Vérification en cours…",
  help: "Je n’ai plus mon téléphone",
  helpText:
    "Saisissez un des codes de récupération que vous avez conservés en activant la double authentification. Chacun ne peut être utilisé qu’une fois.",
  restart: "Revenir à la page de connexion",
  errors: {
    required: "Votre code n’est pas renseigné.",
    INVALID:
      "Ce code est incorrect. Vérifiez que votre téléphone est à l’heure, puis saisissez le code affiché maintenant.",
    LOCKED: "Trop de codes incorrects. Réessayez dans 15 minutes.",
  },
};

export const forgottenWords = {
  title: "Mot de passe oublié",
  ask: {
    lead: "Indiquez l’adresse e-mail de votre compte : nous vous envoyons un lien pour choisir un nouveau mot de passe.",
    email: "Adresse e-mail",
    submit: "Recevoir un lien",
    submitting: "Envoi en cours…",
  },
  /** The same for every address, known or not. Nothing was sent. */
  refused: {
    NETWORK: (when: string) =>
      `Aucun e-mail n’a été envoyé : trop de demandes ont été faites depuis votre réseau. Réessayez ${when}.`,
    ADDRESS: (when: string) =>
      `Aucun nouvel e-mail n’a été envoyé : trois demandes ont déjà été faites pour cette adresse dans l’heure. Si un compte existe, le lien du dernier e-mail reçu est encore valable, sauf s’il a déjà été utilisé. Sinon, réessayez ${when}.`,
  },
  sent: {
    title: "Consultez votre messagerie",
    text: "Si un compte existe avec cette adresse, un e-mail lui sera envoyé. Le lien qu’il contient est valable une heure et ne peut être utilisé qu’une fois.",
    nothing:
      "Vous n’avez rien reçu après quelques minutes ? Vérifiez le dossier des courriers indésirables et l’adresse saisie, puis faites une nouvelle demande.",
    again: "Faire une nouvelle demande",
  },
  choose: {
    title: "Choisissez un nouveau mot de passe",
    lead: (email: string) =>
      `Pour le compte ${email}. Toutes les sessions ouvertes seront fermées.`,
    password: "Nouveau mot de passe",
    submit: "Changer le mot de passe",
    submitting: "Changement en cours…",
  },
  states: {
    expired: {
      title: "Ce lien a expiré",
      text: "Il était valable une heure. Votre mot de passe n’a pas été modifié.",
    },
    used: {
      title: "Ce lien a déjà été utilisé",
      text: "Le mot de passe a été modifié avec ce lien. Connectez-vous avec le nouveau, ou faites une nouvelle demande.",
    },
    unknown: {
      title: "Ce lien n’est pas reconnu",
      text: "Il est incomplet, ou une demande plus récente l’a remplacé : seul le lien du dernier e-mail est valable.",
    },
  },
  back: "Revenir à la page de connexion",
};

export const confirmationWords = {
  title: "Confirmation de votre adresse",
  open: (email: string) => `Confirmez votre adresse e-mail : ${email}.`,
  submit: "Confirmer mon adresse",
  submitting: "Confirmation en cours…",
  done: {
    title: "Votre adresse est confirmée",
    text: "Vous pouvez maintenant accepter les invitations envoyées à cette adresse.",
  },
  states: {
    expired: {
      title: "Ce lien a expiré",
      text: "Il était valable 7 jours. Demandez-en un autre depuis votre compte.",
    },
    used: { title: "Ce lien a déjà été utilisé", text: "Votre adresse est déjà confirmée." },
    unknown: {
      title: "Ce lien n’est pas reconnu",
      text: "Il est incomplet, ou un e-mail plus récent l’a remplacé. Vous pouvez en demander un autre depuis votre compte.",
    },
  },
  account: "Aller à mon compte",
};

export const accountWords = {
  title: shell.myAccount,
  back: "Revenir à Pix Orga",
  oneAccount: {
    title: "Pix / Pix Orga : un seul compte, 2 accès",
    text: "Le même compte, avec la même adresse e-mail et le même mot de passe, vous sert sur Pix, où vous évaluez vos propres compétences, et sur Pix Orga, où vous suivez vos élèves. Modifier le mot de passe ici le modifie pour les deux.",
  },
  identity: {
    title: "Identité",
    name: "Nom affiché",
    nameHelp: "Ce nom est visible par les membres de vos établissements.",
    submit: "Enregistrer le nom",
    submitting: "Enregistrement en cours…",
    errors: { required: "Votre nom n’est pas renseigné." },
  },
  address: {
    label: "Adresse e-mail",
    verified: "Confirmée",
    unverified: "À confirmer",
    help: "Tant qu’elle n’est pas confirmée, vous ne pouvez pas accepter les invitations envoyées à cette adresse. Ouvrez le lien de l’e-mail « Confirmez votre adresse e-mail » : il peut mettre quelques minutes à arriver. Vérifiez aussi le dossier des courriers indésirables.",
    send: "Recevoir l’e-mail à nouveau",
  },
  security: {
    title: "Sécurité",
    password: "Mot de passe",
    changePassword: "Changer le mot de passe",
    secondFactor: "Double authentification",
    on: "Activée",
    off: "Désactivée",
    manage: "Gérer la double authentification",
    enable: "Activer la double authentification",
  },
  sessions: {
    title: "Sessions ouvertes",
    lead: "Les appareils sur lesquels vous êtes connecté(e). Une session dure 8 heures au plus. Fermez celles que vous ne reconnaissez pas, puis changez votre mot de passe.",
    device: ({ browser, system }: { browser: string | null; system: string | null }) => {
      if (browser && system) return `${browser} sur ${system}`;
      return browser ?? system ?? "Appareil inconnu";
    },
    thisOne: "Cette session",
    openedAt: (iso: string) => `Ouverte le ${formatMoment(iso)}`,
    close: "Fermer",
    closeWhich: (device: string, iso: string) => `la session ${device} du ${formatMoment(iso)}`,
    everywhere: "Se déconnecter partout",
  },
  news: {
    title: "E-mails",
    importNews:
      "Recevoir un e-mail quand un import de la base élèves est terminé, refusé ou en attente de confirmation",
    hint: "Pour les établissements dont vous êtes administrateur. L’e-mail contient des nombres et un lien, jamais le nom d’un élève. Aucun n’est envoyé en juillet ni en août.",
    save: "Enregistrer ce choix",
  },
  terms: {
    title: "Conditions d’utilisation",
    accepted: (version: string, iso: string) =>
      `Vous avez accepté la version ${version} le ${formatDate(iso)}.`,
    none: "La date de votre acceptation n’est pas connue.",
    read: "Lire les conditions d’utilisation",
  },
};

/** Messages of the account page after a change, by their word in the URL. */
export const accountDone = {
  nom: "Votre nom a été enregistré.",
  message: "Un e-mail va être envoyé à votre adresse. Il remplace les précédents.",
  "deja-confirmee": "Votre adresse est déjà confirmée : aucun e-mail n’est nécessaire.",
  "trop-de-messages":
    "Trois e-mails ont déjà été demandés dans l’heure : aucun nouveau n’a été envoyé, et le lien du dernier est valable. Vérifiez le dossier des courriers indésirables, ou réessayez dans une heure.",
  session: "La session a été fermée.",
  messages: "Votre choix a été enregistré.",
  "mot-de-passe": "Votre mot de passe a été modifié. Vos autres sessions ont été fermées.",
  "double-authentification": "La double authentification a été désactivée.",
};

export const passwordPageWords = {
  title: "Changer le mot de passe",
  back: "Mon compte",
  lead: "Vos autres sessions seront fermées, et vous serez informé(e) de la modification par e-mail.",
  present: "Mot de passe actuel",
  chosen: "Nouveau mot de passe",
  submit: "Changer le mot de passe",
  submitting: "Changement en cours…",
};

export const ownPasswordErrors = {
  required: "Votre mot de passe n’est pas renseigné.",
  newRequired: "Le nouveau mot de passe n’est pas renseigné.",
  WRONG_PASSWORD: "Votre mot de passe actuel est incorrect.",
  TOO_MANY: (waitMs: number) => `Trop de mots de passe incorrects. Réessayez ${inMinutes(waitMs)}.`,
};

/** Why the person's own password was not checked before a sensitive action. */
export function ownPasswordWait(refused: { reason: "TOO_MANY" | "BUSY"; waitMs: number }): string {
  if (refused.reason === "BUSY") return busyWords(refused.waitMs);
  return ownPasswordErrors.TOO_MANY(refused.waitMs);
}

export const secondFactorWords = {
  title: "Double authentification",
  back: "Mon compte",
  what: "Après votre mot de passe, un code à 6 chiffres affiché par votre téléphone vous est demandé. Une personne qui connaîtrait votre mot de passe ne pourrait donc pas se connecter.",
  needed:
    "Il vous faut une application d’authentification sur votre téléphone, par exemple FreeOTP, Aegis ou celle de votre académie.",
  unverified:
    "Confirmez d’abord votre adresse e-mail : c’est grâce à elle que vous retrouverez votre compte. L’e-mail de confirmation peut vous être renvoyé depuis votre compte.",
  password: "Mot de passe actuel",
  begin: "Commencer l’activation",
  working: "Un instant…",
  scan: {
    title: "Ajoutez Pix Orga à votre application",
    steps: [
      "Dans l’application d’authentification, ajoutez un compte.",
      "Scannez ce QR code avec l’appareil photo, ou recopiez la clé.",
      "Saisissez ci-dessous le code à 6 chiffres que l’application affiche.",
    ],
    image: "QR code à scanner avec l’application d’authentification",
    key: "Clé à recopier",
    code: "Code à 6 chiffres",
    submit: "Activer",
    wrong:
      "Ce code est incorrect. Vérifiez que votre téléphone est à l’heure, puis saisissez le code affiché maintenant.",
    required: "Le code n’est pas renseigné.",
  },
  codes: {
    title: "Conservez vos codes de récupération",
    on: "La double authentification a été activée.",
    renewed: "Vos nouveaux codes remplacent les anciens.",
    text: "Si vous perdez votre téléphone, chacun de ces codes vous permet de vous connecter une fois. Ils ne seront plus affichés : imprimez-les ou enregistrez-les, et conservez-les ailleurs que sur votre téléphone.",
    download: "Télécharger les codes",
    print: "Imprimer",
    filename: "codes-de-recuperation-pix-orga.txt",
    file: (codes: string[]) =>
      `Codes de récupération Pix Orga. Chacun ne peut être utilisé qu’une fois.\r\n\r\n${codes.join("\r\n")}\r\n`,
    done: "J’ai conservé mes codes",
  },
  on: "La double authentification est activée.",
  left: (codes: number) =>
    `Il vous reste ${count(codes, "code de récupération", "codes de récupération")}.`,
  renew: {
    title: "Nouveaux codes de récupération",
    text: "Les codes actuels ne seront plus valables.",
    submit: "Obtenir de nouveaux codes",
  },
  disable: {
    title: "Désactiver la double authentification",
    text: "Seul votre mot de passe vous sera demandé. Vous serez informé(e) de la désactivation par e-mail.",
    submit: "Désactiver la double authentification",
  },
};
