import { errorFieldLabel, errorHowToFix, errorProblem } from "#words/fr.ts";
import { toCsv } from "../../platform/csv.ts";
import type { FormatName } from "../formats/formats.ts";
import type { Import } from "../view.ts";

const HEADERS = [
  "Ligne",
  "Élève",
  "Classe",
  "INE",
  "Champ",
  "Valeur trouvée",
  "Problème",
  "Que faire",
];

/** The errors of an import for the person who corrects them in SIECLE or Fregata: a line each, in French. */
export function errorsCsv(one: Import, kind: FormatName): string {
  const rows = one.errors.map((error) => [
    error.line ?? "",
    error.pupil ?? "",
    error.division ?? "",
    error.ine ?? "",
    error.field ? errorFieldLabel(error.field, kind) : "",
    error.value ?? "",
    errorProblem(error, kind),
    errorHowToFix(error.code, kind, error.cause),
  ]);
  return toCsv(HEADERS, rows);
}
