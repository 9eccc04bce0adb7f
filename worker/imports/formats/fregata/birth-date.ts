import { frenchDateToIso, isRealDate } from "../../../school-files/text.ts";

/**
 * `31/12/2013`, `31/12/13` or `2013-12-31` gives `2013-12-31`; "" when it is none of them, not a real day, or in
 * the future. Two digits are a year of this century unless that is after `today` (ISO). Source: `docs/domain/import.md` 3.
 */
export function readBirthDate(value: string, today: string): string {
  const iso = toIso(value, today);
  return iso !== null && iso <= today ? iso : "";
}

function toIso(value: string, today: string): string | null {
  const short = /^(\d\d)\/(\d\d)\/(\d\d)$/.exec(value);
  if (short) {
    const [, day = "", month = "", year = ""] = short;
    const century = `20${year}-${month}-${day}` > today ? "19" : "20";
    return frenchDateToIso(`${day}/${month}/${century}${year}`);
  }
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
  if (!iso) return frenchDateToIso(value);
  return isRealDate(Number(iso[1]), Number(iso[2]), Number(iso[3])) ? value : null;
}
