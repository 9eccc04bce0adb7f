import { COUNTRIES } from "#words/countries.ts";
import { places as words } from "#words/places.ts";

/** The names of places by the codes that rows of pupils hold. A code without a name is not in it. */
export type PlaceNames = ReadonlyMap<string, string>;

/** What a row of a pupil says of the place of birth. */
export type BirthPlace = {
  birthCity: string;
  birthCityCode: string;
  birthDepartment: string;
  birthCountry: string;
};

/**
 * Names the communes, `Lyon 3e Arrondissement (69)`, and the countries among these codes. `communes`: one line a code,
 * with a tab before the name, as `public/communes.txt` is written.
 */
export function namePlaces(communes: string, codes: Iterable<string | undefined>): PlaceNames {
  return new Map(
    [...new Set(codes)].flatMap((code) => {
      const name = code && (countryName(code) ?? communeName(communes, code));
      return name ? [[code, name]] : [];
    }),
  );
}

/** The place of birth in one phrase; "" when nothing is known of it. */
export function birthPlace(born: BirthPlace, names: PlaceNames): string {
  const { birthCity, birthCityCode, birthDepartment, birthCountry } = born;
  const commune = names.get(birthCityCode);
  if (isFrance(birthCountry)) {
    if (commune) return commune;
    return [
      birthCity || (birthCityCode && words.unknownCommune(birthCityCode)),
      birthDepartment && words.inDepartment(birthDepartment),
    ]
      .filter(Boolean)
      .join(", ");
  }
  const country = names.get(birthCountry) ?? words.unknownCountry(birthCountry);
  return [birthCity || commune, country].filter(Boolean).join(", ");
}

/** A country that is not known says nothing against a commune. */
function isFrance(country: string): boolean {
  return country === "" || /^(?:99)?100$/.test(country);
}

function countryName(code: string): string | undefined {
  const [, number = ""] = /^(?:99)?(\d{3})$/.exec(code) ?? [];
  return COUNTRIES[number];
}

function communeName(communes: string, code: string): string | undefined {
  const wanted = code.toUpperCase();
  if (!/^(?:\d{5}|2[AB]\d{3})$/.test(wanted)) return undefined;
  const line = findLine(communes, wanted);
  return line?.startsWith(`${wanted}\t`)
    ? words.commune(line.slice(wanted.length + 1), departmentOf(wanted))
    : undefined;
}

/**
 * The line of this code, or the one before where it would be: halves the text, whose lines are in the order of their
 * codes. A table of 39 000 names would take several times its memory.
 */
function findLine(text: string, code: string): string | undefined {
  let [from, to] = [0, text.length];
  let found: string | undefined;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const start = middle === 0 ? 0 : text.lastIndexOf("\n", middle - 1) + 1;
    const line = text.slice(start, text.indexOf("\n", start));
    if (line.slice(0, code.length) > code) to = start;
    else {
      found = line;
      from = start + line.length + 1;
    }
  }
  return found;
}

/** Overseas three characters; Mayotte was 985 before it became a department. */
function departmentOf(code: string): string {
  return code.startsWith("985") ? "976" : /^9[78]/.test(code) ? code.slice(0, 3) : code.slice(0, 2);
}
