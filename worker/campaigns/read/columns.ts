import { nameKey } from "../../pupils/name-key.ts";
import { headerKey } from "../../school-files/header-key.ts";

/**
 * Headers of the results files of a campaign, in every era. Source: `docs/domain/campaigns.md` 2.2.
 */
const HEADERS = {
  externalId: ["ID Campagne"],
  code: ["Code", "Code campagne", "Code de la campagne"],
  campaign: ["Nom de la campagne"],
  lastName: ["Nom du Participant"],
  firstName: ["Prénom du Participant"],
  division: ["Classe"],
  progress: ["% de progression"],
  startedOn: ["Date de début", "Date et heure de début (Europe/Paris)"],
  shared: ["Partage (O/N)"],
  sharedOn: ["Date du partage", "Date et heure du partage (Europe/Paris)"],
  mastery: [
    "% maitrise de l'ensemble des acquis du profil",
    "% de maitrise de l'ensemble des acquis du profil",
  ],
  sent: ["Envoi (O/N)"],
  sentOn: ["Date de l'envoi", "Date et heure de l'envoi (Europe/Paris)"],
  pix: ["Nombre de pix total"],
} as const;

export type ColumnName = keyof typeof HEADERS;
export type Places = Partial<Record<ColumnName, number>>;

/** `exam`: an assessment without progress. */
export type FileKind = "assessment" | "collection" | "exam";
export type Layout = { kind: FileKind; places: Places; width: number };

const NAME_OF = new Map<string, ColumnName>();
for (const [name, headers] of Object.entries(HEADERS)) {
  if (isColumnName(name)) for (const header of headers) NAME_OF.set(keyOf(header), name);
}

/** How many headers are known: the way of reading a header row that finds most is the right one. */
export function countColumns(cells: readonly string[]): number {
  return cells.filter((cell) => NAME_OF.has(keyOf(cell))).length;
}

/** The columns of a header row, in any order; null when it is not the header of a results file. */
export function readLayout(cells: readonly string[]): Layout | null {
  const places: Places = {};
  for (const [at, cell] of cells.entries()) {
    const name = NAME_OF.get(keyOf(cell));
    if (name && places[name] === undefined) places[name] = at;
  }
  const has = (...names: ColumnName[]) => names.every((name) => places[name] !== undefined);
  if (!has("lastName", "firstName") || !(has("code") || has("externalId"))) return null;
  const width = cells.findLastIndex((cell) => cell.trim() !== "") + 1;
  if (has("sent")) return { kind: "collection", places, width };
  if (!has("shared")) return null;
  return { kind: has("progress") ? "assessment" : "exam", places, width };
}

/** Accents are ignored too: the provider wrote « maitrise » without its accent. */
function keyOf(header: string): string {
  return nameKey(headerKey(header).replace(/^'/, ""));
}

function isColumnName(name: string): name is ColumnName {
  return Object.hasOwn(HEADERS, name);
}
