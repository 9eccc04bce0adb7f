const PARIS_DAY = new Intl.DateTimeFormat("fr-CA", {
  timeZone: "Europe/Paris",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** The ISO date (`2026-09-02`) it is in Europe/Paris at `ms`. */
export function parisDate(ms: number): string {
  return PARIS_DAY.format(ms);
}

/** The moment an ISO date begins in Europe/Paris, which is one or two hours ahead of UTC. */
export function startOfParisDay(isoDate: string): number {
  const utc = Date.parse(`${isoDate}T00:00:00Z`);
  return parisDate(utc - 2 * HOUR) === isoDate ? utc - 2 * HOUR : utc - HOUR;
}

/** School year of an ISO date: `2026-2027` from 1 August 2026 to 31 July 2027. */
export function schoolYearOf(isoDate: string): string {
  const year = Number(isoDate.slice(0, 4));
  const first = Number(isoDate.slice(5, 7)) >= 8 ? year : year - 1;
  return `${first}-${first + 1}`;
}

/** The moment a school year (`2026-2027`) ends: 1 August in Paris. */
export function schoolYearEnd(year: string): number {
  return startOfParisDay(`${year.slice(5)}-08-01`);
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
