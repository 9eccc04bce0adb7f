import { count, formatDate, formatMoment, formatNumber, formatSize } from "./format.ts";
import { ofName } from "./names.ts";

export type AskedFrom = "import" | "certifications";

/** The texts of the pages about the complete archive and the downloads of attestations. */
export const archiveCard = {
  title: {
    certifications: "Garder une copie de tout",
    import: "Garder une copie des résultats de certification",
  },
  text: {
    certifications:
      "Toutes les années, toutes les classes, résultats et attestations, et l’avancement des élèves de chaque campagne, dans un seul fichier .zip.",
    import:
      "Un import n’efface aucun résultat : ceux des années passées restent dans «\u202fCertifications\u202f». Vous pouvez toutefois en télécharger au préalable une archive complète.",
  },
  ask: { certifications: "Tout archiver", import: "Télécharger une archive au préalable" },
  again: "Refaire l’archive",
  waiting: "L’archive va être préparée.",
  running: (done: number, total: number) =>
    `Archive en préparation : ${formatNumber(done)} sur ${count(total, "classe", "classes")}.`,
  bar: "Préparation de l’archive",
  leave: "Vous pouvez quitter cette page, la préparation continue.",
  refresh: "Actualiser la page pour suivre la préparation",
  ready: (createdAt: string, size: number) =>
    `Archive du ${formatMoment(createdAt)}, ${formatSize(size)}.`,
  until: (expiresAt: string) => `Vous pouvez la télécharger jusqu’au ${formatDate(expiresAt)}.`,
  download: "Télécharger l’archive",
  failed: "L’archive n’a pas pu être préparée. L’erreur vient de notre côté.",
  retry: "Réessayer",
};

export const attestationLink = {
  column: "Attestation",
  one: "PDF",
  of: (name: string) => ` de l’attestation ${ofName(name)}`,
  preparing: "Préparation des attestations…",
  running: (done: number, total: number) =>
    `Préparation : ${formatNumber(done)} sur ${count(total, "attestation", "attestations")}`,
  ready: "Le téléchargement commence.",
  offline:
    "La connexion s’est interrompue : les attestations n’ont pas été téléchargées. Une fois la connexion rétablie, cliquez à nouveau.",
  failed: "Les attestations n’ont pas pu être préparées. Réessayez dans un instant.",
};

const LAYOUTS = {
  releve: "Le relevé de chaque élève\u00a0: résultat et seize compétences en détail",
  remise: "L’attestation à remettre en cérémonie\u00a0: nom, niveau et score en grand",
  "remise-releve": "L’attestation à remettre, suivie du relevé en annexe",
};

/** Under the button of the attestations. */
export const attestationOptions = {
  formats: "Résultats en .csv, attestations en .pdf,",
  title: "pour la cérémonie, avec ou sans feuille d’émargement",
  legend: "Ce que contient le document PDF",
  layouts: LAYOUTS,
  signOff: "Avec la feuille d’émargement de chaque classe, à signer à la remise",
  /** What was chosen, when it is not the default. */
  chosen: (layout: keyof typeof LAYOUTS, signOff: boolean) => {
    const parts = [
      layout === "remise" && "à remettre",
      layout === "remise-releve" && "à remettre et relevé",
      signOff && "émargement",
    ].filter(Boolean);
    return parts.length > 0 ? `\u00a0: ${parts.join(", ")}` : "";
  },
};
