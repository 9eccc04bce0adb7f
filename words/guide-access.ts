import type { GuidePage } from "./guide.ts";

/** The pages about the person’s own account, the links of our mails, and the journal. */
export const ACCESS_GUIDE: GuidePage[] = [
  {
    slug: "compte",
    title: "Mon compte et la double authentification",
    summary: "Changer son mot de passe, fermer une session, protéger son compte par un code.",
    steps: [
      {
        title: "Ouvrez « Mon compte »",
        text: "Le lien est dans le menu à votre nom, en haut à droite. Un seul compte suffit, même pour deux établissements ou plus.",
        drawing: "menu",
      },
      {
        title: "Vérifiez votre adresse et vos sessions",
        text: "Tant que votre adresse est « À confirmer », les invitations qui lui sont envoyées ne peuvent pas être acceptées : choisissez « Recevoir le message à nouveau ». Fermez les sessions que vous ne reconnaissez pas, puis changez votre mot de passe.",
        drawing: "form",
      },
      {
        title: "Choisissez « Activer la double authentification »",
        text: "Donnez votre mot de passe, visez le carré avec une application d’authentification de votre téléphone, puis entrez le code à 6 chiffres qu’elle affiche. À chaque connexion, un tel code vous est demandé après le mot de passe.",
        drawing: "people",
      },
      {
        title: "Gardez vos dix codes de récupération",
        text: "Ils ne sont affichés qu’une fois. Imprimez-les ou téléchargez-les, et gardez-les hors du téléphone : chacun remplace une seule fois le code à 6 chiffres.",
        drawing: "file",
      },
      {
        title: "Vous avez perdu ou changé votre téléphone",
        text: "Connectez-vous avec un code de récupération. Dans « Gérer la double authentification », désactivez-la, puis activez-la avec le nouveau téléphone.",
        drawing: "undo",
      },
    ],
    note: "Choisir un nouveau mot de passe ne désactive pas la double authentification. Après trop de codes faux à la suite, attendez un quart d’heure.",
  },
  {
    slug: "liens",
    title: "Un lien ne s’ouvre plus",
    cases: true,
    summary:
      "Lien expiré, déjà servi, remplacé, annulé, ou envoyé à une autre adresse : que faire.",
    steps: [
      {
        title: "« Ce lien a expiré »",
        text: "Un lien d’activation ou d’invitation sert pendant sept jours, un lien de mot de passe pendant une heure. Pour une invitation, un administrateur la renvoie depuis « Équipe », onglet « Invitations », « Renvoyer ». Pour le reste, refaites la demande.",
        drawing: "progress",
      },
      {
        title: "« Ce lien a déjà servi »",
        text: "Un lien sert une seule fois. Si c’est vous qui l’avez suivi, connectez-vous. Sinon, prévenez un administrateur de l’établissement.",
        drawing: "errors",
      },
      {
        title: "« Ce lien a été remplacé »",
        text: "Renvoyer une invitation ou refaire une demande remplace le lien précédent. Cherchez le dernier message, aussi parmi les messages indésirables.",
        drawing: "mail",
      },
      {
        title: "« Ce lien a été annulé »",
        text: "Un administrateur l’a retiré, la personne qui vous invitait a été retirée de l’équipe, ou la boîte fonctionnelle a changé. Demandez une nouvelle invitation ; si vous dirigez l’établissement, refaites une demande.",
        drawing: "undo",
      },
      {
        title: "L’invitation a été envoyée à une autre adresse",
        text: "Créez le compte avec l’adresse invitée. Si vous avez déjà un compte, connectez-vous avec lui et cochez la case de confirmation : la personne qui vous a invité(e) en est informée.",
        drawing: "question",
      },
    ],
    note: "« Ouvrez à nouveau le lien de votre message » : un quart d’heure a passé depuis que vous l’avez suivi, suivez-le une nouvelle fois. « Ce lien n’est pas reconnu » : copiez l’adresse entière du message.",
  },
  {
    slug: "journal",
    title: "Le journal",
    summary: "Qui a fait quoi dans l’espace de l’établissement, qui le lit, comment l’emporter.",
    steps: [
      {
        title: "Ouvrez « Journal »",
        text: "La page est réservée aux administrateurs. Les lignes sont gardées douze mois, et personne ne peut les modifier.",
        drawing: "menu",
      },
      {
        title: "Lisez ce qui s’est passé",
        text: "Imports de la base, demandes d’activation, invitations, arrivées, rôles et départs, résultats ajoutés ou exportés, attestations, archives, listes d’élèves exportées, INE affichés, accès refusés. Aucun élève n’y est nommé.",
        drawing: "numbers",
      },
      {
        title: "Filtrez par sujet, par personne ou par période",
        text: "Les jours choisis dans « Du » et « Au » sont compris. La personne « Service » réunit ce qui n’a pas été fait depuis un compte, comme une demande d’activation.",
        drawing: "form",
      },
      {
        title: "Emportez-le avec « Télécharger en CSV »",
        text: "Le fichier contient toutes les lignes qui répondent aux filtres, pas seulement celles de la page affichée.",
        drawing: "archive",
      },
    ],
    note: "Ce qui ne touche que votre compte (connexion, mot de passe, double authentification) n’est pas dans le journal d’un établissement.",
  },
];
