/** What only the operator of an installation can say; empty when it is not configured. */
export type Operator = {
  name: string;
  address: string;
  director: string;
  host: string;
  dpo: string;
  support: string;
};

/** Paragraphs, a list, or named items of several lines each. */
export type LegalPart = {
  title: string;
  paragraphs?: string[];
  list?: string[];
  items?: Array<{ name: string; lines: string[] }>;
};
export type LegalText = { title: string; intro: string; parts: LegalPart[] };

const TO_FILL = "à renseigner par l’exploitant";

/** The operator's value, or that it is missing. */
export function valueOrMissing(value: string): string {
  return value.trim() || TO_FILL;
}

export const legal = {
  back: "Revenir à l’accueil",
  missing: "Certaines informations de cette page restent à renseigner par l’exploitant du service.",
};

/** True when the page shows a field that is not filled in. */
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
          `Nom : ${valueOrMissing(operator.name)}`,
          `Adresse : ${valueOrMissing(operator.address)}`,
          `Responsable de la publication : ${valueOrMissing(operator.director)}`,
          `Contact : ${valueOrMissing(operator.support)}`,
        ],
      },
      { title: "Hébergeur", paragraphs: [valueOrMissing(operator.host)] },
      {
        title: "Contenus",
        paragraphs: [
          "Les textes, les dessins et le code de ce service ont été réalisés pour lui. La police de caractères est Atkinson Hyperlegible Next (licence SIL Open Font), les icônes sont celles de Lucide (licence ISC).",
          "SIECLE et Fregata sont des applications des ministères chargés de l’éducation nationale et de l’agriculture : ce service lit leurs fichiers, sans en faire partie.",
        ],
      },
    ],
  };
}

export function termsOfUse(operator: Operator): LegalText {
  return {
    title: "Conditions d’utilisation",
    intro: "Les engagements de ce service, et ceux des personnes qui l’utilisent.",
    parts: [
      {
        title: "Personnes concernées",
        paragraphs: [
          "Aux personnels des collèges, des lycées et des établissements agricoles, dans l’espace de leur établissement. L’espace est activé par la boîte fonctionnelle de l’établissement, ou rejoint sur invitation d’un administrateur.",
        ],
      },
      {
        title: "Votre compte",
        list: [
          "Un compte est personnel : ne prêtez ni votre adresse ni votre mot de passe.",
          "Un administrateur donne et retire les accès de son établissement. Il retire l’accès d’une personne qui quitte l’établissement.",
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
        paragraphs: [
          `La documentation est ouverte à tous. Contact : ${valueOrMissing(operator.support)}.`,
        ],
      },
    ],
  };
}
