import { ACCESS_GUIDE } from "./guide-access.ts";
import { CAMPAIGN_GUIDE } from "./guide-campaigns.ts";
import { HELP_GUIDE } from "./guide-help.ts";
import type { GuidePage } from "./guide-pages.ts";

/** The pages that explain each task, in the order of a school year. */
export const GUIDE: GuidePage[] = [
  {
    slug: "rentree",
    title: "La rentrée, étape par étape",
    summary: "Les six choses à faire en septembre, dans l’ordre qui convient.",
    steps: [
      {
        title: "Ouvrez l’espace de votre établissement",
        text: "Un personnel de direction l’active, ou le récupère, à l’aide de la boîte fonctionnelle de l’établissement.",
        drawing: "mail",
      },
      {
        title: "Invitez au moins un second administrateur",
        text: "Si vous quittez l’établissement, une autre personne conservera l’accès à l’espace.",
        drawing: "people",
      },
      {
        title: "Conservez les résultats de certification",
        text: "Ils conservent l’année et la classe où ils ont été obtenus : l’import de la base n’efface aucun résultat.",
        drawing: "archive",
      },
      {
        title: "Importez la base élèves",
        text: "Exportez le fichier de SIECLE ou de Fregata, puis déposez-le sur la page « Importer des élèves ».",
        drawing: "drop",
      },
      {
        title: "Créez les campagnes de la rentrée",
        text: "Tous les codes se collent en une fois\u202f; la page « Campagnes » indique ensuite qui n’a pas commencé, classe par classe.",
        drawing: "form",
      },
      {
        title: "Vérifiez les départs",
        text: "Les élèves qui ne sont plus importés du fichier sont désactivés, chacun avec son motif : absent du fichier, parti, sans classe. Leur compte n’est pas impacté.",
        drawing: "numbers",
      },
    ],
    note: "La page d’accueil de votre espace indique les étapes faites et celles qui restent.",
  },
  {
    slug: "activer",
    title: "Activer ou récupérer l’espace",
    summary: "Accéder à l’espace la première fois, ou quand l’administrateur est parti.",
    steps: [
      {
        title: "Ouvrez « Activez ou récupérez votre espace »",
        text: "La page de connexion y mène. Elle est destinée aux personnels de direction.",
        drawing: "menu",
      },
      {
        title: "Saisissez l’UAI de l’établissement, votre prénom et votre nom",
        text: "L’UAI (l’ancien RNE) est le numéro de l’établissement : 7 chiffres et une lettre. Choisissez « Confirmer ». Aucune adresse ne vous est demandée : l’e-mail est envoyé à la boîte fonctionnelle de l’établissement.",
        drawing: "form",
      },
      {
        title: "Ouvrez le lien reçu par l’établissement",
        text: "Ce lien est valable 7 jours et ne peut être utilisé qu’une fois. Si vous ne recevez rien, vérifiez le dossier des courriers indésirables.",
        drawing: "mail",
      },
      {
        title: "Inscrivez-vous, ou connectez-vous",
        text: "Vous devenez administrateur de l’espace. Les autres membres conservent leur accès.",
        drawing: "people",
      },
    ],
    note: "Vous avez seulement oublié votre mot de passe ? Choisissez plutôt « Mot de passe oublié ? » sur la page de connexion.",
  },
  {
    slug: "inviter",
    title: "Inviter des collègues",
    summary: "Donner un accès, choisir un rôle, retirer un accès.",
    steps: [
      {
        title: "Ouvrez « Équipe », puis « Inviter un membre »",
        text: "Seul un administrateur peut inviter.",
        drawing: "menu",
      },
      {
        title: "Saisissez l’adresse de votre collègue et choisissez son rôle",
        text: "Un membre voit les élèves. Un administrateur peut aussi importer, conserver les résultats et gérer l’équipe.",
        drawing: "form",
      },
      {
        title: "Votre collègue ouvre le lien reçu par e-mail",
        text: "En attendant, son invitation est dans l’onglet « Invitations » : vous pouvez la renvoyer ou l’annuler.",
        drawing: "mail",
      },
      {
        title: "Modifiez un rôle ou supprimez un accès quand c’est nécessaire",
        text: "« Modifier le rôle » et « Supprimer » sont en face de chaque membre. Le dernier administrateur ne peut être ni supprimé ni changé de rôle : désignez-en d’abord un autre.",
        drawing: "people",
      },
    ],
    note: "Un même compte peut servir dans deux établissements ou plus : on passe de l’un à l’autre en haut à droite.",
  },
  {
    slug: "archiver",
    title: "Conserver et archiver les certifications",
    summary: "Conserver les résultats de chaque année, remettre les attestations.",
    steps: [
      {
        title: "Ouvrez « Certifications »",
        text: "La page est réservée aux administrateurs. Choisissez « Ajouter un fichier de résultats » : le fichier .csv d’une classe, exporté de Pix Orga, ou celui d’une session, remis par Pix. Tel que reçu, de n’importe quelle année.",
        drawing: "menu",
      },
      {
        title: "Rattachez les résultats qui n’ont pas été reconnus",
        text: "Leur élève ou leur classe n’a pas pu être reconnu avec certitude. Avec « Rattacher ces résultats », indiquez à quel élève correspond chacun, conservez-le hors de la base, ou écartez-le. Un résultat qui n’est pas rattaché est supprimé au bout de 30 jours.",
        drawing: "question",
      },
      {
        title: "Choisissez l’année, et une classe si vous le voulez",
        text: "« Exporter les résultats » donne le fichier CSV, « Télécharger les attestations » le fichier PDF.",
        drawing: "form",
      },
      {
        title: "Ou choisissez « Tout archiver »",
        text: "Un seul fichier contient chaque classe de chaque année, rangée dans son dossier.",
        drawing: "archive",
      },
    ],
    note: "Rien ne presse : les résultats restent disponibles après l’import de la nouvelle base, pour la cérémonie républicaine par exemple.",
  },
  {
    slug: "siecle",
    title: "Obtenir le fichier dans SIECLE",
    summary: "Pour les collèges et les lycées de l’Éducation nationale.",
    steps: [
      {
        title: "Ouvrez SIECLE-BEE",
        text: "Vérifiez l’établissement et l’année scolaire affichés.",
        drawing: "menu",
      },
      {
        title: "Choisissez « Exportations », puis « En XML »",
        text: "La liste des exports proposés s’affiche.",
        drawing: "export",
      },
      {
        title: "Choisissez « Élèves sans adresse »",
        text: "Enregistrez le fichier proposé, sans le renommer si possible.",
        drawing: "file",
      },
      {
        title: "Importez ce fichier tel quel",
        text: "Le .zip ou le .xml, sans l’ouvrir dans un autre logiciel : l’enregistrer à nouveau l’altérerait. La liste d’un logiciel de vie scolaire (Pronote, ÉcoleDirecte) ne convient pas.",
        drawing: "drop",
      },
    ],
    note: "Une affectation de classe saisie aujourd’hui peut n’apparaître dans l’export que demain.",
  },
  {
    slug: "fregata",
    title: "Obtenir le fichier dans Fregata",
    summary: "Pour les établissements du ministère de l’Agriculture.",
    steps: [
      {
        title: "Ouvrez Fregata",
        text: "Vérifiez l’établissement affiché : le fichier ne comporte pas l’UAI.",
        drawing: "menu",
      },
      {
        title: "Choisissez « Export CSV vers Pix »",
        text: "Enregistrez le fichier proposé.",
        drawing: "export",
      },
      {
        title: "Importez ce fichier .csv tel quel",
        text: "Sans l’ouvrir dans un tableur (Excel, LibreOffice) : l’enregistrer à nouveau altérerait les accents et les dates.",
        drawing: "drop",
      },
    ],
    note: "Les colonnes peuvent être dans un autre ordre ; leurs titres ne doivent pas changer.",
  },
  {
    slug: "importer",
    title: "Importer et suivre l’import",
    summary: "Déposer le fichier, suivre l’avancement, lire le résultat, revenir en arrière.",
    steps: [
      {
        title: "Ouvrez « Élèves », puis « Importer la liste »",
        text: "Seul un administrateur peut importer. Choisissez le fichier, ou déposez-le sur la page. Vous pouvez demander à afficher les changements avant de les appliquer.",
        drawing: "drop",
      },
      {
        title: "Suivez l’avancement",
        text: "Il s’affiche sans actualiser la page, sur toutes les pages de l’établissement. Vous pouvez quitter la page : l’import continue.",
        drawing: "progress",
      },
      {
        title: "Confirmez si le service vous le demande",
        text: "Un import est en attente de confirmation si le fichier est d’une autre année scolaire, plus ancien que le dernier importé, contient peu d’élèves de votre base, en désactiverait plus de la moitié, ou si vous avez demandé à afficher les changements au préalable. La page indique ce qui changerait, élève par élève : rien n’est appliqué tant que vous n’avez pas choisi de confirmer. Sans réponse, l’import est annulé au bout de 24 heures.",
        drawing: "question",
      },
      {
        title: "Lisez le résultat",
        text: "Ajoutés, modifiés, réactivés, désactivés, non importés : chaque nombre ouvre sa liste.",
        drawing: "numbers",
      },
      {
        title: "Revenez en arrière si besoin",
        text: "« Annuler cet import » rétablit la base telle qu’elle était avant le dernier import.",
        drawing: "undo",
      },
    ],
    note: "L’import est à refaire à chaque arrivée et à chaque départ d’élève. Un élève qui revient retrouve son historique.",
  },
  {
    slug: "erreurs",
    title: "Lire les erreurs d’un fichier",
    summary: "Comprendre ce qui est refusé, et le corriger dans SIECLE ou dans Fregata.",
    steps: [
      {
        title: "Lisez les erreurs, rangées par motif",
        text: "Chaque erreur nomme l’élève, la ligne et le champ. La liste se télécharge au format CSV.",
        drawing: "errors",
      },
      {
        title: "Corrigez dans SIECLE ou dans Fregata",
        text: "Jamais dans le fichier : la correction serait perdue au prochain export.",
        drawing: "form",
      },
      {
        title: "Exportez et importez à nouveau",
        text: "Tant qu’il reste une erreur, rien ne change dans votre base.",
        drawing: "drop",
      },
    ],
    note: "Certains élèves ne sont pas importés sans que ce soit une erreur : voir « Pourquoi un élève n’est pas importé ».",
  },
  {
    slug: "non-importes",
    title: "Pourquoi un élève n’est pas importé",
    summary: "Quatre motifs, qui n’empêchent pas d’importer les autres élèves.",
    steps: [
      {
        title: "Ouvrez la liste des élèves non importés",
        text: "Elle s’affiche après chaque import, avec le motif de chacun.",
        drawing: "numbers",
      },
      {
        title: "Lisez le motif",
        text: "Dans un fichier de SIECLE, un INE vide ou une classe vide n’est pas une erreur : seul cet élève n’est pas importé. Dans un fichier de Fregata, c’est une erreur, à corriger avant d’importer.",
        drawing: "errors",
      },
    ],
    note: "Une fois la cause corrigée, exportez et importez à nouveau : l’élève sera ajouté.",
  },
  ...CAMPAIGN_GUIDE,
  ...ACCESS_GUIDE,
  ...HELP_GUIDE,
];
