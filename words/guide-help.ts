import type { GuidePage } from "./guide-pages.ts";

/** The pages about printing, files, and whom to write to. */
export const HELP_GUIDE: GuidePage[] = [
  {
    slug: "telecharger",
    title: "Imprimer, télécharger, ouvrir dans un tableur",
    cases: true,
    summary: "Ce qui s’imprime, ce qui se télécharge, et comment ouvrir un fichier dans Excel.",
    steps: [
      {
        title: "Imprimer une page",
        text: "Utilisez l’impression de votre navigateur (Ctrl\u00a0+\u00a0P)\u00a0: le menu et les boutons ne sont pas imprimés. Les fiches à distribuer d’une campagne et les attestations sont des documents PDF, prêts à imprimer.",
        drawing: "file",
      },
      {
        title: "Télécharger une liste",
        text: "«\u202fTélécharger la liste (CSV)\u202f» est sur la page «\u202fÉlèves\u202f», sur chaque liste d’un import et sur chaque classe d’une campagne. Le fichier contient toutes les lignes qui répondent aux filtres, pas seulement celles de la page affichée.",
        drawing: "export",
      },
      {
        title: "Ouvrir un fichier CSV dans un tableur (Excel, LibreOffice Calc)",
        text: "Les fichiers CSV de ce service s’ouvrent d’un double-clic. N’enregistrez jamais depuis un tableur un fichier que vous devez ensuite importer\u00a0: il remplacerait des dates et supprimerait des zéros.",
        drawing: "numbers",
      },
      {
        title: "Retrouver un fichier que vous avez importé",
        text: "Le fichier importé n’est pas conservé\u00a0: exportez-le à nouveau depuis SIECLE ou Fregata. Les résultats de certification se téléchargent tous ensemble, avec «\u202fTout archiver\u202f».",
        drawing: "archive",
      },
    ],
    note: "Une liste imprimée ou téléchargée contient des données personnelles d’élèves\u00a0: conservez-la en lieu sûr et supprimez-la quand elle n’est plus utile.",
  },
  {
    slug: "contact",
    title: "Obtenir de l’aide, nous contacter",
    cases: true,
    summary: "À qui s’adresser, selon la question, et ce qu’il faut indiquer.",
    steps: [
      {
        title: "Une question sur ce service",
        text: "Cherchez d’abord dans cette documentation. Pour nous écrire, utilisez l’adresse indiquée en bas de cette page. Indiquez l’UAI de l’établissement, la page, ce que vous vouliez faire et la référence affichée s’il y en a une, mais aucun mot de passe et aucun nom d’élève.",
        drawing: "mail",
      },
      {
        title: "Votre accès, ou celui d’un collègue",
        text: "Un administrateur de votre espace peut vous inviter, renvoyer une invitation ou modifier votre rôle. S’il est parti, un personnel de direction peut récupérer l’espace depuis la page de connexion.",
        drawing: "people",
      },
      {
        title: "La boîte fonctionnelle ou l’UAI (RNE) de l’établissement",
        text: "Ils viennent de l’annuaire national\u00a0: l’académie, ou la DRAAF pour l’enseignement agricole, peut les corriger.",
        drawing: "form",
      },
      {
        title: "Une fiche d’élève, un INE, un export",
        text: "La correction se fait dans SIECLE ou dans Fregata. L’assistance de votre académie vous aide pour SIECLE, celle du ministère de l’Agriculture pour Fregata.",
        drawing: "question",
      },
      {
        title: "Le test, le compte Pix d’un élève, le GAR ou l’ENT",
        text: "Ils ne dépendent pas de ce service\u00a0: l’assistance de Pix répond sur le test et les comptes, l’administrateur de l’ENT sur le Médiacentre et le GAR.",
        drawing: "form",
      },
    ],
    note: "Une action paraît bloquée\u202f? Actualisez la page\u00a0: un import, une archive ou un document en préparation continue sans vous.",
  },
];
