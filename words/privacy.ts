import { formatPeriod } from "./format.ts";
import { type LegalText, type Operator, valueOrMissing } from "./legal.ts";

/** `period` is the one of the configuration. */
type Line = {
  whose: "staff" | "pupils";
  name: string;
  what: string;
  why: string;
  kept: (period: string, warned: string) => string;
};

const SIGN_IN = "Reconnaître les personnes autorisées, et elles seules";

/** The data we hold, line by line: whose, which, why, and until when. */
export const heldLines = {
  account: {
    whose: "staff",
    name: "Compte",
    what: "prénom et nom, adresse e-mail, empreinte du mot de passe, secret de la double authentification (chiffré), version des conditions acceptées et date",
    why: SIGN_IN,
    kept: () => "tant que le compte existe",
  },
  session: {
    whose: "staff",
    name: "Connexions en cours",
    what: "adresse du réseau (IP), navigateur et système, date de connexion",
    why: "Vous permettre de voir et de fermer les sessions ouvertes sur votre compte",
    kept: (period) => `jusqu’à la déconnexion, et ${period} au plus`,
  },
  challenge: {
    whose: "staff",
    name: "Connexion en deux étapes",
    what: "le compte qui attend un code, et le nombre d’essais",
    why: SIGN_IN,
    kept: (period) => `${period} au plus`,
  },
  accountLink: {
    whose: "staff",
    name: "Liens envoyés sur un compte",
    what: "le compte, la date d’envoi et d’usage, l’empreinte du lien",
    why: "Garantir qu’un lien n’est utilisé qu’une fois, et indiquer pourquoi il n’est plus valable",
    kept: (period) => `${period} après la fin du lien`,
  },
  knownPlace: {
    whose: "staff",
    name: "Lieux de connexion connus",
    what: "empreintes du navigateur et du réseau depuis lesquels vous vous êtes connecté(e), à partir desquelles ni l’un ni l’autre ne peut être retrouvé",
    why: "Ne pas vous faire attendre quand d’autres essaient de deviner votre mot de passe",
    kept: (period) => `${period} après la dernière connexion de ce lieu`,
  },
  attempt: {
    whose: "staff",
    name: "Essais",
    what: "empreintes de ce qui est limité (adresse e-mail, réseau), date de l’essai",
    why: "Limiter les essais de mot de passe et les envois d’e-mails",
    kept: (period) => period,
  },
  membership: {
    whose: "staff",
    name: "Appartenance à un établissement",
    what: "rôle, dates d’arrivée, de dernière visite et de départ",
    why: "Donner à chacun les accès de son établissement, et à lui seul",
    kept: () => "tant que le compte existe",
  },
  invitation: {
    whose: "staff",
    name: "Invitations",
    what: "adresse invitée, rôle, personne qui invite, dates, empreinte du lien",
    why: "Donner accès à l’espace aux personnes que l’établissement choisit",
    kept: (period) => `${period} après la fin de l’invitation`,
  },
  mail: {
    whose: "staff",
    name: "E-mails envoyés",
    what: "adresse, objet, date d’envoi ; le texte est effacé dès l’envoi",
    why: "Envoyer chaque e-mail une fois, et indiquer s’il a été envoyé",
    kept: (period) => period,
  },
  journal: {
    whose: "staff",
    name: "Journal de l’établissement",
    what: "actions sensibles : qui, quoi, quand ; jamais le nom ni l’INE d’un élève",
    why: "Permettre à l’établissement de retrouver l’auteur de chaque action",
    kept: (period) => `${period}, sans qu’une ligne puisse être modifiée ou supprimée avant`,
  },
  author: {
    whose: "staff",
    name: "Auteur des imports",
    what: "nom de la personne qui a importé un fichier, nom du fichier",
    why: "Permettre à l’établissement de connaître l’origine de ses données ; le nom figure sur les attestations",
    kept: () =>
      "tant que ce qui a été importé est conservé ; le nom est retiré quand la personne efface son compte",
  },
  pupil: {
    whose: "pupils",
    name: "Base élèves",
    what: "identité, INE, sexe, date et lieu de naissance, MEF, statut, classe de chaque année, telles qu’elles figurent dans le fichier de l’établissement",
    why: "Tenir à jour la liste des élèves de l’établissement",
    kept: (period, warned) =>
      `tant que l’élève est dans l’établissement, puis ${period} après la fin de l’année scolaire de son départ ; l’établissement est prévenu ${warned} avant et peut conserver une archive`,
  },
  result: {
    whose: "pupils",
    name: "Résultats de certification",
    what: "identité de l’élève, date et lieu de naissance, résultats, dates, identifiants de la certification, année et classe",
    why: "Conserver les résultats, et remettre aux élèves leurs attestations",
    kept: (period) =>
      `${period} après la fin de l’année scolaire du départ de l’élève, et, pour un résultat sans élève, de l’année du résultat ; restent ensuite des nombres par classe, sans nom`,
  },
  upload: {
    whose: "pupils",
    name: "Fichier importé, et sa lecture",
    what: "tout ce que le fichier de l’établissement contient",
    why: "Faire l’import",
    kept: (period) => `jusqu’à la fin de l’import ; ${period} s’il n’a pas abouti`,
  },
  importDetail: {
    whose: "pupils",
    name: "Erreurs et élèves non importés",
    what: "nom, INE, classe, ligne du fichier et motif",
    why: "Corriger le fichier dans SIECLE ou dans Fregata",
    kept: (period) => `${period}, ou jusqu’à l’import réussi suivant`,
  },
  pupilChange: {
    whose: "pupils",
    name: "Changements de chaque import",
    what: "informations de l’élève avant et après",
    why: "Afficher ce qu’un import a modifié, et pouvoir l’annuler",
    kept: (period) => period,
  },
  waitingResult: {
    whose: "pupils",
    name: "Résultats à rattacher",
    what: "la ligne du fichier de résultats, telle qu’elle a été reçue",
    why: "Permettre à l’établissement d’indiquer l’élève concerné",
    kept: (period) => `${period}, ou jusqu’au choix de l’établissement`,
  },
  campaignResult: {
    whose: "pupils",
    name: "Avancement dans les campagnes",
    what: "l’élève, sa classe, la date et l’état de son parcours, le taux de réussite ou le nombre de pix, tels qu’ils figurent dans le fichier de résultats",
    why: "Savoir, classe par classe, qui n’a pas encore fait un parcours",
    kept: (period) => `${period} après la fin de l’année scolaire`,
  },
  campaignWaiting: {
    whose: "pupils",
    name: "Lignes de campagnes à rattacher",
    what: "les nom et classe d’une personne que la base élèves n’a pas permis de reconnaître, avec son avancement",
    why: "Permettre à l’établissement d’indiquer l’élève concerné",
    kept: (period) => `${period}, ou jusqu’au choix de l’établissement`,
  },
  campaignAnswer: {
    whose: "pupils",
    name: "Choix de rattachement",
    what: "le nom et la classe écrits dans le fichier, et l’élève que l’établissement a désigné",
    why: "Ne pas redemander le même choix au fichier suivant",
    kept: (period) => period,
  },
  resultHistory: {
    whose: "pupils",
    name: "Corrections de résultats",
    what: "le résultat avant et après sa correction",
    why: "Pouvoir expliquer une correction",
    kept: (period) => period,
  },
  document: {
    whose: "pupils",
    name: "Attestations et archives préparées",
    what: "les fichiers PDF et ZIP demandés par l’établissement, et qui les a demandés",
    why: "Les télécharger",
    kept: (period) => period,
  },
} satisfies Record<string, Line>;

export type Held = keyof typeof heldLines;

/** Who receives the data. Each binding of `wrangler.toml` that data pass through belongs to one of them. */
export const recipients = {
  administrators: {
    name: "Administrateurs de l’espace",
    what: "toutes les données de leur établissement",
  },
  members: {
    name: "Membres de l’espace",
    what: "la liste et les fiches des élèves, l’équipe et l’avancement des campagnes\u202f; ni INE, ni résultat de certification, ni taux de réussite",
  },
  operator: {
    name: "Exploitant du service",
    what: "ce qui est nécessaire au fonctionnement et au dépannage\u00a0: nombre et état des imports, e-mails et leurs destinataires",
  },
  host: {
    name: "Hébergeur",
    what: "la base, les fichiers et les traitements, qu’il conserve et exécute pour l’exploitant",
  },
  mail: {
    name: "Service d’envoi d’e-mails",
    what: "l’adresse, l’objet et le texte de chaque e-mail\u202f; aucun ne nomme un élève",
  },
};

export type Recipient = keyof typeof recipients;

/** The purpose of each cookie. */
export const cookieWords = {
  session: "vous reconnaître une fois connecté(e) ; il disparaît quand vous vous déconnectez",
  secondFactor: "attendre le code de la double authentification, après le mot de passe",
  known:
    "reconnaître ce navigateur, pour que les essais d’autres personnes ne vous fassent pas attendre ; il n’ouvre rien à lui seul",
  join: "garder le secret d’une invitation hors de l’adresse de la page",
  reset: "garder le secret d’un lien de mot de passe hors de l’adresse de la page",
  confirm: "garder le secret d’un lien de confirmation hors de l’adresse de la page",
};

export type PrivacyFacts = {
  /** How long each line is kept, in ms; a line without a number gives its period in words. */
  periods: Partial<Record<Held, number>>;
  /** How long before the erasure of leavers their school is warned. */
  warnedMs: number;
  cookies: Record<keyof typeof cookieWords, { name: string; ms: number }>;
};

export function privacyNotice(operator: Operator, facts: PrivacyFacts): LegalText {
  return {
    title: "Données personnelles",
    intro:
      "Les données conservées par ce service, pourquoi, pendant combien de temps, et comment exercer vos droits.",
    parts: [
      {
        title: "Qui est responsable",
        paragraphs: [
          `Ce service est exploité par ${valueOrMissing(operator.name)}. Chaque établissement décide des fichiers qu’il importe et des personnes à qui il donne accès.`,
          `Délégué à la protection des données : ${valueOrMissing(operator.dpo)}.`,
          "Rien n’est vendu, ni utilisé pour de la publicité. Aucun outil de mesure d’audience n’est présent.",
        ],
      },
      { title: "Données des personnes de l’établissement", items: items("staff", facts) },
      { title: "Données des élèves", items: items("pupils", facts) },
      {
        title: "Qui reçoit ces données",
        paragraphs: [
          "Personne d’autre ne les reçoit\u00a0: les pages ne chargent aucun contenu d’un autre site, et aucune donnée n’est transmise à Pix.",
        ],
        items: Object.values(recipients).map(({ name, what }) => ({
          name,
          lines: [`Reçoit\u00a0: ${what}.`],
        })),
      },
      {
        title: "Où",
        paragraphs: [
          `Chez l’hébergeur : ${valueOrMissing(operator.host)}. La base, les fichiers et les suivis d’import sont créés dans l’Union européenne.`,
          "L’hébergeur conserve sept jours les incidents que le service lui signale ; il n’y a dans ces lignes ni nom, ni adresse de page, ni contenu de formulaire.",
        ],
      },
      {
        title: "Cookies",
        paragraphs: [
          "Ces cookies servent à vous connecter, et à rien d’autre : c’est pourquoi aucun bandeau ne s’affiche.",
          "Votre navigateur garde aussi, sans rien nous envoyer, vos derniers filtres de la liste des élèves (niveaux, classes, situation, ordre) et les annonces que vous avez fermées. Aucun nom n’y figure.",
        ],
        items: Object.entries(cookieWords).map(([key, why]) => {
          const { name, ms } = facts.cookies[key as keyof typeof cookieWords];
          return { name, lines: [`Sert à : ${why}.`, `Durée : ${formatPeriod(ms)} au plus.`] };
        }),
      },
      {
        title: "Vos droits",
        paragraphs: [
          "Une personne de l’établissement exporte et efface elle-même ce qui la concerne, depuis « Mon compte ». Pour un élève, un administrateur de l’établissement exporte ou efface tout depuis sa fiche.",
          `Vous pouvez demander à voir, corriger ou effacer ce qui vous concerne, ou vous y opposer, auprès du délégué à la protection des données (${valueOrMissing(operator.dpo)}) ou du chef d’établissement. Pour un élève, la correction se fait dans SIECLE ou dans Fregata, puis par un nouvel import.`,
          "Si la réponse ne vous convient pas, vous pouvez saisir la Commission nationale de l’informatique et des libertés (CNIL).",
        ],
      },
    ],
  };
}

function items(whose: Line["whose"], { periods, warnedMs }: PrivacyFacts) {
  return Object.entries<Line>(heldLines)
    .filter(([, line]) => line.whose === whose)
    .map(([key, { name, what, why, kept }]) => {
      const ms = periods[key as Held];
      const period = ms === undefined ? "" : formatPeriod(ms);
      return {
        name,
        lines: [
          `Quoi : ${what}.`,
          `Pourquoi : ${why}.`,
          `Durée : ${kept(period, formatPeriod(warnedMs))}.`,
        ],
      };
    });
}
