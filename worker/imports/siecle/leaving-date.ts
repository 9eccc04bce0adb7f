import { isRealDate } from "../text.ts";

const TIME = String.raw`(?:[ T]\d{1,2}[:hH]\d{2}(?::\d{2}(?:[.,]\d+)?)?)?`;
const FRENCH = new RegExp(String.raw`^(\d{1,2})/(\d{1,2})/(\d{4})${TIME}$`);
const ISO = new RegExp(String.raw`^(\d{4})-(\d{2})-(\d{2})${TIME}Z?$`);

/**
 * The day a pupil left, as an ISO date: `3/7/2026`, `03/07/2026 00:00:00` and `2026-07-03` are the same day;
 * null when it is no real date. A date that is not understood would keep somebody who left.
 * Source: `domain/import.md` 2.
 */
export function readLeavingDate(value: string): string | null {
  if (value === "") return null;
  const french = FRENCH.exec(value);
  if (french) return isoDate(french[3], french[2], french[1]);
  const iso = ISO.exec(value);
  return iso ? isoDate(iso[1], iso[2], iso[3]) : null;
}

function isoDate(year = "", month = "", day = ""): string | null {
  if (!isRealDate(Number(year), Number(month), Number(day))) return null;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}
