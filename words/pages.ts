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
  accessibility: "Accessibilité : partiellement conforme",
  privacy: "Données personnelles",
  legal: "Mentions légales",
  terms: "Conditions d’utilisation",
  menu: "Menu",
  mainNavigation: "Navigation principale",
  campaigns: "Campagnes",
  // Every page has the menu: its titles stand here, so that a page does not load the words of the others.
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
  noSchoolTitle: "Aucun établissement",
  noSchool: (name: string) =>
    `${name}, votre compte n’est membre d’aucun établissement. Contactez l’administrateur Pix Orga de votre établissement pour qu’il vous invite.`,
};

export const forms = {
  errorSummary: (errors: number) => {
    if (errors === 0) return "Votre demande n’a pas abouti";
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
    text: "Votre rôle dans cet établissement ne permet pas d’ouvrir cette page. Demandez à son administrateur de le faire, ou de modifier votre rôle.",
  },
  400: {
    title: "Demande non comprise",
    text: "Ce qui a été envoyé ne peut pas être lu par cette page. Revenez à la page et recommencez.",
  },
  413: {
    title: "Envoi trop long",
    text: "Ce qui a été envoyé est plus long que ce que cette page peut lire. Rien n’a été enregistré. Revenez à la page et raccourcissez votre texte, ou envoyez-le en plusieurs fois.",
  },
  500: {
    title: "Une erreur s’est produite de notre côté",
    text: "Rien n’est perdu. Réessayez dans un instant.",
  },
  /** For a form that came too late, or whose sender's role does not allow it. */
  late: {
    title: "Rien n’a été enregistré",
    403: "Votre rôle dans cet établissement ne permet pas, ou plus, de faire cela. Si vous pouviez le faire jusqu’ici, un administrateur vient de modifier votre rôle.",
    404: "Ce que vous vouliez modifier n’existe plus, ou vous n’y avez plus accès. Un collègue l’a peut-être retiré entre-temps.",
  },
  reference: "Si l’erreur revient, donnez-nous cette référence :",
  support: "À qui l’écrire :",
  home: "Revenir à l’accueil",
  retry: "Réessayer",
};
