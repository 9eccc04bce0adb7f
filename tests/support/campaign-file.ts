/** Results files of campaigns, of invented pupils, as the provider wrote them in each era. */

export type CampaignFileLine = {
  lastName: string;
  firstName: string;
  division?: string;
  /** The values as the file writes them. */
  startedOn?: string;
  sharedOn?: string;
  shared?: boolean;
  progress?: string;
  mastery?: string;
  pix?: string;
};

export const ERAS = ["2020", "2022", "2024", "2026"] as const;
export type CampaignEra = (typeof ERAS)[number];
export type CampaignFileKind = "assessment" | "collection" | "exam";

export type CampaignFileWish = {
  kind?: CampaignFileKind;
  /** 2020: no class, no code · 2022: class, days · 2024: code, moments in UTC · 2026: hours of Paris. */
  era?: CampaignEra;
  code?: string;
  externalId?: string;
  name?: string;
  delimiter?: string;
  school?: string;
};

/** The text of such a file, with a BOM and line feeds. */
export function campaignFileText(lines: CampaignFileLine[], wish: CampaignFileWish = {}): string {
  const { kind = "assessment", era = "2026", code = "ABCDEF234", externalId = "4242" } = wish;
  const { name = "Rentrée sixième", delimiter = ";", school = "Collège des Essais" } = wish;
  const paris = era === "2026";
  const column = (short: string, long: string) => (paris ? `${long} (Europe/Paris)` : short);
  const isCollection = kind === "collection";
  const hasCode = era === "2024" || era === "2026";
  const hasClass = era !== "2020";
  const headers = [
    ...["Nom de l'organisation", "ID Campagne", ...(hasCode ? ["Code"] : [])],
    "Nom de la campagne",
    ...(isCollection
      ? []
      : [era === "2020" || era === "2022" ? "Nom du Profil Cible" : "Parcours"]),
    ...["Nom du Participant", "Prénom du Participant", ...(hasClass ? ["Classe"] : [])],
    ...(isCollection
      ? [
          ...["Envoi (O/N)", column("Date de l'envoi", "Date et heure de l'envoi")],
          ...["Nombre de pix total", "Certifiable (O/N)", "Nombre de compétences certifiables"],
        ]
      : [
          ...(kind === "exam" ? [] : ["% de progression"]),
          ...[column("Date de début", "Date et heure de début"), "Partage (O/N)"],
          column("Date du partage", "Date et heure du partage"),
          "% maitrise de l'ensemble des acquis du profil",
        ]),
  ];
  const rows = lines.map((line) => {
    const shared = line.shared ?? false;
    const when = shared ? (line.sharedOn ?? "") : "NA";
    return [
      ...[school, externalId, ...(hasCode ? [code] : []), name],
      ...(isCollection ? [] : ["Parcours de rentrée"]),
      ...[line.lastName, line.firstName, ...(hasClass ? [line.division ?? ""] : [])],
      ...(isCollection
        ? [shared ? "Oui" : "Non", when, shared ? (line.pix ?? "100") : "NA", "Non", "0"]
        : [
            ...(kind === "exam" ? [] : [line.progress ?? (shared ? "1" : "0,5")]),
            ...[line.startedOn ?? "", shared ? "Oui" : "Non", when],
            shared ? (line.mastery ?? "0,75") : "NA",
          ]),
    ];
  });
  const write = (cells: string[]) =>
    cells.map((cell) => `"${quiet(cell).replaceAll('"', '""')}"`).join(delimiter);
  return `\ufeff${[headers, ...rows].map(write).join("\n")}\n`;
}

export function aCampaignFile(lines: CampaignFileLine[], wish?: CampaignFileWish): Uint8Array {
  return new TextEncoder().encode(campaignFileText(lines, wish));
}

function quiet(cell: string): string {
  return /^[-@=+]/.test(cell) ? `'${cell}` : cell;
}
