import { MAX_NAME } from "../../../platform/bounds.ts";
import { hadControl } from "../../../school-files/controls.ts";
import { isGenuineIne, normalizeIne } from "../../../school-files/ine.ts";
import { showValue } from "../../../school-files/shown-value.ts";
import { cleanText, frenchDateToIso } from "../../../school-files/text.ts";
import { isUnreadable } from "../../../school-files/unreadable.ts";
import type { SkipReason } from "../../codes.ts";
import type { PupilFields, PupilRow, ReadingContext, RowError } from "../../records.ts";
import { SIECLE_CODES, type SiecleCode } from "./codes.ts";
import { readDayAndTime } from "./day-and-time.ts";

/** The children of `ELEVE` that are kept, in the order of `RawValues`. */
export const PUPIL_ELEMENTS = [
  "ID_NATIONAL",
  "DATE_SORTIE",
  "NOM_DE_FAMILLE",
  "NOM",
  "NOM_USAGE",
  "PRENOM",
  "PRENOM2",
  "PRENOM3",
  "CODE_SEXE",
  "DATE_NAISS",
  "CODE_PAYS",
  "CODE_COMMUNE_INSEE_NAISS",
  "VILLE_NAISS",
  "CODE_DEPARTEMENT_NAISS",
  "CODE_MEF",
  "CODE_STATUT",
] as const;

type PupilElement = (typeof PUPIL_ELEMENTS)[number];
/** The raw text of each element; undefined when the element is absent. */
export type RawValues = readonly (string | undefined)[];

const FRANCE = "100";
const PLACE = new Map<PupilElement, number>(PUPIL_ELEMENTS.map((element, at) => [element, at]));
/** The error of an unreadable value in a field that has no code of its own for it. */
const UNREADABLE = "NAME_UNREADABLE";
/** In the order of their errors. The family name comes before them, under either of its elements. */
const NAMES = ["NOM_USAGE", "PRENOM", "PRENOM2", "PRENOM3", "VILLE_NAISS"] as const;
const CODES = [
  "CODE_PAYS",
  "CODE_COMMUNE_INSEE_NAISS",
  "CODE_DEPARTEMENT_NAISS",
  "CODE_MEF",
  "CODE_STATUT",
] as const;

/** The fields checked, under either element of the family name. */
const FIELDS = {
  NOM_DE_FAMILLE: fieldsWith("NOM_DE_FAMILLE"),
  NOM: fieldsWith("NOM"),
};
const WATCHED = ["ID_NATIONAL", "DATE_SORTIE", ...CODES] as const;

function fieldsWith(family: "NOM_DE_FAMILLE" | "NOM") {
  const names = [family, ...NAMES] as const;
  return { names, all: [...names, ...CODES] as const };
}

/**
 * Makes a row from one `ELEVE`: why it is not imported, else its fields and all their errors in the order of
 * `SIECLE_CODES`. `drawings` is false when the file holds no drawn control character. SQL adds classes and
 * duplicates later. Source: `docs/domain/import.md` 2.
 */
export function makePupilRow(
  values: RawValues,
  at: { line: number; eleveId: string; drawings?: boolean },
  context: ReadingContext,
): PupilRow {
  const read = (element: PupilElement) => cleanText(rawOf(values, element));
  const family = read("NOM_DE_FAMILLE") === "" && read("NOM") !== "" ? "NOM" : "NOM_DE_FAMILLE";
  const fields: PupilFields = {
    ine: normalizeIne(rawOf(values, "ID_NATIONAL")),
    lastName: read(family),
    usualName: read("NOM_USAGE"),
    firstName: read("PRENOM"),
    middleName: read("PRENOM2"),
    thirdName: read("PRENOM3"),
    sex: sexOf(read("CODE_SEXE")),
    birthDate: birthDateOf(read("DATE_NAISS"), context.today),
    birthCity: read("VILLE_NAISS"),
    birthCityCode: read("CODE_COMMUNE_INSEE_NAISS"),
    birthDepartment: read("CODE_DEPARTEMENT_NAISS"),
    birthCountry: read("CODE_PAYS"),
    mef: read("CODE_MEF"),
    status: read("CODE_STATUT"),
    division: "",
  };
  const leftOn = leavingDay(values, context.today);
  const skip = leftOn ? "LEFT" : ineProblem(fields.ine);
  const errors = skip ? [] : findErrors(values, fields, family, at.drawings ?? true);
  return { line: at.line, eleveId: at.eleveId, skip, ...(leftOn && { leftOn }), errors, fields };
}

function rawOf(values: RawValues, element: PupilElement): string {
  return values[PLACE.get(element) ?? -1] ?? "";
}

/** ISO; null for a pupil still in the school. Read leniently: an unreadable day would keep a pupil who left. */
function leavingDay(values: RawValues, today: string): string | null {
  const left = readDayAndTime(cleanText(rawOf(values, "DATE_SORTIE")))?.day;
  return left !== undefined && left <= today ? left : null;
}

/** A control character in the INE is an error, not a reason to skip: it hides whether the INE is genuine. */
function ineProblem(ine: string): SkipReason | null {
  if (ine === "") return "NO_INE";
  if (hadControl(ine)) return null;
  return isGenuineIne(ine) ? null : "INE_NOT_GENUINE";
}

function sexOf(code: string): PupilFields["sex"] {
  if (code === "1") return "M";
  return code === "2" ? "F" : "";
}

function birthDateOf(date: string, today: string): string {
  const iso = frenchDateToIso(date);
  return iso !== null && iso <= today ? iso : "";
}

function findErrors(
  values: RawValues,
  fields: PupilFields,
  family: "NOM_DE_FAMILLE" | "NOM",
  drawings: boolean,
): RowError[] {
  const errors: RowError[] = [];
  const refuse = (code: SiecleCode, field: PupilElement) => {
    const raw = rawOf(values, field);
    const value = showValue(raw);
    errors.push({
      code,
      field,
      rank: SIECLE_CODES.indexOf(code),
      ...(value !== "" && { value }),
      ...(hadControl(raw) && { cause: "CONTROL_CHARACTER" as const }),
    });
  };

  if (fields.birthCountry === FRANCE && fields.birthCityCode === "") {
    refuse("BIRTH_CITY_CODE_REQUIRED", "CODE_COMMUNE_INSEE_NAISS");
  }
  if (fields.sex === "") refuse("SEX_REQUIRED", "CODE_SEXE");
  if (fields.birthDate === "") {
    const given = cleanText(rawOf(values, "DATE_NAISS")) !== "";
    refuse(given ? "BIRTH_DATE_INVALID" : "BIRTH_DATE_REQUIRED", "DATE_NAISS");
  }
  if (fields.lastName === "") refuse("LAST_NAME_REQUIRED", "NOM_DE_FAMILLE");
  if (fields.firstName === "") refuse("FIRST_NAME_REQUIRED", "PRENOM");
  const { names, all } = FIELDS[family];
  for (const element of names) {
    const raw = rawOf(values, element);
    if (isUnreadable(raw) || (drawings && hadControl(raw))) refuse(UNREADABLE, element);
  }
  if (drawings) {
    for (const element of WATCHED) {
      if (hadControl(rawOf(values, element))) refuse(UNREADABLE, element);
    }
  }
  for (const element of all) {
    if (isTooLong(rawOf(values, element))) refuse("FIELD_TOO_LONG", element);
  }
  return errors;
}

/** Whether the cleaned value has more than 255 characters, whatever their number of UTF-16 units. */
function isTooLong(raw: string): boolean {
  return raw.length > MAX_NAME && [...cleanText(raw)].length > MAX_NAME;
}
