const PARIS = "Europe/Paris";
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;
const DAY = new Intl.DateTimeFormat("fr-FR", { dateStyle: "short", timeZone: PARIS });
const TIME = new Intl.DateTimeFormat("fr-FR", { timeStyle: "short", timeZone: PARIS });
const NUMBER = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });

/** `15/07/2024`, in Europe/Paris, from an ISO date or moment; the text itself when it is neither. */
export function formatDate(iso: string): string {
  const day = /^(\d{4})-(\d\d)-(\d\d)(T[\d:]+)?$/.exec(iso);
  // A date, or a local time, names its own day: no time zone may change it.
  if (day) return `${day[3]}/${day[2]}/${day[1]}`;
  return MOMENT.test(iso) ? DAY.format(new Date(iso)) : iso;
}

/** `15/07/2024 à 09:05`. A local time without a zone is shown unchanged, and a day without an hour as a day. */
export function formatMoment(iso: string): string {
  const local = /^\d{4}-\d\d-\d\dT(\d\d:\d\d)(:\d\d)?$/.exec(iso);
  if (local) return `${formatDate(iso)} à ${local[1]}`;
  if (!MOMENT.test(iso)) return formatDate(iso);
  const moment = new Date(iso);
  return `${DAY.format(moment)} à ${TIME.format(moment)}`;
}

const WEEKDAY = new Intl.DateTimeFormat("fr-FR", {
  ...{ weekday: "long", day: "numeric", month: "long", timeZone: PARIS },
});

/** `mercredi 14 octobre à 17:52`, in Europe/Paris, from an ISO moment. */
export function formatWeekdayMoment(iso: string): string {
  const moment = new Date(iso);
  return `${WEEKDAY.format(moment)} à ${TIME.format(moment)}`;
}

/** `1 486`, with a narrow no-break space. */
export function formatNumber(value: number): string {
  return NUMBER.format(value);
}

/** `1 élève`, `0 élève`, `12 élèves`: in French the plural starts at two. */
export function count(value: number, one: string, many: string): string {
  return `${formatNumber(value)} ${plural(value, one, many)}`;
}

export function plural(value: number, one: string, many: string): string {
  return Math.abs(value) < 2 ? one : many;
}

/** `1,1 s`, `42 s`, `3 min`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(ms, 0) / 1000;
  if (seconds < 10) return `${formatNumber(Math.max(0.1, Math.round(seconds * 10) / 10))} s`;
  return seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

/** `371 ko`, `8,5 Mo`: as French systems count them, by 1 024. */
export function formatSize(bytes: number): string {
  const mega = bytes / (1024 * 1024);
  if (mega >= 1) return `${formatNumber(mega)} Mo`;
  return `${formatNumber(Math.max(1, Math.round(bytes / 1024)))} ko`;
}

/** `12 mois`, `5 ans`, `30 jours`, `24 heures`, `10 minutes`: a period of the configuration, in ms. */
export function formatPeriod(ms: number): string {
  const [hours, days] = [ms / 3_600_000, ms / 86_400_000];
  const years = days / 365;
  if (Number.isInteger(years)) return years === 1 ? "12 mois" : `${formatNumber(years)} ans`;
  if (Number.isInteger(days) && days > 1) return `${formatNumber(days)} jours`;
  return hours >= 1 ? count(hours, "heure", "heures") : count(ms / 60_000, "minute", "minutes");
}
