import { cleanText } from "../../../school-files/text.ts";
import { type Collector, ReadingStopped } from "./collector.ts";
import { readDayAndTime } from "./day-and-time.ts";
import { schoolYearFrom } from "./school-year.ts";

/** The children of `PARAMETRES` that are read, in the order of `values`. */
export const SETTING_ELEMENTS = ["UAJ", "ANNEE_SCOLAIRE", "HORODATAGE", "DATE_EXPORT"] as const;

/** Reads a child of `PARAMETRES`. The first of each name counts; another school's code ends the reading. */
export function readSetting({ values, memory, facts, context }: Collector): void {
  const [uaj, year, stamp, exported] = values;
  if (uaj !== undefined && !memory.school) {
    checkSchool(cleanText(uaj).toUpperCase(), context.uai);
    memory.school = true;
  }
  if (year !== undefined && memory.schoolYear === null) {
    memory.schoolYear = schoolYearFrom(cleanText(year));
    if (memory.schoolYear !== "") facts.schoolYear = memory.schoolYear;
  }
  if (stamp !== undefined) memory.stamp ??= exportTimeFrom(cleanText(stamp));
  if (exported !== undefined) memory.exported ??= exportTimeFrom(cleanText(exported));
}

/** Called when `PARAMETRES` closes: only then is it known whether the more precise date is present. */
export function setExportTime({ memory, facts }: Collector): void {
  const exportedAt = memory.stamp || memory.exported;
  if (exportedAt) facts.exportedAt = exportedAt;
}

/** Throws unless the file belongs to the school. `found` is "" when the file names no school. */
export function checkSchool(found: string, expected: string): void {
  if (found === expected) return;
  const detail = { found: found.slice(0, 40), expected };
  throw new ReadingStopped({ code: "UAI_MISMATCHED", detail });
}

/** `29/08/2019 15:25:08` as a local ISO time, `29/08/2019` as an ISO date; "" when it is neither. */
function exportTimeFrom(value: string): string {
  const { day = "", time = null } = readDayAndTime(value) ?? {};
  if (time === null) return "";
  return time === "" ? day : `${day}T${time}`;
}
