import { formatNumber } from "./format.ts";

/** Shown everywhere the product is named. */
export const PRODUCT = "Pix Orga";

/** `page – school – product`: the format of every page title. */
export function pageTitle(page: string, school?: string): string {
  return [page, school, PRODUCT].filter(Boolean).join(" – ");
}

export const shell = {
  skip: "Aller au contenu",
  skipToMenu: "Aller au menu",
  skipToFooter: "Aller au pied de page",
  home: "Accueil",
  support: "Une question, un problème ? Écrivez à",
  footer: "Pied de page",
  help: "Aide",
  contact: "Contact",
  needHelp: "Besoin d’aide\u202f?",
  readDocumentation: "Consulter la documentation",
  accessibility: "Accessibilité : non conforme",
  privacy: "Données personnelles",
  legal: "Mentions légales",
  terms: "Conditions d’utilisation",
  menu: "Menu",
  mainNavigation: "Navigation principale",
  campaigns: "Campagnes",
  // Every page has the menu: its titles are here, so that a page does not load the words of the others.
  certifications: "Certifications",
  pupils: "Élèves",
  team: "Équipe",
  journal: "Journal",
  documentation: "Documentation",
  myAccount: "Mon compte",
  account: "Mon compte et mes établissements",
  currentSchool: "Établissement affiché",
  signOut: "Se déconnecter",
  roles: { admin: "Administrateur", member: "Membre" },
  school: (name: string, uai: string) => `${name} (${uai})`,
};

export const copying = {
  copied: "Copié.",
  notCopied: "La copie n’est pas possible ici\u00a0: sélectionnez le texte.",
};

export const signIn = {
  title: "Connectez-vous",
  allRequired: "Tous les champs sont obligatoires.",
  email: "Adresse e-mail",
  password: "Mot de passe",
  submit: "Je me connecte",
  submitting: "Connexion en cours…",
  membersOnly:
    "L'accès à Pix Orga est limité aux membres invités. Contactez l'administrateur Pix Orga de votre organisation pour qu'il vous invite.",
  errors: {
    emailRequired: "Votre adresse e-mail n’est pas renseignée.",
    emailInvalid: "Votre adresse e-mail n’est pas valide (exemple : prenom.nom@academie.fr).",
    passwordRequired: "Votre mot de passe n’est pas renseigné.",
    INVALID: "L’adresse e-mail ou le mot de passe est incorrect. Vérifiez-les, puis réessayez.",
    TOO_MANY: "Trop de tentatives de connexion en peu de temps.",
  },
  refused: "Connexion impossible",
  noSchoolTitle: "Aucun établissement",
  noSchool: (name: string) =>
    `${name}, vous n’avez accès à aucun espace. Contactez l’administrateur Pix Orga de votre établissement pour qu’il vous invite.`,
};

export const forms = {
  errorSummary: (errors: number, refused = "Votre demande n’a pas abouti") => {
    if (errors === 0) return refused;
    return errors > 1 ? "Des informations sont à corriger" : "Une information est à corriger";
  },
  titleWithError: (title: string) => `Erreur – ${title}`,
};

export const tables = {
  sorted: { ascending: "tri croissant", descending: "tri décroissant" },
};

export const pages = {
  label: "Pages de la liste",
  range: (from: number, to: number, total: number) =>
    `${formatNumber(from)} à ${formatNumber(to)} sur ${formatNumber(total)}`,
  previous: "Page précédente",
  next: "Page suivante",
};

export const errorPages = {
  404: {
    title: "Page introuvable",
    text: "Cette page n’existe pas, ou vous n’y avez pas accès. Vérifiez l’adresse, ou revenez à l’accueil.",
  },
  403: {
    title: "Réservé aux administrateurs",
    text: "Votre rôle dans cet espace ne vous permet pas d’ouvrir cette page. Adressez-vous à un administrateur de l’espace.",
  },
  400: {
    title: "Demande non traitée",
    text: "Votre demande n’a pas pu être traitée. Revenez à la page précédente et recommencez.",
  },
  413: {
    title: "Envoi trop long",
    text: "Votre texte est plus long que ce que cette page accepte. Rien n’a été enregistré. Revenez à la page précédente et raccourcissez-le, ou envoyez-le en plusieurs fois.",
  },
  500: {
    title: "Une erreur s’est produite de notre côté",
    text: "Réessayez dans un instant. Si vous veniez d’envoyer un formulaire, vérifiez d’abord s’il a été enregistré.",
  },
  /** For a form that came too late, or whose sender's role does not allow it. */
  late: {
    title: "Rien n’a été enregistré",
    403: "Votre rôle dans cet espace ne vous permet pas cette action. Si vous y étiez autorisé(e) jusqu’ici, un administrateur vient de modifier votre rôle.",
    404: "Ce que vous vouliez modifier n’existe plus, ou vous n’y avez plus accès. Un collègue l’a peut-être retiré entre-temps.",
  },
  reference: "Si l’erreur se reproduit, indiquez-nous cette référence :",
  support: "Contact :",
  home: "Revenir à l’accueil",
  retry: "Réessayer",
};
