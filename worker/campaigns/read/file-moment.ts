import { parisToUtc } from "./cells.ts";

/** `…-2026-10-02-0915`, or the day alone. */
const MOMENT = /(20\d\d)-(\d\d)-(\d\d)(?:-(\d\d)(\d\d))?(?![\d-])/g;

/**
 * The moment in the name that the provider gives to a file (`…-2026-10-02-0915.csv`, hour of Paris), the last one
 * if the campaign's name holds another; null when the name has none. Source: `docs/domain/campaigns.md` 2.1.
 */
export function momentOfFilename(filename: string): number | null {
  const [, year, month, day, hour, minute] =
    [...filename.matchAll(MOMENT)].at(-1)?.map((part) => Number(part ?? 0)) ?? [];
  if (!year || !month || !day || hour === undefined || minute === undefined) return null;
  const local = Date.UTC(year, month - 1, day, hour, minute);
  const isReal =
    new Date(local).getUTCMonth() === month - 1 && new Date(local).getUTCDate() === day;
  return isReal && hour < 24 && minute < 60 ? parisToUtc(local) : null;
}
