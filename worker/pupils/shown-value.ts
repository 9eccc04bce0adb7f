import { formatDate } from "#words/format.ts";
import { places } from "#words/places.ts";
import { levelWords } from "#words/pupil-list.ts";
import { pupilSheet } from "#words/pupils.ts";
import { levelOf } from "./level.ts";
import type { PlaceNames } from "./place-names.ts";

/** The name of a column outside the database: `birth_city` is `birthCity`. */
export function fieldName(column: string): string {
  return column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The value of a field of a pupil (`birthCityCode`) as people read it; "" for an empty one. */
export function shownValue(field: string, value: string, names: PlaceNames): string {
  if (value === "") return "";
  switch (field) {
    case "birthCityCode":
    case "birthCountry":
      return names.get(value) ?? places.unknown(value);
    case "birthDepartment":
      return places.department(value);
    case "birthDate":
      return formatDate(value);
    case "mef":
      return levelWords(levelOf(value), value);
    case "sex":
      return pupilSheet.sex(value);
    case "status":
      return pupilSheet.status(value);
    default:
      return value;
  }
}

/** The codes of places in these fields, for `namePlaces`. */
export function placeCodes(fields: Record<string, unknown> = {}): string[] {
  const { birthCityCode, birthCountry } = fields;
  return [birthCityCode, birthCountry].filter((code) => typeof code === "string");
}
