/** CSV files of the shape of the *Annuaire de l'éducation*, of invented schools. */

export const DIRECTORY_HEADER = [
  "Identifiant_de_l_etablissement",
  "Nom_etablissement",
  "Type_etablissement",
  "Statut_public_prive",
  "Code_postal",
  "Nom_commune",
  "Code_academie",
  "Libelle_academie",
  "Mail",
  "Ministere_tutelle",
  "Type_contrat_prive",
  "etat",
];

export type DirectoryRow = {
  uai?: string;
  name?: string;
  type?: string;
  sector?: string;
  mail?: string;
  academy?: string;
  ministry?: string;
  contract?: string;
  state?: string;
};

const LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";

/** The `number`th UAI of a made-up department, with its correct letter. */
export function aUai(number: number): string {
  const digits = String(9_100_000 + number);
  return `${digits}${LETTERS[Number(digits) % LETTERS.length]}`;
}

export function directoryCells(row: DirectoryRow): string[] {
  return [
    row.uai ?? "9100001A",
    row.name ?? "Collège des Essais",
    row.type ?? "Collège",
    row.sector ?? "Public",
    "80000",
    "Amiens",
    "20",
    row.academy ?? "Amiens",
    row.mail ?? "",
    row.ministry ?? "MINISTERE DE L'EDUCATION NATIONALE",
    row.contract ?? "SANS OBJET",
    row.state ?? "OUVERT",
  ];
}

/** A whole file; cells are quoted where needed. */
export function aDirectory(
  rows: DirectoryRow[],
  options: { delimiter?: ";" | ","; header?: string[] } = {},
): string {
  const { delimiter = ";", header = DIRECTORY_HEADER } = options;
  const quoted = (cell: string) =>
    /[";,\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return [header, ...rows.map(directoryCells)]
    .map((cells) => `${cells.map(quoted).join(delimiter)}\r\n`)
    .join("");
}

/** `count` varied schools, the same each time: mostly public collèges and lycées, and some of the other types. */
export function manySchools(count: number): DirectoryRow[] {
  return Array.from({ length: count }, (_, at) => ({
    uai: aUai(at),
    name: at % 11 === 0 ? `Lycée "des Essais"; annexe\n${at}` : `Collège des Essais ${at}`,
    type: at % 3 === 0 ? "Lycée" : at % 97 === 0 ? "EREA" : "Collège",
    sector: at % 5 === 0 ? "Privé" : "Public",
    contract: at % 5 === 0 ? "CONTRAT D'ASSOCIATION TOUTES CLASSES" : "SANS OBJET",
    ministry: at % 14 === 0 ? "MINISTERE DE L'AGRICULTURE" : "MINISTERE DE L'EDUCATION NATIONALE",
    mail: at % 4 === 0 ? "" : `ce.${aUai(at).toLowerCase()}@ac-essai.test`,
    state: at % 50 === 0 ? "FERME" : "OUVERT",
  }));
}
