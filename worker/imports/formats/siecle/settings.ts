import { cleanText } from "../../../school-files/text.ts";
import { type Collector, ReadingStopped } from "./collector.ts";
import { readDayAndTime } from "./day-and-time.ts";
import { schoolYearFrom } from "./school-year.ts";

/** The children of `PARAMETRES` that are read; their places here are their places in `values`. */
export const SETTING_ELEMENTS = ["UAJ", "ANNEE_SCOLAIRE", "HORODATAGE", "DATE_EXPORT"] as const;

/** A child of `PARAMETRES` was read. The first of each counts; another school's code ends the reading. */
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

/** `PARAMETRES` is closed: only now is it known whether the finer of the two dates is there. */
export function tellExportTime({ memory, facts }: Collector): void {
  const exportedAt = memory.stamp || memory.exported;
  if (exportedAt) facts.exportedAt = exportedAt;
}

/** Throws unless the file is that of the school. `found` is "" when the file does not say. */
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
