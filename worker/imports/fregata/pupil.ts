import type { FregataCode } from "../codes.ts";
import { isGenuineIne, normalizeIne } from "../ine.ts";
import type { PupilFields, PupilRow, ReadingContext, RowError } from "../records.ts";
import { cleanText, isUnreadable } from "../text.ts";
import { readBirthDate } from "./birth-date.ts";
import { COLUMNS, type Column } from "./columns.ts";

const FRANCE = "100";
const MAX_LENGTH = 255;
const COUNTRY = /^99(\d{3})$/;
const COMMUNE = /^(?:\d{5}|2[AB]\d{3})$/;
const SEXES: Record<string, PupilFields["sex"]> = {
  féminin: "F",
  f: "F",
  "2": "F",
  masculin: "M",
  m: "M",
  "1": "M",
};
const NAMES = new Set(["firstName", "middleName", "thirdName", "lastName", "usualName", "birthCity"]);

/**
 * One line as a row: `cells` are its texts as the file holds them, in the order of `COLUMNS`.
 * An identifier that is there but not genuine stops the checks; duplicates are not known here.
 * Source: `domain/import.md` 3.
 */
export function makePupilRow(
  cells: readonly string[],
  line: number,
  context: ReadingContext,
): PupilRow {
  const values = cells.map(cleanText);
  const fields = readFields(cells, values, context.today);
  const skipped = fields.ine !== "" && !isGenuineIne(fields.ine);
  const skip = skipped ? "INE_NOT_GENUINE" : null;
  return { line, eleveId: "", skip, errors: skip ? [] : findErrors(cells, values, fields), fields };
}

/** Wrong codes become "", except those of a place: they are kept as they were written. */
function readFields(
  cells: readonly string[],
  values: readonly string[],
  today: string,
): PupilFields {
  const read = (field: keyof PupilFields) => values[PLACE[field]] ?? "";
  const status = read("status").toUpperCase();
  return {
    ine: normalizeIne(cells[PLACE.ine] ?? ""),
    lastName: read("lastName"),
    usualName: read("usualName"),
    firstName: read("firstName"),
    middleName: read("middleName"),
    thirdName: read("thirdName"),
    sex: SEXES[read("sex").toLowerCase()] ?? "",
    birthDate: readBirthDate(read("birthDate"), today),
    birthCity: read("birthCity"),
    birthCityCode: read("birthCityCode").toUpperCase(),
    birthDepartment: read("birthDepartment"),
    birthCountry: COUNTRY.exec(read("birthCountry"))?.[1] ?? "",
    mef: read("mef"),
    status: status === "ST" || status === "AP" ? status : "",
    division: read("division"),
  };
}
