import { isRealDate } from "../../school-files/text.ts";

const HOUR = 3_600_000;

/** `NA`, or nothing: no value, never 0. */
export function isNothing(cell: string): boolean {
  return /^(n\/?a|-)?$/i.test(cell.trim());
}

/** `Oui`, `Non`; null for another word. */
export function readYesNo(cell: string): boolean | null {
  const word = cell.trim().toLowerCase();
  if (word === "oui" || word === "o") return true;
  return word === "non" || word === "n" ? false : null;
}

/** A ratio of 0 to 1: `0,75`, `0.75`, or `75 %` as a spreadsheet rewrites it; null for another value. */
export function readRatio(cell: string): number | null {
  const found = /^=?(\d{1,3}(?:[.,]\d{1,20})?)\s*(%?)$/.exec(
    cell.trim().replace(/\u00a0|\u202f/g, " "),
  );
  if (!found) return null;
  const value = Number((found[1] ?? "").replace(",", ".")) / (found[2] ? 100 : 1);
  return value >= 0 && value <= 1 ? value : null;
}

/** A whole number of pix; null for another value. */
export function readPix(cell: string): number | null {
  const text = cell.trim().replace(/[\s\u00a0\u202f]/g, "");
  return /^\d{1,5}$/.test(text) ? Number(text) : null;
}

/**
 * A moment in ms, from a day (`2024-09-12`, `12/09/2024`: midnight UTC), an ISO moment, or a day and hour of Paris
 * (`12/09/2025 14:05`); null for anything else. Source: `docs/domain/campaigns.md` 2.2.
 */
export function readMoment(cell: string): number | null {
  const text = cell.trim();
  const french = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ ,à]+(\d{1,2})[:h](\d\d)(?::\d\d)?)?$/.exec(
    text,
  );
  if (french) {
    const [, day, month, year, hour, minute] = french;
    return toMoment([year, month, day], hour === undefined ? null : [hour, minute]);
  }
  const iso =
    /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(
      text,
    );
  if (!iso) return null;
  const [, year, month, day, hour, minute, zone] = iso;
  if (hour === undefined) return toMoment([year, month, day], null);
  if (zone === undefined) return toMoment([year, month, day], [hour, minute]);
  const moment = Date.parse(text.replace(" ", "T"));
  return Number.isNaN(moment) || toMoment([year, month, day], null) === null ? null : moment;
}

type Parts = Array<string | undefined>;

function toMoment(day: Parts, hour: Parts | null): number | null {
  const [year = 0, month = 0, date = 0] = day.map(Number);
  const midnight = Date.UTC(year, month - 1, date);
  if (!isRealDate(year, month, date) || year < 2015 || year > 2099) return null;
  if (hour === null) return midnight;
  const [hours = 0, minutes = 0] = hour.map(Number);
  if (hours > 23 || minutes > 59) return null;
  return parisToUtc(midnight + (hours * 60 + minutes) * 60_000);
}

/** UTC from the local time in Paris, which is given as if it were UTC. */
export function parisToUtc(local: number): number {
  const year = new Date(local).getUTCFullYear();
  const inSummer = local - 2 * HOUR;
  const isSummer = inSummer >= changeOf(year, 2) && inSummer < changeOf(year, 9);
  return isSummer ? inSummer : local - HOUR;
}

/** The last Sunday of a month (from 0), at 01:00 UTC: when Europe changes its clocks. */
function changeOf(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0));
  return last.getTime() - last.getUTCDay() * 24 * HOUR + HOUR;
}
