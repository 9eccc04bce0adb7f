import { MAX_NAME } from "../../../platform/bounds.ts";
import { drawControls, hadControl } from "../../../school-files/controls.ts";
import { isGenuineIne, normalizeIne } from "../../../school-files/ine.ts";
import { showValue } from "../../../school-files/shown-value.ts";
import { cleanText } from "../../../school-files/text.ts";
import { isUnreadable } from "../../../school-files/unreadable.ts";
import type { ErrorCause, PupilFields, PupilRow, ReadingContext, RowError } from "../../records.ts";
import { readBirthDate } from "./birth-date.ts";
import type { FregataCode } from "./codes.ts";
import { COLUMNS, type Column } from "./columns.ts";
import { isRuined, lacksZero } from "./spreadsheet.ts";

type Field = Column["field"];

const FRANCE = "100";
const COUNTRY = /^99(\d{3})$/;
const COMMUNE = /^(?:\d{5}|2[AB]\d{3})$/;
const SEXES = new Map<string, PupilFields["sex"]>([
  ["féminin", "F"],
  ["f", "F"],
  ["2", "F"],
  ["masculin", "M"],
  ["m", "M"],
  ["1", "M"],
]);
const NAMES = new Set<Field>([
  "firstName",
  "middleName",
  "thirdName",
  "lastName",
  "usualName",
  "birthCity",
]);
const PLACE = new Map(COLUMNS.map(({ field }, at) => [field, at]));
/** Each column has spare ranks for errors that SQL finds later: `INE_DUPLICATED` has rank 1. */
const RANKS_PER_COLUMN = 10;

/**
 * Makes a row from one line: `cells` are its raw texts, in the order of `COLUMNS`.
 * If the identifier is present but not genuine, nothing else is checked. SQL finds the duplicates later.
 * Source: `docs/domain/import.md` 3.
 */
export function makePupilRow(
  cells: readonly string[],
  line: number,
  context: ReadingContext,
): PupilRow {
  const drawn = cells.map(drawControls);
  const values = drawn.map(cleanText);
  const ine = normalizeIne(drawn[0] ?? "");
  const fields = { ...readFields(values, context.today), ine };
  const skip = isLeftOut(ine) ? "INE_NOT_GENUINE" : null;
  return { line, eleveId: "", skip, errors: skip ? [] : findErrors(drawn, values, fields), fields };
}

/** A damaged identifier is an error instead: the pupil has another, genuine one. */
function isLeftOut(ine: string): boolean {
  if (ine === "" || isGenuineIne(ine)) return false;
  return !isRuined("ine", ine) && !hadControl(ine);
}

/** Wrong codes become "", except the birth city code and department, which are kept as written. */
function readFields(values: readonly string[], today: string): Omit<PupilFields, "ine"> {
  const read = (field: Field) => values[PLACE.get(field) ?? -1] ?? "";
  const status = read("status").toUpperCase();
  return {
    lastName: read("lastName"),
    usualName: read("usualName"),
    firstName: read("firstName"),
    middleName: read("middleName"),
    thirdName: read("thirdName"),
    sex: SEXES.get(read("sex").toLowerCase()) ?? "",
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

function findErrors(
  cells: readonly string[],
  values: readonly string[],
  fields: PupilFields,
): RowError[] {
  return COLUMNS.flatMap((column, at) => {
    const raw = cells[at] ?? "";
    const value = values[at] ?? "";
    const codes = checkCell(column, raw, value, fields);
    const rank = at * RANKS_PER_COLUMN;
    const cause = codes.length > 0 ? causeOf(column, value) : undefined;
    return codes.map((code, position) => ({
      code,
      field: column.header,
      rank: rank + position,
      ...(value !== "" && { value: showValue(raw) }),
      ...(cause && { cause }),
    }));
  });
}

function checkCell(column: Column, raw: string, value: string, fields: PupilFields): FregataCode[] {
  const { field } = column;
  if (value === "") return isRequired(column, fields.birthCountry) ? ["FIELD_REQUIRED"] : [];
  const wrong = findWrongCode(field, value, fields);
  if (wrong) return [wrong];
  if (isRuined(field, value) || hadControl(value)) return ["NAME_UNREADABLE"];
  const codes: FregataCode[] = [];
  if (raw.length > MAX_NAME && [...value].length > MAX_NAME) codes.push("FIELD_TOO_LONG");
  if (NAMES.has(field) && isUnreadable(raw)) codes.push("NAME_UNREADABLE");
  return codes;
}

function causeOf({ field }: Column, value: string): ErrorCause | undefined {
  if (hadControl(value)) return "CONTROL_CHARACTER";
  if (isRuined(field, value)) return "SPREADSHEET";
  return lacksZero(field, value) ? "ZERO_LOST" : undefined;
}

/** `country` is "" when its own cell is wrong: the birth city is then not required. */
function isRequired({ field, mandatory }: Column, country: string): boolean {
  if (field === "birthCityCode") return country === FRANCE;
  if (field === "birthCity") return country !== "" && country !== FRANCE;
  return mandatory;
}

function findWrongCode(field: Field, value: string, fields: PupilFields): FregataCode | null {
  switch (field) {
    case "sex":
      return fields.sex === "" ? "SEX_INVALID" : null;
    case "birthDate":
      return fields.birthDate === "" ? "BIRTH_DATE_INVALID" : null;
    case "birthCityCode": {
      const inFrance = fields.birthCountry === FRANCE;
      return inFrance && !COMMUNE.test(fields.birthCityCode) ? "CITY_CODE_INVALID" : null;
    }
    case "birthDepartment":
      return /^.{2,3}$/u.test(value) ? null : "DEPARTMENT_INVALID";
    case "birthCountry":
      return fields.birthCountry === "" ? "COUNTRY_INVALID" : null;
    case "status":
      return fields.status === "" ? "STATUS_INVALID" : null;
    default:
      return null;
  }
}
