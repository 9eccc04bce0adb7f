import { cleanCell, isRealDate } from "../../school-files/text.ts";
import type { ResultStatus } from "../result.ts";

const STATUSES = new Map<string, ResultStatus>([
  ["validée", "validated"],
  ["rejetée", "rejected"],
  ["non obtenue", "rejected"],
  ["annulée", "cancelled"],
  ["en erreur", "error"],
  ["démarrée", "started"],
]);
/** An empty value as the files write it: a lone hyphen (or the dash a spreadsheet turned it into), or no text. */
export function isNothing(cell: string): boolean {
  return /^[-–—]?$/.test(cell.trim());
}

/** `Validée`, `Rejetée` (`Non obtenue` since 2026)…; null for another word. */
export function readStatus(cell: string): ResultStatus | null {
  return STATUSES.get(cell.normalize("NFC").trim().toLowerCase()) ?? null;
}

/** `04/01/1990`, or `4/1/1990` and `1990-01-04` as spreadsheets rewrite it; null for anything else. */
export function readDate(cell: string): string | null {
  const text = cell.trim().replace(/ 00:00(:00)?$/, "");
  const french = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  const [day, month, year] = french
    ? [french[1], french[2], french[3]]
    : [iso?.[3], iso?.[2], iso?.[1]];
  if (!day || !month || !year || !isRealDate(Number(year), Number(month), Number(day))) return null;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** A whole number within the scale, quoted or not; null for anything else. */
export function readWhole(cell: string, lowest: number, highest: number): number | null {
  if (!/^-?\d{1,6}$/.test(cell.trim())) return null;
  const value = Number(cell);
  return value >= lowest && value <= highest ? value : null;
}

/**
 * « Résultat » of the spring of 2026: `Novice 2 (249 Pix)`, `50 Pix`, `249` (former certifications) or a word of
 * Pix+.
 */
export function splitResult(
  cell: string,
): { level: string; score: string; version: "v2" | "v3" | null } | null {
  const text = cleanCell(cell);
  if (isNothing(text)) return { level: "", score: "", version: null };
  const both = /^(\D.*) \((-?\d+) Pix\)$/i.exec(text);
  if (both) return { level: both[1] ?? "", score: both[2] ?? "", version: "v3" };
  const alone = /^(-?\d+) Pix$/i.exec(text);
  if (alone) return { level: "", score: alone[1] ?? "", version: "v3" };
  if (/^-?\d+$/.test(text)) return { level: "", score: text, version: "v2" };
  return /\d/.test(text) ? null : { level: text, score: "", version: null };
}
