import { headerKey } from "./header-key.ts";
import { openCsv } from "./open-csv.ts";
import type { OtherFile } from "./other-files.ts";

/** Columns that only this file has together, as `headerKey` returns them. */
const KNOWN: [OtherFile, string[]][] = [
  ["fregata", ["identifiant unique", "premier prénom"]],
  ["results", ["numéro de certification", "date de passage de la certification"]],
  ["campaign-results", ["nom de la campagne", "nom du participant"]],
  ["pupil-list", ["niveau", "désactivé le", "motif"]],
];
const ALL = new Set(KNOWN.flatMap(([, columns]) => columns));

/** The file of Pix, Fregata or ours that has this header row; null for another one. */
function recognizeHeader(cells: readonly string[]): OtherFile | null {
  const keys = new Set(cells.map(headerKey));
  return KNOWN.find(([, columns]) => columns.every((column) => keys.has(column)))?.[0] ?? null;
}

/** The same from the first bytes of a file, in any encoding and with any delimiter of a CSV. */
export function recognizeCsv(head: Uint8Array): OtherFile | null {
  const opened = openCsv(
    head,
    false,
    (cells) => cells.filter((one) => ALL.has(headerKey(one))).length,
  );
  return opened && recognizeHeader(opened.header.cells);
}
