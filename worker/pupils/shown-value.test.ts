import { expect, test } from "vitest";
import { shownValue } from "./shown-value.ts";

const NAMES = new Map([["80021", "Amiens (80)"]]);

test.each([
  ["birthCityCode", "80021", "Amiens (80)"],
  ["birthCityCode", "80999", "code INSEE 80999"],
  ["birthCountry", "998", "code INSEE 99998"],
  ["birthDepartment", "080", "80"],
  ["birthDate", "2013-09-04", "04/09/2013"],
  ["mef", "10010012110", "6e (MEF 10010012110)"],
  ["sex", "F", "Féminin"],
  ["status", "AP", "Apprenti"],
  ["division", "2013-09-04", "2013-09-04"],
  ["birthCityCode", "", ""],
])("%s %j is shown as « %s »", (field, value, shown) => {
  expect(shownValue(field, value, NAMES)).toBe(shown);
});
