import type { GuidePage } from "./guide-pages.ts";

/** The pages about the campaigns of the start of the year. */
export const CAMPAIGN_GUIDE: GuidePage[] = [
  {
    slug: "campagnes-creer",
    title: "Créer les campagnes de la rentrée",
    summary: "Toutes les campagnes de l’année en une fois, avec leurs codes.",
    steps: [
      {
        title: "Importez d’abord la base élèves de l’année",
        text: "Les campagnes sont proposées pour les niveaux de la base, avec le nombre d’élèves et de classes de chacun. Les SEGPA sont à part.",
        drawing: "drop",
      },
      {
        title: "Créez les campagnes sur Pix",
        text: "Le test, son parcours et son code sont ceux de Pix\u00a0: ouvrez la page de création de campagne avec votre compte, et créez une campagne par niveau. Le lien est en haut de la page «\u202fCampagnes\u202f».",
        drawing: "form",
      },
      {
        title: "Choisissez «\u202fCréer les campagnes de la rentrée\u202f»",
        text: "Ce que le programme de l’année demande est déjà coché\u00a0: parcours de rentrée, attestation 6e, Pix IA, collecte de profils. Une campagne sans code est enregistrée « à compléter ».",
        drawing: "menu",
      },
      {
        title: "Collez tous les codes dans la même case",
        text: "Un par ligne, avec le niveau quelque part dans la ligne, ou le lien qui se termine par le code. « Vérifier » affiche ce qui sera enregistré ; une erreur indique sa ligne.",
        drawing: "errors",
      },
    ],
    note: "Rien n’est créé deux fois\u00a0: refaire la même liste, à un ou à deux administrateurs, ne change rien.",
  },
  {
    slug: "campagnes-distribuer",
    title: "Distribuer les codes d’une campagne",
    summary: "Le code, le lien et le QR code, à projeter, à copier ou à imprimer.",
    steps: [
      {
        title: "Ouvrez la campagne",
        text: "Son code, son lien et son QR code sont en haut de la page. Le lien mène directement à Pix, sans page intermédiaire.",
        drawing: "form",
      },
      {
        title: "Copiez le code ou le lien",
        text: "Dans l’ENT, le cahier de textes ou un message aux familles. Un code n’est pas secret\u00a0: seuls les élèves de la base peuvent participer.",
        drawing: "export",
      },
      {
        title: "Faites passer le test en classe",
        text: "Une séance en salle informatique suffit habituellement. À la fin, chaque élève doit envoyer ses résultats\u00a0: sans cela, rien n’est reçu.",
        drawing: "people",
      },
    ],
    note: "Si votre établissement est relié au GAR, les élèves entrent par l’ENT ou le Médiacentre, puis saisissent le code.",
  },
  {
    slug: "campagnes-resultats",
    title: "Obtenir et déposer le fichier de résultats",
    summary: "Où télécharger le fichier d’une campagne, et ce qui se passe quand vous le déposez.",
    steps: [
      {
        title: "Téléchargez le fichier depuis Pix",
        text: "Sur Pix, ouvrez la campagne, puis «\u202fExporter les résultats (.csv)\u202f». Il y a un fichier par campagne.",
        drawing: "export",
      },
      {
        title: "Déposez-le sur la page «\u202fCampagnes\u202f»",
        text: "Plusieurs à la fois si vous le souhaitez, tels que téléchargés\u00a0: chacun est reconnu à ses en-têtes. Un fichier dont le code est inconnu crée sa campagne, après votre accord.",
        drawing: "drop",
      },
      {
        title: "Rattachez les lignes qui n’ont pas été reconnues",
        text: "Un nom qui n’est pas exactement celui d’un élève de la classe n’est jamais deviné\u00a0: indiquez l’élève, « personne de la base élèves », ou un compte du personnel. La réponse vaut pour toute l’année.",
        drawing: "question",
      },
      {
        title: "Annulez un fichier déposé par erreur",
        text: "Le dernier fichier peut être annulé, une fois, en bas de la page. Vos réponses sont conservées.",
        drawing: "undo",
      },
    ],
    note: "Déposer deux fois le même fichier ne change rien, et un fichier plus ancien n’enlève rien. Un fichier où aucun élève n’est reconnu est refusé\u00a0: c’est souvent celui d’un autre établissement.",
  },
  {
    slug: "campagnes-suivre",
    title: "Suivre qui n’a pas commencé",
    summary: "Lire l’avancement par niveau, par classe et par élève, et relancer.",
    steps: [
      {
        title: "Lisez les quatre nombres",
        text: "Pas commencé\u202f; commencé\u202f; terminé, non envoyé\u202f; reçu. Leur somme est le nombre d’élèves attendus. La date et le fichier d’où ils viennent sont indiqués.",
        drawing: "numbers",
      },
      {
        title: "Regardez d’abord les classes qui n’ont pas commencé",
        text: "Elles sont en tête, puis viennent les autres dans l’ordre des classes\u00a0: aucune n’est classée par résultat.",
        drawing: "progress",
      },
      {
        title: "Ouvrez une classe",
        text: "La liste des élèves à relancer s’imprime, se copie ou se télécharge. Un e-mail aux collègues leur donne le lien du suivi, sans aucun nom.",
        drawing: "mail",
      },
      {
        title: "Corrigez qui est attendu",
        text: "Un élève arrivé est attendu dès l’import, un changement de classe suit, un élève parti qui avait répondu reste sous «\u202fpartis\u202f». Pour un dispositif ULIS ou un demi-groupe, un administrateur ajoute ou retire une classe ou un élève.",
        drawing: "people",
      },
      {
        title: "Archivez l’année",
        text: "Dans «\u202fAnnées archivées\u202f»\u00a0: les nombres et les listes ne changent plus.",
        drawing: "archive",
      },
    ],
    note: "Les membres voient l’état de chaque élève. Les taux de maîtrise et les pix ne sont affichés qu’aux administrateurs.",
  },
  {
    slug: "campagnes-connexion",
    title: "Un élève ne peut pas se connecter à Pix",
    cases: true,
    summary:
      "Mot de passe oublié, élève non reconnu, compte déjà utilisé\u00a0: ce que l’établissement peut faire, et où.",
    steps: [
      {
        title: "Il a oublié son mot de passe",
        text: "Le compte est celui de Pix\u00a0: un administrateur ou un membre lui donne un mot de passe provisoire depuis la liste des élèves, sur Pix. Avec l’ENT ou ÉduConnect, c’est leur propre page «\u202fmot de passe oublié\u202f» ou l’administrateur de l’ENT.",
        drawing: "form",
      },
      {
        title: "«\u202fVous n’êtes pas inscrit(e) dans cet établissement\u202f»",
        text: "Le nom, le prénom et la date de naissance saisis doivent être ceux de SIECLE ou de Fregata. Vérifiez sa fiche dans «\u202fÉlèves\u202f»\u202f; s’il vient d’arriver, importez à nouveau la base sur Pix et ici.",
        drawing: "errors",
      },
      {
        title: "Un message avec un code, comme R11 ou S51",
        text: "Cet élève a déjà un compte Pix, ici ou dans un autre établissement\u00a0: il doit l’utiliser. L’adresse ou l’identifiant est affiché en partie\u202f; l’assistance de Pix explique chaque code.",
        drawing: "question",
      },
      {
        title: "Le code est refusé",
        text: "Vérifiez-le sur la page de la campagne\u00a0: six lettres et trois chiffres. Une campagne archivée sur Pix n’accepte plus de participants.",
        drawing: "file",
      },
      {
        title: "Il n’a pas d’INE",
        text: "Un élève sans INE véritable n’est pas importé. C’est le répertoire national (RNIE) qui attribue l’INE : vérifiez la demande dans SIECLE ou Fregata, puis importez à nouveau la base.",
        drawing: "people",
      },
    ],
    note: "Ce service ne connaît aucun mot de passe d’élève et ne peut pas en changer.",
  },
];
