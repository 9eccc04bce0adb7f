import { resultStatuses } from "#words/result-words.ts";
import { onDisk } from "../../platform/attachment.ts";
import { defuse, keepText } from "../../platform/csv.ts";
import { COMPETENCES, globalLevel } from "../framework.ts";
import { HEADERS } from "../read/columns.ts";
import type { Result } from "../result.ts";

/** 29 columns since April 2026; the 27 of the years before on request. */
export type CsvLayout = 29 | 27;

type Cell = string | number | null;
type Column = {
  header: string;
  cell: (result: Result) => Cell;
  /** A column that we add, which no Pix file has: a spreadsheet must show it unchanged. */
  keptText?: boolean;
};

/** A legitimate cell for an empty value: formula protection must not change it. */
const NOTHING = "-";
/** The layout of 27 columns dates from before April 2026, when Pix used another word. */
const REJECTED = { 29: resultStatuses.rejected, 27: "Rejetée" } as const;

/**
 * The results file as Pix writes it, byte for byte: BOM, `;`, LF, no line end after the last row, texts quoted,
 * numbers not. `whole` adds the class and the year of each row; a class such as 3E1 is written `="3E1"` there,
 * while the columns of Pix stay as Pix writes them (decision 0018). Source: `docs/domain/results.md` 4.1.
 */
export function writeResults(
  results: Result[],
  options: { layout: CsvLayout; whole?: boolean },
): string {
  const columns = columnsOf(options.layout, options.whole ?? false);
  const rows = [
    columns.map(({ header }) => quote(header)),
    ...results.map((result) =>
      columns.map(({ cell, keptText = false }) => write(cell(result), keptText)),
    ),
  ];
  return `\uFEFF${rows.map((row) => row.join(";")).join("\n")}`;
}

/** `20240714_resultats_3A.csv`: `day` is an ISO date, the day of the download. */
export function resultsFilename(day: string, what: string): string {
  return onDisk(`${day.replaceAll("-", "")}_resultats_${what}.csv`);
}

function columnsOf(layout: CsvLayout, whole: boolean): Column[] {
  const today = layout === 29;
  return [
    { header: HEADERS.number, cell: ({ number }) => numeric(number) },
    { header: HEADERS.firstName, cell: ({ firstName }) => firstName },
    { header: HEADERS.lastName, cell: ({ lastName }) => lastName },
    { header: HEADERS.birthDate, cell: ({ birthDate }) => frenchDate(birthDate) },
    { header: HEADERS.birthCity, cell: ({ birthCity }) => birthCity },
    { header: HEADERS.externalId, cell: ({ externalId }) => externalId },
    ...(today ? [{ header: HEADERS.type, cell: ({ type }: Result) => type || "Pix" }] : []),
    { header: HEADERS.status, cell: (result) => statusLabel(result, layout) },
    ...(today ? [{ header: HEADERS.level, cell: levelCell }] : []),
    { header: today ? HEADERS.scoreC : HEADERS.scoreA, cell: scoreCell },
    ...COMPETENCES.map(({ code }, at) => ({
      header: code,
      cell: (result: Result) => competenceCell(result, at),
    })),
    { header: HEADERS.comment, cell: ({ comment }) => comment },
    { header: HEADERS.session, cell: ({ session }) => numeric(session) },
    { header: HEADERS.takenOn, cell: ({ takenOn }) => frenchDate(takenOn) },
    ...(whole
      ? [
          {
            header: HEADERS.division,
            cell: ({ division }: Result) => division,
            keptText: true,
          },
          { header: HEADERS.schoolYear, cell: ({ schoolYear }: Result) => schoolYear },
        ]
      : []),
  ];
}

function statusLabel({ status }: Result, layout: CsvLayout): string {
  return status === "rejected" ? REJECTED[layout] : resultStatuses[status];
}

/**
 * A dash unless validated (or Pix+). Older files had no level column: a score of today's certification gives the
 * level.
 */
function levelCell(result: Result): string {
  if (result.status !== "validated" && !isPixPlus(result)) return NOTHING;
  if (result.level) return result.level;
  const deduced = result.type === "" && result.version === "v3";
  return (deduced && globalLevel(result.score ?? 0)) || NOTHING;
}

/** 0 when rejected (empty for Pix+, which has no score) and a dash when cancelled, whatever was stored. */
function scoreCell(result: Result): Cell {
  if (result.status === "rejected") return isPixPlus(result) ? result.score : 0;
  return result.status === "validated" ? result.score : NOTHING;
}

function competenceCell({ status, competences }: Result, at: number): Cell {
  return (status === "validated" ? competences[at] : null) ?? NOTHING;
}

function isPixPlus({ type }: Result): boolean {
  return type.toLowerCase().startsWith("pix+");
}

function frenchDate(iso: string): string {
  return iso.split("-").reverse().join("/");
}

/** Digits that a number represents exactly are unquoted, as in the files. */
function numeric(digits: string): Cell {
  return /^\d{1,15}$/.test(digits) ? Number(digits) : digits;
}

function write(cell: Cell, keptText: boolean): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  if (cell === NOTHING) return quote(cell);
  return quote(keptText ? keepText(defuse(cell)) : defuse(cell));
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
