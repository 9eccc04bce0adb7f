import { headerKey, spoiltHeaderKey } from "../../../school-files/header-key.ts";
import type { PupilFields } from "../../records.ts";
import { findHeader } from "./header.ts";

export type Column = {
  field: keyof PupilFields;
  /** The header exactly as Fregata writes it; errors name the column this way. */
  header: string;
  /** Whether the file must have the column. A cell may be required even in an optional column. */
  mandatory: boolean;
};

/** In the order of `docs/domain/import.md` 3; the errors of a line follow the same order. */
export const COLUMNS: readonly Column[] = [
  { field: "ine", header: "Identifiant unique*", mandatory: true },
  { field: "firstName", header: "Premier prénom*", mandatory: true },
  { field: "middleName", header: "Deuxième prénom", mandatory: false },
  { field: "thirdName", header: "Troisième prénom", mandatory: false },
  { field: "lastName", header: "Nom de famille*", mandatory: true },
  { field: "usualName", header: "Nom d'usage", mandatory: false },
  { field: "sex", header: "Code sexe*", mandatory: true },
  { field: "birthDate", header: "Date de naissance (jj/mm/aaaa)*", mandatory: true },
  { field: "birthCityCode", header: "Code commune naissance**", mandatory: false },
  { field: "birthCity", header: "Libellé commune naissance**", mandatory: false },
  { field: "birthDepartment", header: "Code département naissance*", mandatory: true },
  { field: "birthCountry", header: "Code pays naissance*", mandatory: true },
  { field: "status", header: "Statut*", mandatory: true },
  { field: "mef", header: "Code MEF*", mandatory: true },
  { field: "division", header: "Division*", mandatory: true },
];

const PLACE = new Map(COLUMNS.map(({ header }, at) => [headerKey(header), at]));
const SPOILT_PLACE = new Map(COLUMNS.map(({ header }, at) => [spoiltHeaderKey(header), at]));

/** Where each of `COLUMNS` is in the rows of a file: an index, or -1 when the file does not have it. */
export type Places = number[];

/** Maps the columns of a header row. If a column is present twice, the first one is read. */
export function mapColumns(cells: readonly string[]): { places: Places; duplicated: Column[] } {
  const places = COLUMNS.map(() => -1);
  const duplicated = new Set<Column>();
  cells.forEach((cell, index) => {
    const at = PLACE.get(headerKey(cell));
    const column = at === undefined ? undefined : COLUMNS[at];
    if (at === undefined || !column) return;
    if (places[at] === -1) places[at] = index;
    else duplicated.add(column);
  });
  return { places, duplicated: [...duplicated] };
}

export function countColumns(cells: readonly string[]): number {
  return mapColumns(cells).places.filter((place) => place >= 0).length;
}

/** Whether a mandatory column is missing only because its accents were decoded wrongly. */
export function hasSpoiltColumn(cells: readonly string[], places: Places): boolean {
  return cells.some((cell) => {
    const at = /[^\0-\x7f]/.test(cell) ? SPOILT_PLACE.get(spoiltHeaderKey(cell)) : undefined;
    return at !== undefined && places[at] === -1 && COLUMNS[at]?.mandatory;
  });
}

/**
 * Whether the first bytes of a file hold a Fregata header: one known column is enough, in any supported
 * encoding and with any supported delimiter. Distinguishes a CSV from other files before it is stored.
 */
export function looksLikeFregata(head: Uint8Array): boolean {
  const header = findHeader(head, countColumns);
  return header !== null && countColumns(header.cells) > 0;
}
