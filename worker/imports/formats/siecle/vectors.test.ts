import { expect, test } from "vitest";
import {
  eleveXml,
  pupilsXml,
  readFile,
  siecleXml,
  structuresXml,
} from "#tests/support/siecle-text.ts";

/*
 * The cases 1 to 20 of Pix's own SIECLE tests, with our outcomes (`docs/domain/import.md` 2).
 * Cases 2 to 4 and 13 are in `reader.test.ts` and `pupil.test.ts`.
 */

const HANDMADE = eleveXml(
  {
    ID_NATIONAL: "00000000123",
    NOM_DE_FAMILLE: "HANDMADE",
    PRENOM3: "",
    DATE_NAISS: "31/12/1994",
    CODE_MEF: "123456789",
  },
  `ELEVE_ID="0001"`,
);
const COVERT = eleveXml(
  {
    ID_NATIONAL: "00000000124",
    NOM_DE_FAMILLE: "COVERT",
    NOM_USAGE: "COJAUNE",
    PRENOM: "Harry",
    PRENOM2: "Coc\u0153",
    PRENOM3: null,
    CODE_SEXE: "1",
    DATE_NAISS: "01/07/1994",
    CODE_PAYS: "132",
    CODE_COMMUNE_INSEE_NAISS: null,
    CODE_DEPARTEMENT_NAISS: null,
    VILLE_NAISS: "LONDRES",
    CODE_STATUT: "ST",
  },
  `ELEVE_ID="0002"`,
);
const STRUCTURES = `<STRUCTURES>${structuresXml("0001", ["D", "4A"])}${structuresXml("0002", ["G", "42"], ["D", "4A"])}</STRUCTURES>`;

/** œ is BD in ISO-8859-15, and é is E9. */
function latin9(xml: string): Uint8Array {
  return Uint8Array.from(xml, (character) => (character === "œ" ? 0xbd : character.charCodeAt(0)));
}

const LATIN = `<?xml version="1.0" encoding="ISO-8859-15"?>`;
const codesOf = (...pupils: string[]) =>
  readFile(pupilsXml(...pupils)).pupils.map(
    ({ skip, errors }) => skip ?? errors.map((e) => e.code),
  );

test("1: two pupils of an ISO-8859-15 file", () => {
  const xml = siecleXml({
    head: LATIN,
    data: `<ELEVES>${HANDMADE}${COVERT}</ELEVES>${STRUCTURES}`,
  });
  const { pupils, classes, faults } = readFile(latin9(xml));
  expect(faults).toEqual([]);
  expect(pupils.map(({ errors, skip }) => [errors, skip])).toEqual([
    [[], null],
    [[], null],
  ]);
  expect(pupils.map(({ fields }) => fields)).toMatchObject([
    { lastName: "HANDMADE", middleName: "Léa", thirdName: "", sex: "F", birthDate: "1994-12-31" },
    { middleName: "Cocœ", thirdName: "", sex: "M", birthCity: "LONDRES", birthCountry: "132" },
  ]);
  expect(classes).toEqual([
    { eleveId: "0001", division: "4A" },
    { eleveId: "0002", division: "4A" },
  ]);
});

test("5 and 6: pupils who left or have no INE are skipped, and have no error", () => {
  const left = eleveXml({ DATE_SORTIE: "01/09/2026" });
  expect(codesOf(left, eleveXml({ ID_NATIONAL: null }))).toEqual(["LEFT", "NO_INE"]);
  const idle = `<STRUCTURES>${structuresXml("1", ["D", "Inactifs"], ["G", "42"])}</STRUCTURES>`;
  expect(readFile(siecleXml({ data: `<ELEVES>${HANDMADE}</ELEVES>${idle}` })).classes).toEqual([]);
});

test("7: last year's schooling changes nothing", () => {
  const past = `<SCOLARITE_AN_DERNIER><CODE_MEF>1</CODE_MEF><CODE_STRUCTURE>5A</CODE_STRUCTURE></SCOLARITE_AN_DERNIER>`;
  const withPast = HANDMADE.replace("<ID_NATIONAL>", `${past}<ID_NATIONAL>`);
  expect(readFile(pupilsXml(withPast))).toMatchObject(readFile(pupilsXml(HANDMADE)));
});

test("8 and 9: pupils with the same INE are all read, even before a break", () => {
  expect(codesOf(HANDMADE, HANDMADE)).toEqual([[], []]);
  const { pupils, faults } = readFile(pupilsXml(HANDMADE, HANDMADE, "<ELEVE><NOM>"));
  expect(pupils.map(({ fields }) => fields.ine)).toEqual(["00000000123", "00000000123"]);
  expect(faults).toMatchObject([{ code: "FILE_INVALID" }]);
});

test("10: a pupil with an empty INE is not imported, without an error", () => {
  expect(codesOf(eleveXml({ ID_NATIONAL: "", CODE_SEXE: null }))).toEqual(["NO_INE"]);
});

test("11 to 19: each fault of a pupil has its code", () => {
  expect(codesOf(eleveXml({ CODE_SEXE: null }))).toEqual([["SEX_REQUIRED"]]);
  expect(codesOf(eleveXml({ DATE_NAISS: null }))).toEqual([["BIRTH_DATE_REQUIRED"]]);
  expect(codesOf(eleveXml({ CODE_SEXE: null, DATE_NAISS: null }))).toEqual([
    ["SEX_REQUIRED", "BIRTH_DATE_REQUIRED"],
  ]);
  expect(codesOf(eleveXml({ NOM_DE_FAMILLE: null }))).toEqual([["LAST_NAME_REQUIRED"]]);
  expect(codesOf(eleveXml({ PRENOM: null }))).toEqual([["FIRST_NAME_REQUIRED"]]);
  expect(codesOf(eleveXml({ CODE_COMMUNE_INSEE_NAISS: null }))).toEqual([
    ["BIRTH_CITY_CODE_REQUIRED"],
  ]);
});

test("17 and 18: a file declared ISO-8859-15 but saved as UTF-8 is detected by its names", () => {
  const names = eleveXml({ NOM_DE_FAMILLE: "LEFÈVRE", PRENOM: "Côme", PRENOM2: "Lucie" });
  const saved = siecleXml({ head: LATIN, data: `<ELEVES>${names}</ELEVES>` });
  expect(readFile(saved).pupils[0]?.errors).toEqual([
    { code: "NAME_UNREADABLE", field: "NOM_DE_FAMILLE", rank: 7, value: "LEFÃˆVRE" },
    { code: "NAME_UNREADABLE", field: "PRENOM", rank: 7, value: "CÃŽme" },
  ]);
});

test("20: damaged names are refused, the others are kept", () => {
  const damaged = [
    "Math\ufffdo",
    "CÃ©cile",
    "Rose GuyrlÃ¨ne",
    "MaÃ«llys",
    "LeÃ¯la",
    "Noëmie FranÃ§oise Marie",
  ];
  for (const name of damaged) {
    expect(codesOf(eleveXml({ PRENOM: name })), name).toEqual([["NAME_UNREADABLE"]]);
  }
  const real = [
    "N'golo",
    "Jean Phillipe",
    "Marie-Louise",
    "Héloïse",
    "Françoise",
    "Læticia",
    "COVERT",
  ];
  for (const name of [...real, "Cœur", "D’Arcy", "Łukasz", "Ayşe", "M. Yÿ 2"]) {
    expect(codesOf(eleveXml({ PRENOM: name })), name).toEqual([[]]);
  }
});
