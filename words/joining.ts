import { type Role, roleNames } from "./roles.ts";

/** The texts of the pages for joining a school: activation or recovery, and the links of our mails. */

type School = { name: string; uai: string; city: string };

export function schoolLine({ name, uai, city }: School): string {
  return city === "" ? `${name} (${uai})` : `${name} (${uai}), ${city}`;
}

export const activation = {
  title: "Activez ou récupérez votre espace",
  audience:
    "A l'attention des personnels de direction des établissements scolaires publics et privés sous contrat",
  intro:
    "Un e-mail sera envoyé à la boîte fonctionnelle de l’établissement, celle de l’annuaire national. La personne qui ouvrira le lien deviendra administrateur de l’espace.",
  recovery:
    "Ce formulaire sert aussi à récupérer un espace dont l’administrateur est parti. Si vous avez seulement oublié votre mot de passe, revenez à la page de connexion.",
  allRequired: "Tous les champs sont obligatoires",
  uai: "UAI/RNE de l'établissement",
  /** The example of Pix's training slides: its letter does not match its number, and raises no warning. */
  exampleUai: "0808088X",
  uaiHint: "7 chiffres et 1 lettre, par exemple 0808088X",
  doubtful: (uai: string) =>
    `La lettre finale de l’UAI ${uai} ne correspond pas à ses chiffres. C’est souvent une faute de frappe. S’il est correct, confirmez votre demande.`,
  firstName: "Votre prénom",
  lastName: "Votre nom",
  submit: "Confirmer",
  submitting: "Envoi en cours…",
  back: "Revenir à la page de connexion",
  privacy:
    "Le prénom et le nom figurent dans l’e-mail envoyé à l’établissement et dans son journal : ils servent à identifier l’auteur de la demande.",
  help: "Activer ou récupérer l’espace, étape par étape",
  errors: {
    uaiRequired: "L’UAI/RNE de l’établissement n’est pas renseigné.",
    uaiInvalid:
      "Cet UAI/RNE n’a pas la forme attendue : 7 chiffres suivis d’une lettre, par exemple 0808088X.",
    firstNameRequired: "Votre prénom n’est pas renseigné.",
    lastNameRequired: "Votre nom n’est pas renseigné.",
  },
  /** The same for every UAI, whether or not a school has it. Nothing was sent. */
  refused: {
    NETWORK: (_uai: string, when: string) =>
      `Aucun e-mail n’a été envoyé : trop de demandes ont été faites depuis votre réseau dans l’heure. Réessayez ${when}.`,
    SCHOOL: (uai: string, when: string) =>
      `Aucun nouvel e-mail n’a été envoyé : plusieurs demandes ont déjà été faites pour l’UAI ${uai} dans l’heure. Si la boîte fonctionnelle de l’établissement a reçu un e-mail, ouvrez le lien du dernier reçu. Sinon, réessayez ${when}.`,
  },
  sent: {
    title: "Votre demande a été enregistrée",
    text: (uai: string) =>
      `Si l’UAI ${uai} correspond à un établissement en activité, un e-mail sera envoyé à sa boîte fonctionnelle. Par mesure de sécurité, cette réponse est la même dans tous les cas.`,
    typo: (uai: string) =>
      `La lettre finale de ${uai} ne correspond pas à ses chiffres. C’est souvent une faute de frappe : vérifiez l’UAI, puis refaites la demande s’il le faut.`,
    typoTitle: "Vérifiez l’UAI",
    nextTitle: "Que faire maintenant",
    next: [
      "Ouvrez la boîte fonctionnelle de l’établissement, ou demandez à la personne qui la consulte de vous transmettre l’e-mail.",
      "Ouvrez le lien : il est valable 7 jours et ne peut être utilisé qu’une fois. Une nouvelle demande le remplace.",
      "Inscrivez-vous, ou connectez-vous si vous avez déjà un compte : vous deviendrez administrateur de l’espace.",
    ],
    nothingTitle: "Si vous ne recevez rien",
    nothing: [
      "L’e-mail peut mettre quelques minutes à arriver. Vérifiez aussi le dossier des courriers indésirables.",
      "Vérifiez l’UAI : s’il ne correspond à aucun établissement en activité, aucun e-mail n’est envoyé.",
      "L’adresse de l’annuaire national n’est peut-être plus à jour : l’académie, ou la DRAAF pour l’enseignement agricole, peut la corriger.",
    ],
    support: "L’assistance peut aussi vous aider :",
    again: "Refaire une demande",
  },
};

export const joining = {
  title: "Vous êtes invité(e) à rejoindre Pix Orga",
  school: "Établissement",
  role: "Votre rôle",
  roles: roleNames,
  oneAccount:
    "Pix / Pix Orga : un seul compte, 2 accès. Si vous avez déjà un compte, utilisez-le pour vous connecter.",
  error: "Des informations sont à corriger",
  signUp: {
    title: "Je m'inscris",
    allRequired: "Tous les champs sont obligatoires.",
    firstName: "Prénom",
    lastName: "Nom",
    email: "Adresse e-mail",
    boundHint: (email: string) =>
      `L’invitation a été envoyée à ${email} : le compte sera créé avec cette adresse.`,
    freeHint:
      "De préférence votre adresse professionnelle. Un e-mail vous demandera de la confirmer.",
    password: "Mot de passe",
    terms: "J’accepte les conditions d’utilisation",
    readTerms: "Lire les conditions d’utilisation",
    submit: "Je m'inscris",
    submitting: "Inscription en cours…",
    errors: {
      firstNameRequired: "Votre prénom n’est pas renseigné.",
      lastNameRequired: "Votre nom n’est pas renseigné.",
      emailRequired: "Votre adresse e-mail n’est pas renseignée.",
      emailMALFORMED: "Votre adresse e-mail n’est pas valide (exemple : prenom.nom@academie.fr).",
      emailACCENTED: "L’adresse e-mail ne peut pas contenir d’accent avant le signe @.",
      passwordRequired: "Choisissez un mot de passe.",
      termsRequired: "Pour créer un compte, acceptez les conditions d’utilisation.",
      EMAIL_TAKEN:
        "Cette adresse a déjà un compte : utilisez-le pour vous connecter, dans l’encadré « J'ai déjà un compte PIX ».",
      OTHER_ADDRESS: (email: string) =>
        `Cette invitation a été envoyée à ${email}. Créez le compte avec cette adresse, ou connectez-vous si vous avez déjà un compte.`,
      TOO_MANY: (when: string) => `Trop d’essais avec ce lien. Réessayez ${when}.`,
    },
  },
  signIn: {
    title: "J'ai déjà un compte PIX",
    text: "Utilisez votre adresse et votre mot de passe habituels.",
    forgotten: "Mot de passe oublié ?",
  },
  signedIn: {
    title: "Vous êtes connecté(e)",
    as: (name: string, email: string) => `Compte : ${name}, ${email}`,
    join: "Rejoindre l’espace",
    joining: "Un instant…",
    confirm: (invited: string, mine: string) =>
      `Cette invitation a été envoyée à ${invited}. Je confirme rejoindre l’espace avec le compte ${mine}. La personne qui m’a invité(e) en sera informée.`,
    confirmRequired:
      "Cette invitation a été envoyée à une autre adresse : cochez la case pour confirmer, ou utilisez un autre compte.",
    changed: "Un administrateur vient de modifier votre rôle. Vérifiez-le, puis recommencez.",
    already: (role: Role) => `Vous êtes déjà ${roleNames[role]} de cet espace.`,
    raised: (role: Role) =>
      `Vous êtes aujourd’hui ${roleNames[role]} : ce lien vous donnera le rôle d’administrateur.`,
    open: "Ouvrir l’espace",
    notForYou: (invited: string) =>
      `Cette invitation a été envoyée à ${invited}, et ne modifierait pas vos droits : elle reste disponible pour cette personne. Transmettez-lui l’e-mail.`,
    unverifiedTitle: "Confirmez d’abord votre adresse",
    unverified: (email: string) =>
      `Une invitation est envoyée à une adresse précise. Vous pourrez l’accepter quand vous aurez confirmé votre adresse ${email} : ouvrez l’e-mail « Confirmez votre adresse e-mail », puis revenez par le lien de l’invitation.`,
    account: "Recevoir à nouveau l’e-mail de confirmation",
    other: "Utiliser un autre compte",
  },
  states: {
    missing: {
      title: "Ouvrez à nouveau le lien de votre e-mail",
      text: "Pour votre sécurité, cette page n’est utilisable que 15 minutes après l’ouverture du lien. Ouvrez-le une nouvelle fois : il reste valable.",
    },
    unknown: {
      title: "Ce lien n’est pas reconnu",
      text: "Il a peut-être été coupé par votre messagerie. Copiez l’adresse entière depuis l’e-mail, ou demandez à l’administrateur de l’espace de vous inviter à nouveau.",
    },
    expired: {
      title: "Ce lien a expiré",
      text: "Il était valable 7 jours. Demandez à la personne qui vous a invité(e) de renvoyer l’invitation ; si vous dirigez l’établissement, refaites une demande d’activation.",
    },
    cancelled: {
      title: "Ce lien a été annulé",
      text: "Un administrateur l’a annulé, ou la boîte fonctionnelle de l’établissement a changé depuis. S’il s’agit d’une erreur, demandez à un administrateur de vous inviter à nouveau ; si vous dirigez l’établissement, refaites une demande d’activation.",
    },
    used: {
      title: "Ce lien a déjà été utilisé",
      text: "Un lien ne peut être utilisé qu’une fois. Si c’est vous qui l’avez ouvert, connectez-vous : vous avez accès à l’espace. Sinon, prévenez un administrateur de l’espace.",
    },
    replaced: {
      title: "Ce lien a été remplacé",
      text: "Un e-mail plus récent contient un autre lien, le seul valable. Cherchez-le dans votre boîte et dans le dossier des courriers indésirables ; s’il n’y est pas, il peut encore arriver.",
    },
    closed: {
      title: "Cet établissement est fermé",
      text: "D’après l’annuaire national, il n’accueille plus d’élèves : son espace ne peut plus être rejoint. S’il s’agit d’une erreur, l’académie peut la corriger.",
    },
  },
  helpEnded: "Un lien ne s’ouvre plus",
  concerned: (school: School) => `Établissement concerné : ${schoolLine(school)}.`,
  toSignIn: "Aller à la page de connexion",
  toHome: "Ouvrir mes espaces",
  toActivation: "Refaire une demande d’activation",
};
