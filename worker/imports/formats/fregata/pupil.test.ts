import { expect, test } from "vitest";
import { aLine, CONTEXT, HEADERS } from "#tests/support/fregata-text.ts";
import type { PupilFields } from "../../records.ts";
import { makePupilRow } from "./pupil.ts";

type Changes = Parameters<typeof aLine>[0];

const rowOf = (changes: Changes) => makePupilRow(aLine(changes), 2, CONTEXT);
const errorsOf = (changes: Changes) =>
  rowOf(changes).errors.map(({ code, field }) => `${code} ${field}`);
const FOREIGN = { birthCountry: "99132", birthCity: "Shangai", birthCityCode: "" };

test("a complete line gives its fields, cleaned, and no error", () => {
  const row = rowOf({
    ine: " 0123456789f ",
    division: "  Division \u00a0   1 ",
    lastName: "E\u0301TE\u0301",
    status: "ap",
    birthCityCode: "2a004",
    birthDate: "31/12/09",
  });
  const fields: PupilFields = {
    ine: "0123456789F",
    firstName: "Luciole",
    middleName: "Léa",
    thirdName: "",
    lastName: "ÉTÉ",
    usualName: "D'ARC-EN-CIEL",
    sex: "F",
    birthDate: "2009-12-31",
    birthCityCode: "2A004",
    birthCity: "",
    birthDepartment: "974",
    birthCountry: "100",
    status: "AP",
    mef: "27610011111",
    division: "Division 1",
  };
  expect(row).toEqual({ line: 2, eleveId: "", skip: null, errors: [], fields });
});

test("an empty mandatory cell is an error, and blanks count as empty", () => {
  const fields = ["ine", "firstName", "lastName", "sex", "birthDate", "birthDepartment"] as const;
  for (const field of [...fields, "birthCountry", "status", "mef", "division"] as const) {
    for (const blank of ["", " \u00a0\t"]) {
      const { errors } = rowOf({ [field]: blank });
      expect(errors, field).toMatchObject([{ code: "FIELD_REQUIRED" }]);
      expect(errors[0]?.field).toMatch(/^[A-Z].*[^*]\*$/);
    }
  }
  for (const field of ["middleName", "thirdName", "usualName"] as const) {
    expect(errorsOf({ [field]: "" })).toEqual([]);
  }
});

test("an identifier that is not genuine is not imported, and nothing else is checked", () => {
  for (const ine of ["123", "0123456789", "0123456789012", "ABCDEFGHIJK", "x".repeat(300)]) {
    const row = rowOf({ ine, lastName: "", sex: "Z" });
    expect([row.skip, row.errors], ine).toEqual(["INE_NOT_GENUINE", []]);
  }
  for (const ine of ["0123456789F", "123456789ab", "12345678901", "1234A56789B"]) {
    expect(rowOf({ ine }), ine).toMatchObject({ skip: null, errors: [] });
  }
  expect(rowOf({ ine: "", sex: "Z" }).skip).toBeNull();
});

test("the errors of a line come in the order of the columns, each with its rank", () => {
  const { errors } = rowOf({
    ine: "",
    firstName: "Ma\ufffdlle",
    lastName: `\u0001${"x".repeat(255)}`,
    sex: "x",
    birthDate: "31/02/2000",
    birthCityCode: "A1234",
    birthCity: "PointeÃ©",
    birthDepartment: "1",
    status: "AT",
    mef: "1".repeat(256),
    division: "",
  });
  expect(errors.map(({ code, field, rank, value }) => [code, field, rank, value])).toEqual([
    ["FIELD_REQUIRED", "Identifiant unique*", 0, undefined],
    ["NAME_UNREADABLE", "Premier prénom*", 10, "Ma\ufffdlle"],
    ["NAME_UNREADABLE", "Nom de famille*", 40, `␁${"x".repeat(78)}…`],
    ["SEX_INVALID", "Code sexe*", 60, "x"],
    ["BIRTH_DATE_INVALID", "Date de naissance (jj/mm/aaaa)*", 70, "31/02/2000"],
    ["CITY_CODE_INVALID", "Code commune naissance**", 80, "A1234"],
    ["NAME_UNREADABLE", "Libellé commune naissance**", 90, "PointeÃ©"],
    ["DEPARTMENT_INVALID", "Code département naissance*", 100, "1"],
    ["STATUS_INVALID", "Statut*", 120, "AT"],
    ["FIELD_TOO_LONG", "Code MEF*", 130, `${"1".repeat(79)}…`],
    ["FIELD_REQUIRED", "Division*", 140, undefined],
  ]);
});

test("the sex is a word, a letter or a digit, in any case", () => {
  const women = ["Féminin", "féminin", "FÉMININ", "Fe\u0301minin", "f", "F", "2", " F "];
  for (const sex of women)
    expect(rowOf({ sex }), sex).toMatchObject({ errors: [], fields: { sex: "F" } });
  for (const sex of ["Masculin", "MASCULIN", "m", "M", "1"]) {
    expect(rowOf({ sex }), sex).toMatchObject({ errors: [], fields: { sex: "M" } });
  }
  for (const sex of ["AA", "0", "3", "H", "constructor"]) {
    expect(errorsOf({ sex }), sex).toEqual(["SEX_INVALID Code sexe*"]);
  }
});

test("a wrong date has another error than an absent one, and is never kept", () => {
  for (const birthDate of ["123456", "2020/01/01", "31/02/2000", "16/09/2026"]) {
    const row = rowOf({ birthDate });
    expect(row.errors).toMatchObject([{ code: "BIRTH_DATE_INVALID" }]);
    expect(row.fields.birthDate).toBe("");
  }
});

test("a country is 99 and three digits, and only the three digits are kept", () => {
  expect(rowOf({ ...FOREIGN })).toMatchObject({ errors: [], fields: { birthCountry: "132" } });
  expect(rowOf({ ...FOREIGN, birthCountry: "99999" }).errors).toEqual([]);
  for (const birthCountry of ["FRANC", "100", "9910", "123456", "88123", "12345", "2B122"]) {
    const row = rowOf({ birthCountry, birthCity: "", birthCityCode: "" });
    expect(row.errors, birthCountry).toMatchObject([{ code: "COUNTRY_INVALID" }]);
    expect(row.fields.birthCountry).toBe("");
  }
  const missing = { birthCountry: "", birthCity: "", birthCityCode: "A1234" };
  expect(errorsOf(missing)).toEqual(["FIELD_REQUIRED Code pays naissance*"]);
});

test("in France the commune code is required: five digits, or the Corsican form", () => {
  for (const birthCityCode of ["51430", "13125", "2B125", "2b125", "2A004", "97422"]) {
    expect(errorsOf({ birthCityCode }), birthCityCode).toEqual([]);
  }
  for (const birthCityCode of ["A1234", "1234", "123456", "21B22", "2C123", "2,004", "3A123"]) {
    expect(errorsOf({ birthCityCode })).toEqual(["CITY_CODE_INVALID Code commune naissance**"]);
  }
  expect(errorsOf({ birthCityCode: "" })).toEqual(["FIELD_REQUIRED Code commune naissance**"]);
  expect(errorsOf({ birthCity: "Saint-Denis" })).toEqual([]);
});

test("elsewhere the city name is required, and the code may be anything", () => {
  expect(errorsOf({ ...FOREIGN, birthCity: "" })).toEqual([
    "FIELD_REQUIRED Libellé commune naissance**",
  ]);
  expect(errorsOf({ ...FOREIGN, birthCityCode: "A1234" })).toEqual([]);
  expect(errorsOf({ ...FOREIGN, birthCityCode: "x".repeat(256) })).toEqual([
    "FIELD_TOO_LONG Code commune naissance**",
  ]);
});

test("a department has two or three characters, a status is ST or AP", () => {
  for (const birthDepartment of ["01", "2A", "974", "099"]) {
    expect(errorsOf({ birthDepartment })).toEqual([]);
  }
  for (const birthDepartment of ["1", "0974"]) {
    expect(errorsOf({ birthDepartment })).toEqual([
      "DEPARTMENT_INVALID Code département naissance*",
    ]);
  }
  for (const status of ["ST", "st", "Ap"]) {
    expect(rowOf({ status }).fields.status).toBe(status.toUpperCase());
  }
  for (const status of ["AA", "STA"])
    expect(errorsOf({ status })).toEqual(["STATUS_INVALID Statut*"]);
});

test("255 characters fit, 256 are too many", () => {
  const fields = ["firstName", "middleName", "thirdName", "lastName", "usualName", "mef"] as const;
  for (const field of [...fields, "birthCity", "division"] as const) {
    const header = HEADERS[Object.keys(aLineFields()).indexOf(field)];
    expect(errorsOf({ [field]: "😀".repeat(255) }), field).toEqual([]);
    expect(errorsOf({ [field]: `  ${"x".repeat(255)}  ` }), field).toEqual([]);
    expect(errorsOf({ [field]: "x".repeat(256) }), field).toEqual([`FIELD_TOO_LONG ${header}`]);
  }
});

/** The fields in the order of the columns. */
function aLineFields(): Record<string, true> {
  const names = ["ine", "firstName", "middleName", "thirdName", "lastName", "usualName", "sex"];
  const rest = ["birthDate", "birthCityCode", "birthCity", "birthDepartment", "birthCountry"];
  return Object.fromEntries([...names, ...rest, "status", "mef", "division"].map((n) => [n, true]));
}

test("a damaged name is refused, a rare one is not", () => {
  for (const field of ["firstName", "middleName", "thirdName", "lastName", "usualName"] as const) {
    expect(errorsOf({ [field]: "CÃ©cile" })[0], field).toMatch(/^NAME_UNREADABLE /);
    for (const name of ["Læticia", "N’golo", "Şule", "Łucja", "Jean 2", "O'Néill"]) {
      expect(errorsOf({ [field]: name }), name).toEqual([]);
    }
  }
  expect(errorsOf({ mef: "CÃ©cile", division: "3\ufffd" })).toEqual([]);
});

test("a damaged name is recognised in the raw text, before its blanks are cleaned", () => {
  // The UTF-8 bytes of "à" read as Latin are Ã and a no-break space, which cleaning removes.
  for (const name of ["Là", "Voilà Zoé"]) {
    const damaged = name.replace("à", "Ã\u00a0");
    expect(errorsOf({ firstName: damaged }), name).toEqual(["NAME_UNREADABLE Premier prénom*"]);
  }
});

const causesOf = (changes: Changes) =>
  rowOf(changes).errors.map(({ code, value, cause }) => [code, value, cause]);

test("a value ruined by a spreadsheet is reported as such, and its pupil is neither imported nor left out", () => {
  const ruined = (changes: Changes) => {
    const [value] = Object.values(changes ?? {});
    const row = rowOf(changes);
    expect(row.skip, value).toBeNull();
    expect(row.errors, value).toMatchObject([{ value, cause: "SPREADSHEET" }]);
    return row.errors[0]?.code;
  };
  for (const division of [
    "3,00E+01",
    "3.00E+01",
    "3E+01",
    "6,00E+00",
    "03-janv",
    "3-mai.",
    "janv-03",
    "01/03/2026",
    "####",
    "3,E+01",
    "3,00 E+01",
    "3,00E01",
    "01/03/26",
    "01/03/2026 00:00:00",
    "2026-03-01",
    "3-Mar",
    "Mar-03",
    "3 mars 2026",
  ]) {
    expect(ruined({ division })).toBe("NAME_UNREADABLE");
  }
  for (const ine of ["2.2E+10", "1,23457E+10", "########", "2,20E10", "2,20 E+10"]) {
    expect(ruined({ ine })).toBe("NAME_UNREADABLE");
  }
  expect(ruined({ mef: "2,7610011111E+10" })).toBe("NAME_UNREADABLE");
  expect(ruined({ birthCityCode: "3,33E+04" })).toBe("CITY_CODE_INVALID");
  expect(ruined({ birthCityCode: "33330,0" })).toBe("CITY_CODE_INVALID");
  expect(ruined({ birthCountry: "99100.00" })).toBe("COUNTRY_INVALID");
  expect(ruined({ mef: "27610011111,0" })).toBe("NAME_UNREADABLE");
  const days = ["31-déc-09", "jeu. 31/12/2009", "31/12/2009 00:00:00", "2009-12-31T00:00:00"];
  for (const birthDate of ["41640", "41640,00", "41640,5", "########", ...days]) {
    expect(ruined({ birthDate })).toBe("BIRTH_DATE_INVALID");
  }
  const elsewhere = ["3/7/2012", "03/7/12", "03.07.2012", "3-7-2012", "2012/07/03", "2012-7-3"];
  for (const birthDate of elsewhere) expect(ruined({ birthDate })).toBe("BIRTH_DATE_INVALID");
  expect(ruined({ firstName: "#NOM?" })).toBe("NAME_UNREADABLE");
});

test("classes and identifiers that only look ruined are kept", () => {
  for (const division of [
    "3E1",
    "6E 2",
    "3E+",
    "1E10",
    "3-1",
    "3/1",
    "E+01",
    "5EME+3",
    "MARS-A",
    "3.1",
    "3 MAR",
    "6 MARS",
  ]) {
    expect(causesOf({ division }), division).toEqual([]);
  }
  expect(causesOf({ birthDate: "123456" })).toEqual([["BIRTH_DATE_INVALID", "123456", undefined]]);
  expect(causesOf({ birthCityCode: "1004" })).toEqual([["CITY_CODE_INVALID", "1004", "ZERO_LOST"]]);
  expect(causesOf({ birthDepartment: "1" })).toEqual([["DEPARTMENT_INVALID", "1", "ZERO_LOST"]]);
  expect(causesOf({ birthCityCode: "A1234" })).toEqual([["CITY_CODE_INVALID", "A1234", undefined]]);
});

test("a control character makes any field unreadable, and is shown", () => {
  const cause = "CONTROL_CHARACTER";
  for (const field of ["ine", "firstName", "division", "mef", "birthCity"] as const) {
    const [error] = rowOf({ [field]: "Za\u0007ra" }).errors;
    expect(error, field).toMatchObject({ code: "NAME_UNREADABLE", value: "Za␇ra", cause });
    const [nextLine] = rowOf({ [field]: "Za\u0085ra" }).errors;
    expect(nextLine, field).toMatchObject({ code: "NAME_UNREADABLE", value: "Za\ufffdra", cause });
  }
  expect(causesOf({ sex: "F\u0000" })).toEqual([["SEX_INVALID", "F␀", cause]]);
});
