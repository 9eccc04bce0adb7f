import type { GuidePage } from "./guide-pages.ts";

/** The pages about the person’s own account, the links of our mails, and the journal. */
export const ACCESS_GUIDE: GuidePage[] = [
  {
    slug: "compte",
    title: "Mon compte et la double authentification",
    summary: "Modifier son mot de passe, fermer une session, protéger son compte par un code.",
    steps: [
      {
        title: "Ouvrez « Mon compte »",
        text: "Le lien est dans le menu à votre nom, en haut à droite. Un seul compte suffit, même pour deux établissements ou plus.",
        drawing: "menu",
      },
      {
        title: "Vérifiez votre adresse et vos sessions",
        text: "Tant que votre adresse est « À confirmer », vous ne pouvez pas accepter les invitations qui lui sont envoyées : choisissez « Recevoir l’e-mail à nouveau ». Fermez les sessions que vous ne reconnaissez pas, puis modifiez votre mot de passe.",
        drawing: "form",
      },
      {
        title: "Choisissez « Activer la double authentification »",
        text: "Saisissez votre mot de passe, scannez le QR code avec une application d’authentification de votre téléphone, puis saisissez le code à 6 chiffres qu’elle affiche. À chaque connexion, un tel code vous sera demandé après le mot de passe.",
        drawing: "people",
      },
      {
        title: "Conservez vos dix codes de récupération",
        text: "Ils ne sont affichés qu’une fois. Imprimez-les ou téléchargez-les, et conservez-les ailleurs que sur le téléphone : chacun remplace une seule fois le code à 6 chiffres.",
        drawing: "file",
      },
      {
        title: "Vous avez perdu ou changé votre téléphone",
        text: "Connectez-vous avec un code de récupération. Dans « Gérer la double authentification », désactivez-la, puis activez-la avec le nouveau téléphone.",
        drawing: "undo",
      },
    ],
    note: "Choisir un nouveau mot de passe ne désactive pas la double authentification. Après trop de codes incorrects, patientez 15 minutes.",
  },
  {
    slug: "liens",
    title: "Un lien ne s’ouvre plus",
    cases: true,
    summary:
      "Lien expiré, déjà utilisé, remplacé, annulé, ou envoyé à une autre adresse : que faire.",
    steps: [
      {
        title: "« Ce lien a expiré »",
        text: "Un lien d’activation ou d’invitation est valable 7 jours, un lien de mot de passe une heure. Pour une invitation, un administrateur peut la renvoyer depuis « Équipe », onglet « Invitations », « Renvoyer ». Dans les autres cas, refaites la demande.",
        drawing: "progress",
      },
      {
        title: "« Ce lien a déjà été utilisé »",
        text: "Un lien ne peut être utilisé qu’une fois. Si c’est vous qui l’avez ouvert, connectez-vous. Sinon, prévenez un administrateur de l’espace.",
        drawing: "errors",
      },
      {
        title: "« Ce lien a été remplacé »",
        text: "Renvoyer une invitation ou refaire une demande remplace le lien précédent. Cherchez le dernier e-mail reçu, y compris dans le dossier des courriers indésirables.",
        drawing: "mail",
      },
      {
        title: "« Ce lien a été annulé »",
        text: "Un administrateur l’a annulé, la personne qui vous invitait a été retirée de l’équipe, ou la boîte fonctionnelle a changé. Demandez une nouvelle invitation ; si vous dirigez l’établissement, refaites une demande d’activation.",
        drawing: "undo",
      },
      {
        title: "L’invitation a été envoyée à une autre adresse",
        text: "Créez le compte avec l’adresse invitée. Si vous avez déjà un compte, utilisez-le pour vous connecter et cochez la case de confirmation : la personne qui vous a invité(e) en sera informée.",
        drawing: "question",
      },
    ],
    note: "« Ouvrez à nouveau le lien de votre e-mail » : plus de 15 minutes se sont écoulées depuis son ouverture, ouvrez-le une nouvelle fois. « Ce lien n’est pas reconnu » : copiez l’adresse entière depuis l’e-mail.",
  },
  {
    slug: "journal",
    title: "Le journal",
    summary:
      "L’historique des actions dans l’espace de l’établissement : le lire, le filtrer, l’exporter.",
    steps: [
      {
        title: "Ouvrez « Journal »",
        text: "La page est réservée aux administrateurs. Les lignes sont conservées douze mois et ne sont pas modifiables.",
        drawing: "menu",
      },
      {
        title: "Lisez l’historique",
        text: "Imports de la base, demandes d’activation, invitations, arrivées, rôles et départs, résultats ajoutés ou exportés, attestations, archives, listes d’élèves exportées, INE affichés, accès refusés. Aucun élève n’y est nommé.",
        drawing: "numbers",
      },
      {
        title: "Filtrez par sujet, par personne ou par période",
        text: "Les jours choisis dans « Du » et « Au » sont compris. La personne « Service » réunit ce qui n’a pas été fait depuis un compte, comme une demande d’activation.",
        drawing: "form",
      },
      {
        title: "Exportez-le avec « Télécharger en CSV »",
        text: "Le fichier contient toutes les lignes qui répondent aux filtres, pas seulement celles de la page affichée.",
        drawing: "archive",
      },
    ],
    note: "Ce qui ne concerne que votre compte (connexion, mot de passe, double authentification) ne figure pas dans le journal d’un établissement.",
  },
];
