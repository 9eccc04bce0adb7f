import { count, formatDate, formatMoment } from "./format.ts";
import { shell, signIn } from "./pages.ts";
import { busyWords, inMinutes } from "./waits.ts";

/** The texts of the pages about a person’s own account. */

export const passwordWords = {
  show: "Afficher",
  shownObject: "le mot de passe",
  hint: "12 caractères au moins. Une phrase de plusieurs mots est facile à retenir et difficile à deviner ; aucun caractère particulier n’est exigé.",
  strengthLabel: "Robustesse estimée :",
  strength: { fair: "correcte", good: "bonne", strong: "excellente" },
  problems: {
    TOO_SHORT: "Votre mot de passe doit contenir au moins 12 caractères.",
    TOO_LONG: "Votre mot de passe ne peut pas dépasser 256 caractères.",
    COMMON:
      "Ce mot de passe fait partie des plus essayés. Ajoutez des mots sans rapport entre eux.",
    PATTERN:
      "Ce mot de passe répète des caractères ou suit une suite connue (clavier, alphabet, chiffres). Choisissez plutôt plusieurs mots.",
    PERSONAL:
      "Ce mot de passe contient surtout votre nom, votre adresse ou votre établissement. Choisissez des mots que personne ne peut relier à vous.",
  },
};

export const signInWords = {
  forgotten: "Mot de passe oublié ?",
  forHeads: "Vous dirigez un établissement scolaire ?",
  activate: "Activez ou récupérez votre espace",
  wait: (waitMs: number) =>
    `Réessayez ${inMinutes(waitMs)}, ou choisissez un nouveau mot de passe.`,
  states: {
    efface: "Votre compte est effacé, et vos accès avec lui.",
    "session-finie":
      "Votre session a pris fin. Connectez-vous à nouveau : vous retrouverez la page où vous étiez.",
    "mot-de-passe":
      "Votre mot de passe est changé et toutes vos sessions sont fermées. Connectez-vous.",
    partout: "Toutes vos sessions sont fermées, sur tous vos appareils.",
    "code-expire":
      "Le temps pour donner le code est passé, ou trop de codes ont été essayés. Connectez-vous à nouveau.",
    "code-servi":
      "Ce code a déjà servi. Connectez-vous à nouveau, avec le code suivant de votre application.",
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
  title: "Entrez votre code",
  lead: "Votre mot de passe est juste. Ouvrez l’application d’authentification de votre téléphone et recopiez le code affiché pour Pix Orga.",
  code: "Code à 6 chiffres, ou code de récupération",
  submit: "Je continue",
  submitting: "Vérification en cours…",
  help: "Je n’ai plus mon téléphone",
  helpText:
    "Entrez un des codes de récupération que vous avez gardés en activant la double authentification. Chacun sert une seule fois.",
  restart: "Revenir à la page de connexion",
  errors: {
    required: "Votre code n’est pas renseigné.",
    INVALID:
      "Ce code n’est pas le bon. Vérifiez que l’heure de votre téléphone est juste, puis entrez le code affiché maintenant.",
    LOCKED: "Trop de codes faux à la suite. Réessayez dans un quart d’heure.",
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
      `Aucun message n’est parti : trop de demandes ont été faites depuis votre réseau. Réessayez ${when}.`,
    ADDRESS: (when: string) =>
      `Aucun nouveau message n’est parti : trois demandes ont déjà été faites pour cette adresse dans l’heure. Si un compte existe, le lien du dernier message reçu fonctionne encore, s’il n’a pas déjà servi. Sinon, réessayez ${when}.`,
  },
  sent: {
    title: "Consultez votre messagerie",
    text: "Si un compte existe avec cette adresse, nous lui envoyons un message. Le lien qu’il contient sert une seule fois, pendant une heure.",
    nothing:
      "Rien n’arrive après quelques minutes ? Regardez dans les indésirables, vérifiez l’adresse, puis faites une nouvelle demande.",
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
      text: "Un lien sert pendant une heure. Votre mot de passe n’a pas changé.",
    },
    used: {
      title: "Ce lien a déjà servi",
      text: "Le mot de passe a été changé avec ce lien. Connectez-vous avec le nouveau, ou faites une nouvelle demande.",
    },
    unknown: {
      title: "Ce lien n’est pas reconnu",
      text: "Il est incomplet, ou une demande plus récente l’a remplacé : seul le lien du dernier message fonctionne.",
    },
  },
  back: "Revenir à la page de connexion",
};

export const confirmationWords = {
  title: "Confirmation de votre adresse",
  open: (email: string) => `Confirmez que ${email} est bien votre adresse.`,
  submit: "Confirmer mon adresse",
  submitting: "Confirmation en cours…",
  done: {
    title: "Votre adresse est confirmée",
    text: "Les invitations envoyées à cette adresse seront acceptées.",
  },
  states: {
    expired: {
      title: "Ce lien a expiré",
      text: "Un lien de confirmation sert pendant 7 jours. Depuis votre compte, demandez-en un autre.",
    },
    used: { title: "Ce lien a déjà servi", text: "Votre adresse est confirmée." },
    unknown: {
      title: "Ce lien n’est pas reconnu",
      text: "Il est incomplet, ou un message plus récent l’a remplacé. Depuis votre compte, vous pouvez en demander un autre.",
    },
  },
  account: "Aller à mon compte",
};

export const accountWords = {
  title: shell.myAccount,
  back: "Revenir à Pix Orga",
  oneAccount: {
    title: "Pix / Pix Orga : un seul compte, 2 accès",
    text: "Le même compte, avec la même adresse e-mail et le même mot de passe, vous sert sur Pix, où vous évaluez vos propres compétences, et sur Pix Orga, où vous suivez vos élèves. Changer le mot de passe ici le change pour les deux.",
  },
  identity: {
    title: "Identité",
    name: "Nom affiché",
    nameHelp: "Les membres de vos établissements voient ce nom.",
    submit: "Enregistrer le nom",
    submitting: "Enregistrement en cours…",
    errors: { required: "Votre nom n’est pas renseigné." },
  },
  address: {
    label: "Adresse e-mail",
    verified: "Confirmée",
    unverified: "À confirmer",
    help: "Tant qu’elle n’est pas confirmée, les invitations envoyées à cette adresse ne peuvent pas être acceptées. Suivez le lien du message «\u202fConfirmez votre adresse e-mail\u202f»\u00a0: il peut mettre quelques minutes à arriver, ou être parmi les messages indésirables.",
    send: "Recevoir le message à nouveau",
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
    lead: "Les appareils où vous êtes connecté. Une session dure 8 heures au plus. Fermez celles que vous ne reconnaissez pas, puis changez votre mot de passe.",
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
    title: "Messages",
    importNews:
      "Recevoir un e-mail quand un import de la base élèves est terminé, refusé ou attend une réponse",
    hint: "Pour les établissements dont vous êtes administrateur. Le message donne des nombres et un lien, jamais le nom d’un élève. Aucun en juillet ni en août.",
    save: "Enregistrer ce choix",
  },
  terms: {
    title: "Conditions d’utilisation",
    accepted: (version: string, iso: string) =>
      `Vous avez accepté la version ${version} le ${formatDate(iso)}.`,
    none: "Votre compte a été créé avant que l’acceptation soit conservée.",
    read: "Lire les conditions d’utilisation",
  },
};

/** Messages of the account page after a change, by their word in the URL. */
export const accountDone = {
  nom: "Votre nom est enregistré.",
  message: "Un message va être envoyé à votre adresse. Il remplace les précédents.",
  "deja-confirmee": "Votre adresse est déjà confirmée : aucun message n’est nécessaire.",
  "trop-de-messages":
    "Trois messages ont déjà été demandés dans l’heure, et aucun nouveau n’est parti : le lien du dernier fonctionne. Regardez dans les indésirables, ou réessayez dans une heure.",
  session: "La session est fermée.",
  messages: "Votre choix est enregistré.",
  "mot-de-passe": "Votre mot de passe est changé. Vos autres sessions sont fermées.",
  "double-authentification": "La double authentification est désactivée.",
};

export const passwordPageWords = {
  title: "Changer le mot de passe",
  back: "Mon compte",
  lead: "Vos autres sessions seront fermées, et un message vous préviendra.",
  present: "Mot de passe actuel",
  chosen: "Nouveau mot de passe",
  submit: "Changer le mot de passe",
  submitting: "Changement en cours…",
};

export const ownPasswordErrors = {
  required: "Votre mot de passe n’est pas renseigné.",
  newRequired: "Le nouveau mot de passe n’est pas renseigné.",
  WRONG_PASSWORD: "Ce n’est pas votre mot de passe actuel.",
  TOO_MANY: (waitMs: number) => `Trop de mots de passe faux. Réessayez ${inMinutes(waitMs)}.`,
};

/** Why the person's own password was not checked before a sensitive action. */
export function ownPasswordWait(refused: { reason: "TOO_MANY" | "BUSY"; waitMs: number }): string {
  if (refused.reason === "BUSY") return busyWords(refused.waitMs);
  return ownPasswordErrors.TOO_MANY(refused.waitMs);
}

export const secondFactorWords = {
  title: "Double authentification",
  back: "Mon compte",
  what: "Après votre mot de passe, un code à 6 chiffres affiché par votre téléphone est demandé. Qui connaît seulement votre mot de passe ne peut plus entrer.",
  needed:
    "Il vous faut une application d’authentification sur votre téléphone, par exemple FreeOTP, Aegis ou celle de votre académie.",
  unverified:
    "Confirmez d’abord votre adresse e-mail : c’est par elle que vous retrouverez votre compte. Le message de confirmation peut vous être renvoyé depuis votre compte.",
  password: "Mot de passe actuel",
  begin: "Commencer l’activation",
  working: "Un instant…",
  scan: {
    title: "Ajoutez Pix Orga à votre application",
    steps: [
      "Dans l’application d’authentification, ajoutez un compte.",
      "Visez ce carré avec l’appareil photo, ou recopiez la clé.",
      "Entrez ci-dessous le code à 6 chiffres que l’application affiche.",
    ],
    image: "Code QR à viser avec l’application d’authentification",
    key: "Clé à recopier",
    code: "Code à 6 chiffres",
    submit: "Activer",
    wrong:
      "Ce code n’est pas le bon. Vérifiez que l’heure de votre téléphone est juste, puis entrez le code affiché maintenant.",
    required: "Le code n’est pas renseigné.",
  },
  codes: {
    title: "Gardez vos codes de récupération",
    on: "La double authentification est activée.",
    renewed: "Vos nouveaux codes remplacent les anciens.",
    text: "Si vous perdez votre téléphone, chacun de ces codes vous permet d’entrer une fois. Ils ne seront plus affichés : imprimez-les ou enregistrez-les, et gardez-les hors de votre téléphone.",
    download: "Télécharger les codes",
    print: "Imprimer",
    filename: "codes-de-recuperation-pix-orga.txt",
    file: (codes: string[]) =>
      `Codes de récupération Pix Orga. Chacun sert une seule fois.\r\n\r\n${codes.join("\r\n")}\r\n`,
    done: "C’est noté",
  },
  on: "Elle est activée.",
  left: (codes: number) =>
    `Il vous reste ${count(codes, "code de récupération", "codes de récupération")}.`,
  renew: {
    title: "Nouveaux codes de récupération",
    text: "Les codes actuels ne serviront plus.",
    submit: "Obtenir de nouveaux codes",
  },
  disable: {
    title: "Désactiver",
    text: "Seul votre mot de passe vous sera demandé. Un message vous préviendra.",
    submit: "Désactiver la double authentification",
  },
};
