/** The texts of the pages for joining a school: activation or recovery, and the links of our mails. */

type Role = "admin" | "member";
type School = { name: string; uai: string; city: string };

const ROLE = { admin: "administrateur", member: "membre" } satisfies Record<Role, string>;

export function schoolLine({ name, uai, city }: School): string {
  return city === "" ? `${name} (${uai})` : `${name} (${uai}), ${city}`;
}

export const activation = {
  title: "Activez ou récupérez votre espace",
  audience:
    "A l'attention des personnels de direction des établissements scolaires publics et privés sous contrat",
  intro:
    "Un message partira vers la boîte fonctionnelle de l’établissement, celle de l’annuaire national. Le lien qu’il contient fait de la personne qui le suit l’administrateur de l’espace.",
  recovery:
    "Ce formulaire sert aussi à récupérer un espace dont l’administrateur est parti. Si vous avez seulement oublié votre mot de passe, revenez à la page de connexion.",
  allRequired: "Tous les champs sont obligatoires",
  uai: "UAI/RNE de l'établissement",
  uaiHint: "7 chiffres et 1 lettre, par exemple 0808088X",
  firstName: "Votre prénom",
  lastName: "Votre nom",
  submit: "Confirmer",
  submitting: "Envoi en cours…",
  back: "Revenir à la page de connexion",
  privacy:
    "Le prénom et le nom figurent dans le message envoyé à l’établissement et dans son journal : ils servent à reconnaître la demande.",
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
      `Aucun message n’est parti : trop de demandes ont été faites depuis votre réseau dans l’heure. Réessayez ${when}.`,
    SCHOOL: (uai: string, when: string) =>
      `Aucun nouveau message n’est parti : plusieurs demandes ont déjà été faites pour l’UAI ${uai} dans l’heure. Si la boîte fonctionnelle de l’établissement a reçu un message, le dernier reçu est le bon : suivez son lien. Sinon, réessayez ${when}.`,
  },
  sent: {
    title: "Votre demande est enregistrée",
    text: (uai: string) =>
      `Si l’annuaire national connaît un établissement ouvert portant l’UAI ${uai} et sa boîte fonctionnelle, nous envoyons un message à cette boîte. Pour protéger les établissements, cette page répond de la même façon à tout le monde.`,
    typo: (uai: string) =>
      `La lettre finale de ${uai} ne correspond pas à ses chiffres. C’est souvent une faute de frappe : vérifiez l’UAI, puis refaites la demande s’il le faut.`,
    typoTitle: "Vérifiez l’UAI",
    nextTitle: "Que faire maintenant",
    next: [
      "Ouvrez la boîte fonctionnelle de l’établissement, ou demandez à la personne qui la lit de vous transmettre le message.",
      "Suivez le lien : il sert une seule fois, pendant 7 jours. Une nouvelle demande le remplace.",
      "Inscrivez-vous, ou connectez-vous si vous avez déjà un compte : vous devenez administrateur.",
    ],
    nothingTitle: "Si rien n’arrive",
    nothing: [
      "Le message met parfois quelques minutes. Regardez aussi parmi les messages indésirables.",
      "Vérifiez l’UAI : si aucun établissement ouvert ne le porte, aucun message n’est envoyé.",
      "L’adresse de l’annuaire national peut être ancienne : l’académie, ou la DRAAF pour l’enseignement agricole, peut la corriger.",
    ],
    support: "L’assistance peut aussi vous aider :",
    again: "Refaire une demande",
  },
};

export const joining = {
  title: "Vous êtes invité(e) à rejoindre Pix Orga",
  school: "Établissement",
  role: "Votre rôle",
  roles: ROLE,
  oneAccount:
    "Pix / Pix Orga : un seul compte, 2 accès. Si vous avez déjà un compte, connectez-vous avec lui.",
  error: "Des informations sont à corriger",
  signUp: {
    title: "Je m'inscris",
    allRequired: "Tous les champs sont obligatoires.",
    firstName: "Prénom",
    lastName: "Nom",
    email: "Adresse e-mail",
    boundHint: (email: string) =>
      `L’invitation a été envoyée à ${email} : le compte est créé avec cette adresse.`,
    freeHint:
      "De préférence votre adresse professionnelle. Un message vous demandera de la confirmer.",
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
        "Cette adresse a déjà un compte : connectez-vous avec lui, dans l’encadré « J'ai déjà un compte PIX ».",
      OTHER_ADDRESS: (email: string) =>
        `Cette invitation a été envoyée à ${email}. Créez le compte avec cette adresse, ou connectez-vous si vous avez déjà un compte.`,
      TOO_MANY: (when: string) => `Trop d’essais avec ce lien. Réessayez ${when}.`,
    },
  },
  signIn: {
    title: "J'ai déjà un compte PIX",
    text: "Le même mot de passe que d’habitude. Rien d’autre à remplir.",
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
    changed: "Votre rôle vient d’être modifié par quelqu’un d’autre. Vérifiez, puis recommencez.",
    already: (role: Role) => `Vous êtes déjà ${ROLE[role]} de cet établissement.`,
    raised: (role: Role) =>
      `Vous êtes aujourd’hui ${ROLE[role]} : ce lien vous rend administrateur.`,
    open: "Ouvrir l’espace",
    notForYou: (invited: string) =>
      `Cette invitation a été envoyée à ${invited}, et ne vous apporterait rien de plus : elle reste disponible pour cette personne. Transmettez-lui le message.`,
    unverifiedTitle: "Confirmez d’abord votre adresse",
    unverified: (email: string) =>
      `Une invitation est envoyée à une adresse précise. Tant que vous n’avez pas confirmé que ${email} est la vôtre, nous ne pouvons pas vous la remettre : ouvrez le message « Confirmez votre adresse e-mail », puis revenez par le lien de l’invitation.`,
    account: "Recevoir à nouveau le message de confirmation",
    other: "Utiliser un autre compte",
  },
  states: {
    missing: {
      title: "Ouvrez à nouveau le lien de votre message",
      text: "Pour votre sécurité, cette page n’est utilisable que quinze minutes après avoir suivi le lien. Rien n’est perdu : suivez-le une nouvelle fois.",
    },
    unknown: {
      title: "Ce lien n’est pas reconnu",
      text: "Il a peut-être été coupé par votre messagerie. Copiez l’adresse entière du message, ou demandez à l’administrateur de l’établissement de vous inviter à nouveau.",
    },
    expired: {
      title: "Ce lien a expiré",
      text: "Un lien sert pendant 7 jours. Demandez à la personne qui vous a invité(e) de le renvoyer ; si vous dirigez l’établissement, refaites une demande.",
    },
    cancelled: {
      title: "Ce lien a été annulé",
      text: "L’établissement l’a retiré, ou sa boîte fonctionnelle a changé depuis. Si c’est une erreur, demandez à son administrateur de vous inviter à nouveau ; si vous dirigez l’établissement, refaites une demande.",
    },
    used: {
      title: "Ce lien a déjà servi",
      text: "Un lien sert une seule fois. Si c’est vous qui l’avez suivi, connectez-vous : l’espace vous est ouvert. Sinon, prévenez l’administrateur de l’établissement.",
    },
    replaced: {
      title: "Ce lien a été remplacé",
      text: "Un message plus récent porte un autre lien, le seul qui ouvre l’espace. Cherchez-le dans votre boîte et parmi les messages indésirables\u202f; s’il n’est pas là, il peut encore arriver.",
    },
    closed: {
      title: "Cet établissement est fermé",
      text: "D’après l’annuaire national, il n’accueille plus d’élèves : son espace ne peut plus être rejoint. Si c’est une erreur, l’académie peut la corriger.",
    },
  },
  concerned: (school: School) => `Établissement concerné : ${schoolLine(school)}.`,
  toSignIn: "Aller à la page de connexion",
  toHome: "Ouvrir mes espaces",
  toActivation: "Demander un nouveau lien pour la direction",
};
