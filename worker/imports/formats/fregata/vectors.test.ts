import { expect, test } from "vitest";
import { aLine, CONTEXT, csvOf, encode, HEADERS, readFile } from "#tests/support/fregata-text.ts";

type Changes = Parameters<typeof aLine>[0];

/** The cases of Pix's own Fregata tests, under our rules (`docs/domain/import.md` 3). */
const errorsOf = (...lines: Changes[]) =>
  readFile(csvOf(lines.map((changes, index) => aLine(changes, index)))).pupils.flatMap(
    ({ line, errors }) => errors.map(({ code, field }) => ({ line, code, field })),
  );

test("46, 53: two lines, one born in France and one abroad", () => {
  const csv = csvOf([
    aLine({ sex: "Féminin", birthCountry: "99100", birthCityCode: "97422", birthCity: "" }),
    aLine({ sex: "masculin", birthCountry: "99132", birthCityCode: "", birthCity: "Shangai" }, 1),
  ]);
  expect(readFile(csv)).toMatchObject({
    faults: [],
    pupils: [
      { errors: [], fields: { sex: "F", birthCountry: "100", birthCityCode: "97422" } },
      { errors: [], fields: { sex: "M", birthCountry: "132", birthCity: "Shangai" } },
    ],
  });
});

test("47 to 49: a missing name, a wrong country, a wrong commune", () => {
  expect(errorsOf({ lastName: "" })).toEqual([
    { line: 2, code: "FIELD_REQUIRED", field: "Nom de famille*" },
  ]);
  expect(errorsOf({ birthCountry: "FRANC" })).toEqual([
    { line: 2, code: "COUNTRY_INVALID", field: "Code pays naissance*" },
  ]);
  expect(errorsOf({ birthCityCode: "A1234" })).toEqual([
    { line: 2, code: "CITY_CODE_INVALID", field: "Code commune naissance**" },
  ]);
});

test("50, 57: SQL finds repeated identifiers, the reader does not, whatever the status", () => {
  const csv = csvOf([aLine({ status: "ST" }), aLine({ status: "AP" })]);
  const { pupils } = readFile(csv);
  expect(pupils.map(({ fields, errors }) => [fields.ine, errors])).toEqual([
    ["000000001AB", []],
    ["000000001AB", []],
  ]);
});

test("51, 62, 63: the first name is a column like any other", () => {
  const headers = HEADERS.filter((header) => header !== "Premier prénom*");
  expect(readFile(csvOf([], { headers })).faults).toEqual([
    { code: "HEADER_REQUIRED", field: "Premier prénom*" },
  ]);
  expect(readFile(csvOf([], { delimiter: "\\" })).faults).toHaveLength(10);
  const mixed = ["Autre", ...HEADERS.filter((header) => !header.startsWith("Code")), "Encore"];
  expect(readFile(csvOf([], { headers: mixed })).faults).toMatchObject([
    { code: "HEADER_REQUIRED", field: "Code sexe*" },
    { code: "HEADER_REQUIRED", field: "Code département naissance*" },
    { code: "HEADER_REQUIRED", field: "Code pays naissance*" },
    { code: "HEADER_REQUIRED", field: "Code MEF*" },
  ]);
});

test("52: a header alone gives no pupil", () => {
  expect(readFile(csvOf([]))).toMatchObject({ pupils: [], faults: [] });
});

test("54 to 56: classes are cleaned, an apprentice has an INE, an empty class is an error", () => {
  for (const division of ["  Division 1 ", "Division     1"]) {
    const { pupils } = readFile(csvOf([aLine({ division, status: "AP", ine: "0123456789F" })]));
    expect(pupils).toMatchObject([
      { skip: null, errors: [], fields: { division: "Division 1", ine: "0123456789F" } },
    ]);
  }
  expect(errorsOf({ status: "AP", ine: "" })).toEqual([
    { line: 2, code: "FIELD_REQUIRED", field: "Identifiant unique*" },
  ]);
});

test("58, 59: all the errors of a line are reported, on its line", () => {
  expect(errorsOf({}, {}, { birthCityCode: "A1234", status: "AT" })).toEqual([
    { line: 4, code: "CITY_CODE_INVALID", field: "Code commune naissance**" },
    { line: 4, code: "STATUS_INVALID", field: "Statut*" },
  ]);
});

test("60: three date formats", () => {
  const lines = ["2010-01-20", "20/01/2010", "20/01/10"].map((birthDate) => aLine({ birthDate }));
  const dates = readFile(csvOf(lines)).pupils.map(({ fields }) => fields.birthDate);
  expect(dates).toEqual(["2010-01-20", "2010-01-20", "2010-01-20"]);
});

test("61: one mistake gives one error, and a wrong length is a wrong code", () => {
  const codes = (changes: Changes) => errorsOf(changes).map(({ code }) => code);
  expect(codes({ birthCountry: "123456", birthCity: "" })).toEqual(["COUNTRY_INVALID"]);
  expect(codes({ birthCityCode: "1234" })).toEqual(["CITY_CODE_INVALID"]);
  expect(codes({ birthDepartment: "0974" })).toEqual(["DEPARTMENT_INVALID"]);
  expect(codes({ sex: "AA", status: "AA" })).toEqual(["SEX_INVALID", "STATUS_INVALID"]);
  expect(codes({ division: "x".repeat(256) })).toEqual(["FIELD_TOO_LONG"]);
});

test("64: accents are read in every encoding, UTF-16 included", () => {
  const csv = csvOf([aLine({ firstName: "Éçéà niño véga" })]);
  for (const encoding of ["utf-8", "windows-1252", "macintosh", "utf-16le", "utf-16be"]) {
    const { pupils } = readFile(encode(csv, encoding), { context: CONTEXT });
    expect(pupils, encoding).toMatchObject([
      { errors: [], fields: { firstName: "Éçéà niño véga" } },
    ]);
  }
});
