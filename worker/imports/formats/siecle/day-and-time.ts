import { isRealDate } from "../../../school-files/text.ts";

const TIME = String.raw`(?:[ T]+(?<hour>\d{1,2})[:hH](?<minute>\d{2})(?::(?<second>\d{2})(?:[.,]\d+)?)?)?`;
const FRENCH = new RegExp(
  String.raw`^(?<day>\d{1,2})(?<sign>[/.-])(?<month>\d{1,2})\k<sign>(?<year>(?:\d\d)?\d\d)${TIME}$`,
);
const ISO = new RegExp(
  String.raw`^(?<year>\d{4})(?:(?<sign>[/.-])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})|(?<twoMonth>\d{2})(?<twoDay>\d{2}))${TIME}(?:Z|[+-]\d{2}:?\d{2})?$`,
);
/** Days since the 30th of December 1899, as spreadsheets count them. */
const SERIAL = /^([1-5]\d{4})(?:[.,]\d+)?$/;
const SERIAL_START = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

type DayAndTime = {
  /** An ISO date. */
  day: string;
  /** `08:05:00`; "" when the value holds no time, null when it is not a valid time. */
  time: string | null;
};

/**
 * Reads a day of a SIECLE file, with or without a time: `3/7/26`, `03/07/2026 00:00:00`, `3-7-2026` and
 * `2026-07-03T00:00:00+02:00` are the same day, and so is `46206`, its number in a spreadsheet; null when the
 * day does not exist. Two digits are a year of this century. The time is returned as written: its zone is ignored.
 */
export function readDayAndTime(value: string): DayAndTime | null {
  const serial = SERIAL.exec(value)?.[1];
  if (serial) return { day: dayOfSerial(Number(serial)), time: "" };
  const found = (FRENCH.exec(value) ?? ISO.exec(value))?.groups;
  if (!found) return null;
  const { day = found.twoDay ?? "", month = found.twoMonth ?? "", year = "" } = found;
  const fullYear = year.length === 2 ? `20${year}` : year;
  if (!isRealDate(Number(fullYear), Number(month), Number(day))) return null;
  return { day: `${fullYear}-${two(month)}-${two(day)}`, time: timeOf(found) };
}

function dayOfSerial(days: number): string {
  return new Date(SERIAL_START + days * DAY_MS).toISOString().slice(0, 10);
}

function timeOf({ hour, minute = "", second = "00" }: Record<string, string | undefined>) {
  if (hour === undefined) return "";
  const real = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  return real ? `${two(hour)}:${minute}:${second}` : null;
}

function two(digits: string): string {
  return digits.padStart(2, "0");
}
