/** What only the one who runs an installation can say; empty when it is not configured. */
export type Operator = {
  name: string;
  address: string;
  director: string;
  host: string;
  dpo: string;
  support: string;
};

/** One paragraph, or a list. */
export type LegalPart = { title: string; paragraphs?: string[]; list?: string[] };
export type LegalText = { title: string; intro: string; parts: LegalPart[] };

const TO_FILL = "à renseigner par l’exploitant";

function told(value: string): string {
  return value.trim() || TO_FILL;
}

export const legal = {
  back: "Revenir à l’accueil",
  missing: "Certaines informations de cette page restent à renseigner par l’exploitant du service.",
};

/** True when the page shows a field that nobody filled in. */
export function hasMissing(text: LegalText): boolean {
  return JSON.stringify(text).includes(TO_FILL);
}

export function legalNotice(operator: Operator): LegalText {
  return {
    title: "Mentions légales",
    intro: "Qui publie ce service, qui l’héberge, et comment nous joindre.",
    parts: [
      {
        title: "Éditeur",
        list: [
          `Nom : ${told(operator.name)}`,
          `Adresse : ${told(operator.address)}`,
          `Responsable de la publication : ${told(operator.director)}`,
          `Contact : ${told(operator.support)}`,
        ],
      },
      { title: "Hébergeur", paragraphs: [told(operator.host)] },
      {
        title: "Contenus",
        paragraphs: [
          "Les textes, les dessins et le code de ce service ont été faits pour lui. La police de caractères est Atkinson Hyperlegible Next (licence SIL Open Font), les icônes sont celles de Lucide (licence ISC).",
          "SIECLE et Fregata sont des applications des ministères chargés de l’éducation nationale et de l’agriculture : ce service lit leurs fichiers, il n’en fait pas partie.",
        ],
      },
    ],
  };
}

export function privacyNotice(operator: Operator): LegalText {
  return {
    title: "Données personnelles",
    intro:
      "Ce que ce service garde de vous et des élèves, pourquoi, pendant combien de temps, et comment exercer vos droits.",
    parts: [
      {
        title: "Qui est responsable",
        paragraphs: [
          `Ce service est exploité par ${told(operator.name)}. Chaque établissement décide des fichiers qu’il importe et des personnes à qui il donne accès.`,
          `Délégué à la protection des données : ${told(operator.dpo)}.`,
        ],
      },
      {
        title: "Ce qui est gardé",
        list: [
          "Des personnes de l’établissement : prénom, nom, adresse e-mail, empreinte du mot de passe, rôle, dates de connexion et actions sensibles (journal).",
          "Des élèves : identité, date et lieu de naissance, sexe, INE, MEF, statut et classe, tels que le fichier de l’établissement les donne.",
          "Des certifications : les résultats que l’établissement importe, avec l’année et la classe où ils ont été obtenus.",
        ],
      },
      {
        title: "Pourquoi",
        paragraphs: [
          "Tenir à jour la liste des élèves de l’établissement et conserver leurs résultats de certification. Rien n’est vendu, ni utilisé pour de la publicité. Aucun outil de mesure d’audience n’est présent.",
        ],
      },
      {
        title: "Pendant combien de temps",
        list: [
          "Le fichier importé : supprimé dès que l’import est terminé ; un jour s’il n’a pas abouti.",
          "Les erreurs et les élèves non importés : trente jours, ou jusqu’au succès suivant.",
          "Ce que les imports ont changé, et le journal : douze mois.",
          "Les messages envoyés : trente jours.",
          "Les élèves et leurs résultats : tant que l’établissement utilise le service. Un élève qui part est désactivé, et son historique reste.",
        ],
      },
      {
        title: "Où",
        paragraphs: [
          `Chez l’hébergeur : ${told(operator.host)}. La base, les fichiers et les suivis d’import sont créés dans l’Union européenne.`,
        ],
      },
      {
        title: "Cookies",
        paragraphs: [
          "Un seul cookie sert à vous reconnaître une fois connecté ; il disparaît quand vous vous déconnectez, ou au bout de huit heures. Un second, de quinze minutes, est posé quand vous suivez un lien reçu par message. Aucun autre : c’est pourquoi aucun bandeau ne vous est montré.",
        ],
      },
      {
        title: "Vos droits",
        paragraphs: [
          `Vous pouvez demander à voir, corriger ou effacer ce qui vous concerne, ou vous y opposer, auprès du délégué à la protection des données (${told(operator.dpo)}) ou du chef d’établissement. Pour un élève, la correction se fait dans SIECLE ou dans Fregata, puis par un nouvel import.`,
          "Si la réponse ne vous convient pas, vous pouvez saisir la Commission nationale de l’informatique et des libertés (CNIL).",
        ],
      },
    ],
  };
}

export function termsOfUse(operator: Operator): LegalText {
  return {
    title: "Conditions d’utilisation",
    intro: "Ce que vous pouvez attendre de ce service, et ce qu’il attend de vous.",
    parts: [
      {
        title: "À qui il s’adresse",
        paragraphs: [
          "Aux personnels des collèges, des lycées et des établissements agricoles, dans l’espace de leur établissement. L’espace est activé par la boîte fonctionnelle de l’établissement, ou rejoint sur invitation d’un administrateur.",
        ],
      },
      {
        title: "Votre compte",
        list: [
          "Un compte est personnel : ne prêtez ni votre adresse ni votre mot de passe.",
          "Un administrateur donne et retire les accès de son établissement. Il retire celui d’une personne qui part.",
          "Les actions sensibles sont inscrites dans un journal que les administrateurs peuvent lire.",
        ],
      },
      {
        title: "Ce que vous importez",
        list: [
          "Importez seulement les fichiers de votre établissement, tels que SIECLE ou Fregata les produit.",
          "N’utilisez les données des élèves que pour les besoins de l’établissement. Les fichiers que vous téléchargez sont sous votre responsabilité.",
        ],
      },
      {
        title: "Ce que fait le service",
        list: [
          "Un import est appliqué en entier ou pas du tout.",
          "Le dernier import peut être annulé.",
          "Un import n’efface aucun résultat de certification.",
          "Le service est fourni en l’état : une interruption pour entretien ou panne reste possible.",
        ],
      },
      {
        title: "Aide",
        paragraphs: [`La documentation est ouverte à tous. Contact : ${told(operator.support)}.`],
      },
    ],
  };
}
