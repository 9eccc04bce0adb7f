import { expect, test } from "vitest";
import { eleveXml, pupilsXml, readFile } from "#tests/support/siecle-text.ts";
import type { PupilRow } from "../../records.ts";

function readPupil(changes: Record<string, string | null>): PupilRow {
  const { pupils, faults } = readFile(pupilsXml(eleveXml(changes)));
  expect(faults).toEqual([]);
  expect(pupils).toHaveLength(1);
  return pupils[0] as PupilRow;
}

const errorsOf = (changes: Record<string, string | null>) =>
  readPupil(changes).errors.map(({ code, field }) => `${code} ${field}`);

test("a complete pupil is read with no error", () => {
  expect(readPupil({})).toEqual({
    line: 5,
    eleveId: "1",
    skip: null,
    errors: [],
    fields: {
      ine: "123456789AB",
      lastName: "HANDMADE",
      usualName: "",
      firstName: "Luciole",
      middleName: "Léa",
      thirdName: "Lucy",
      sex: "F",
      birthDate: "2013-12-31",
      birthCity: "",
      birthCityCode: "33318",
      birthDepartment: "033",
      birthCountry: "100",
      mef: "10010012110",
      status: "AP",
      division: "",
    },
  });
});

test("values are trimmed, their blanks collapsed, their accents composed, CDATA and entities read", () => {
  const { fields } = readPupil({
    ID_NATIONAL: " 123456789ab\n",
    NOM_DE_FAMILLE: "\n LE \u00a0 GOFF\t",
    NOM_USAGE: "<![CDATA[D'ARC & CIE]]>",
    PRENOM: "Zoe\u0301",
    PRENOM2: "Jea<!-- x --><![CDATA[n]]>-<?pi y?>No&#233;l",
    CODE_SEXE: " 1 ",
    DATE_NAISS: " 01/07/2013 ",
    CODE_PAYS: "132",
    VILLE_NAISS: "LONDRES",
  });
  expect(fields).toMatchObject({
    ine: "123456789AB",
    lastName: "LE GOFF",
    usualName: "D'ARC & CIE",
    firstName: "Zoé",
    middleName: "Jean-Noél",
    sex: "M",
    birthDate: "2013-07-01",
    birthCountry: "132",
    birthCity: "LONDRES",
  });
});

test("the family name is NOM_DE_FAMILLE, else NOM", () => {
  const lastName = (changes: Record<string, string | null>) => readPupil(changes).fields.lastName;
  expect(lastName({ NOM: "AUTRE" })).toBe("HANDMADE");
  expect(lastName({ NOM_DE_FAMILLE: null, NOM: "ANCIEN" })).toBe("ANCIEN");
  expect(lastName({ NOM_DE_FAMILLE: " ", NOM: "ANCIEN" })).toBe("ANCIEN");
});

test("only direct children count, and the first of each", () => {
  const nested = "<CODE_MEF>999</CODE_MEF><NOM_DE_FAMILLE>FUITE</NOM_DE_FAMILLE>";
  const { fields, errors } = readPupil({
    SCOLARITE_AN_DERNIER: `${nested}<CODE_SEXE>9</CODE_SEXE><DATE_SORTIE>01/01/2020</DATE_SORTIE>`,
    PRENOM: "Luc<B>FUITE</B>ie",
    CODE_STATUT: "AP</CODE_STATUT><CODE_STATUT>ST",
  });
  expect(fields).toMatchObject({ mef: "10010012110", lastName: "HANDMADE", sex: "F" });
  expect(fields).toMatchObject({ firstName: "Lucie", status: "AP" });
  expect(errors).toEqual([]);
  const first =
    pupilsXml(`<ELEVE ELEVE_ID="1"><SCOLARITE_AN_DERNIER>${nested}</SCOLARITE_AN_DERNIER>
    <ID_NATIONAL>123456789AB</ID_NATIONAL></ELEVE>`);
  expect(readFile(first).pupils[0]?.fields).toMatchObject({ mef: "", lastName: "" });
});

test("a pupil who left on or before today is not imported", () => {
  expect(readPupil({ DATE_SORTIE: "15/09/2026" }).skip).toBe("LEFT");
  expect(readPupil({ DATE_SORTIE: "01/02/2020" }).skip).toBe("LEFT");
  for (const stays of ["", " ", "16/09/2026", "31/02/2020", "bientôt"]) {
    expect(readPupil({ DATE_SORTIE: stays }).skip, stays).toBeNull();
  }
});

test("the day of departure may be padded or not, with a time or not", () => {
  const left = [
    "3/7/2026",
    "03/7/2026",
    "3/07/2026 00:00:00",
    "15/09/2026 8:30",
    "03/07/2026 23h59",
  ];
  for (const date of [...left, "2026-07-03", "2026-07-03T00:00:00", "2026-07-03 00:00:00.0"]) {
    expect(readPupil({ DATE_SORTIE: date }).skip, date).toBe("LEFT");
  }
  for (const date of ["16/9/2026", "1/10/2026 00:00:00", "2026-12-31", "32/1/2026", "3/7"]) {
    expect(readPupil({ DATE_SORTIE: date }).skip, date).toBeNull();
  }
});

test("the day of departure may have a short year, other separators or a time zone", () => {
  const same = ["3/7/26", "03/07/26 00:00", "03-07-2026", "3.7.2026", "2026/07/03", "20260703"];
  const spoilt = ["2026-7-3", "2026/7/3", "2026.07.03", "46206", "46206,5"];
  const zoned = ["2026-07-03+02:00", "2026-07-03T00:00:00+02:00", "2026-07-03T00:00:00.000Z"];
  for (const date of [...same, ...spoilt, ...zoned]) {
    expect(readPupil({ DATE_SORTIE: date }), date).toMatchObject({
      skip: "LEFT",
      leftOn: "2026-07-03",
    });
  }
  for (const date of [
    "16/9/26",
    "3/7-2026",
    "31/02/26",
    "2026-1631",
    "3/7/126",
    "46281",
    "462060",
  ]) {
    expect(readPupil({ DATE_SORTIE: date }).skip, date).toBeNull();
  }
});

test("an error shows its value, and gives a control character as the cause", () => {
  const errors = (changes: Record<string, string>) =>
    readPupil(changes).errors.map(({ code, field, value, cause }) => [code, field, value, cause]);
  expect(errors({ CODE_SEXE: "3" })).toEqual([["SEX_REQUIRED", "CODE_SEXE", "3", undefined]]);
  expect(errors({ CODE_SEXE: "" })).toEqual([["SEX_REQUIRED", "CODE_SEXE", undefined, undefined]]);
  expect(errors({ PRENOM: "CÃ©cile" })).toEqual([
    ["NAME_UNREADABLE", "PRENOM", "CÃ©cile", undefined],
  ]);
  const cause = "CONTROL_CHARACTER";
  expect(errors({ PRENOM: "Za\u0007ra" })).toEqual([["NAME_UNREADABLE", "PRENOM", "Za␇ra", cause]]);
  expect(errors({ DATE_NAISS: "01/&#2;01/2013" })).toEqual([
    ["BIRTH_DATE_INVALID", "DATE_NAISS", "01/␂01/2013", cause],
  ]);
  for (const field of ["ID_NATIONAL", "DATE_SORTIE", "CODE_MEF", "CODE_STATUT", "CODE_PAYS"]) {
    expect(errors({ [field]: "1\u00002" }), field).toEqual([
      ["NAME_UNREADABLE", field, "1␀2", cause],
    ]);
  }
  // DEL, literal and as references; 80 to 9F, which a file in UTF-8 holds only by accident.
  for (const [written, shown] of [
    ["1\u007f2", "1␡2"],
    ["1&#127;2", "1␡2"],
    ["1&#x7F;2", "1␡2"],
    ["1\u00852", "1\ufffd2"],
  ]) {
    for (const field of ["PRENOM", "ID_NATIONAL", "CODE_MEF"]) {
      expect(errors({ [field]: written ?? "" }), field).toEqual([
        ["NAME_UNREADABLE", field, shown, cause],
      ]);
    }
  }
  const [long] = errors({ PRENOM: "é".repeat(300) });
  expect(long).toEqual(["FIELD_TOO_LONG", "PRENOM", `${"é".repeat(79)}…`, undefined]);
});

test("a pupil without an INE, or with one that is not genuine, is not imported", () => {
  expect(readPupil({ ID_NATIONAL: null }).skip).toBe("NO_INE");
  expect(readPupil({ ID_NATIONAL: " " }).skip).toBe("NO_INE");
  expect(readPupil({ ID_NATIONAL: "0123" }).skip).toBe("INE_NOT_GENUINE");
  expect(readPupil({ ID_NATIONAL: "1234A56789z" }).skip).toBeNull();
});

test("the first reason counts", () => {
  expect(readPupil({ DATE_SORTIE: "01/09/2026", ID_NATIONAL: null }).skip).toBe("LEFT");
});

test("a pupil who is not imported is not checked, and keeps the fields that identify them", () => {
  const row = readPupil({ ID_NATIONAL: "0123", CODE_SEXE: null, PRENOM: "Ã©", DATE_NAISS: "x" });
  expect(row.errors).toEqual([]);
  expect(row).toMatchObject({ line: 5, fields: { ine: "0123", lastName: "HANDMADE" } });
});

test("each missing value has its error", () => {
  expect(errorsOf({ CODE_COMMUNE_INSEE_NAISS: null })).toEqual([
    "BIRTH_CITY_CODE_REQUIRED CODE_COMMUNE_INSEE_NAISS",
  ]);
  expect(errorsOf({ CODE_COMMUNE_INSEE_NAISS: " " })).toHaveLength(1);
  for (const country of ["132", "", null]) {
    expect(errorsOf({ CODE_COMMUNE_INSEE_NAISS: null, CODE_PAYS: country })).toEqual([]);
  }
  for (const sex of [null, "", "3", "F"]) {
    expect(errorsOf({ CODE_SEXE: sex })).toEqual(["SEX_REQUIRED CODE_SEXE"]);
  }
  for (const date of [null, "", " "]) {
    expect(errorsOf({ DATE_NAISS: date })).toEqual(["BIRTH_DATE_REQUIRED DATE_NAISS"]);
  }
  for (const name of [null, "", "\u00a0"]) {
    expect(errorsOf({ NOM_DE_FAMILLE: name })).toEqual(["LAST_NAME_REQUIRED NOM_DE_FAMILLE"]);
    expect(errorsOf({ PRENOM: name })).toEqual(["FIRST_NAME_REQUIRED PRENOM"]);
  }
});

test("a birth date is an existing DD/MM/YYYY day that is not in the future", () => {
  const wrong = ["1/7/1994", "01/07/94", "1994-07-01", "31/02/2005", "00/00/2005", "16/09/2026"];
  for (const date of wrong) {
    expect(errorsOf({ DATE_NAISS: date }), date).toEqual(["BIRTH_DATE_INVALID DATE_NAISS"]);
    expect(readPupil({ DATE_NAISS: date }).fields.birthDate).toBe("");
  }
  expect(errorsOf({ DATE_NAISS: "15/09/2026" })).toEqual([]);
});

test("each unreadable name or birth place is an error, reported once per field", () => {
  for (const field of [
    "NOM_DE_FAMILLE",
    "NOM_USAGE",
    "PRENOM",
    "PRENOM2",
    "PRENOM3",
    "VILLE_NAISS",
  ]) {
    expect(errorsOf({ [field]: "CÃ©cile" })).toEqual([`NAME_UNREADABLE ${field}`]);
  }
  expect(errorsOf({ NOM_DE_FAMILLE: null, NOM: "Ã\u00a0" })).toEqual(["NAME_UNREADABLE NOM"]);
  expect(errorsOf({ CODE_MEF: "Ã©" })).toEqual([]);
});

test("a kept field has at most 255 characters", () => {
  const fields = ["NOM_DE_FAMILLE", "NOM_USAGE", "PRENOM", "PRENOM2", "PRENOM3", "VILLE_NAISS"];
  const codes = ["CODE_PAYS", "CODE_COMMUNE_INSEE_NAISS", "CODE_DEPARTEMENT_NAISS", "CODE_MEF"];
  for (const field of [...fields, ...codes, "CODE_STATUT"]) {
    expect(errorsOf({ [field]: "x".repeat(256) })).toEqual([`FIELD_TOO_LONG ${field}`]);
    expect(errorsOf({ [field]: ` ${"x".repeat(255)} ` })).toEqual([]);
  }
  expect(errorsOf({ PRENOM: "😀".repeat(255) })).toEqual([]);
});

test("errors come in the order of the rule, with their ranks", () => {
  const { errors } = readPupil({
    CODE_COMMUNE_INSEE_NAISS: null,
    CODE_SEXE: null,
    DATE_NAISS: "x",
    NOM_DE_FAMILLE: null,
    PRENOM: null,
    NOM_USAGE: `Ã©${"x".repeat(255)}`,
  });
  expect(errors.map(({ code, rank }) => [code, rank])).toEqual([
    ["BIRTH_CITY_CODE_REQUIRED", 0],
    ["SEX_REQUIRED", 1],
    ["BIRTH_DATE_INVALID", 3],
    ["LAST_NAME_REQUIRED", 4],
    ["FIRST_NAME_REQUIRED", 5],
    ["NAME_UNREADABLE", 7],
    ["FIELD_TOO_LONG", 8],
  ]);
});
