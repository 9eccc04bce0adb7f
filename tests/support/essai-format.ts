import { onTestFinished } from "vitest";
import type { FormatWords } from "#words/formats/format-words.ts";
import { registerWords } from "#words/formats/registry.ts";
import { FORMATS, type FormatAbout, type SchoolKind } from "#worker/imports/formats/formats.ts";
import type { FormatReader } from "#worker/imports/formats/reader.ts";
import { READERS } from "#worker/imports/formats/readers.ts";
import type { FileFault, PupilRow, RowError } from "#worker/imports/records.ts";
import { parseRows } from "#worker/school-files/csv-rows.ts";

/**
 * A third file format, which only the tests have: a line per pupil, `ESSAI|INE|NOM|PRENOM|SEXE|NAISSANCE|CLASSE`. It
 * shows that a format is one reader, its facts and its words: no other part of the import knows its name.
 */

/** The kind of school that sends it, which no directory gives. */
export const ESSAI_SCHOOL = "sco-essai" as SchoolKind;

const FIRST_LINE = "ESSAI|INE|NOM|PRENOM|SEXE|NAISSANCE|CLASSE";
const FIELDS = ["INE", "NOM", "PRENOM", "SEXE", "NAISSANCE", "CLASSE"] as const;

const ABOUT: FormatAbout = {
  schools: ESSAI_SCHOOL,
  extensions: [".essai"],
  saysSchool: false,
  saysYear: false,
  openedBySpreadsheets: false,
  fileCodes: [],
  rowCodes: ["FIELD_REQUIRED", "INE_DUPLICATED"],
};

type Cursor = { byte: number; line: number };

const READER: FormatReader<Cursor> = {
  detect: (head) => (textOf(head).startsWith("ESSAI|") ? "csv" : null),
  open: (head) => {
    if (textOf(head).startsWith(`${FIRST_LINE}\n`)) {
      return { ok: true, cursor: { byte: FIRST_LINE.length + 1, line: 2 } };
    }
    const fault: FileFault = { code: "HEADER_REQUIRED", field: "CLASSE" };
    return { ok: false, faults: [fault] };
  },
  readWindow: ({ line }, bytes) => {
    const { rows } = parseRows(textOf(bytes), "|", true, 1000);
    const pupils = rows.map(({ index, cells }) => pupilOf(cells, line + index));
    return { pupils, classes: [], facts: {}, faults: [], cursor: null };
  },
  keyFields: [{ column: "ine", code: "INE_DUPLICATED", field: "INE", rank: 9 }],
  classesApart: null,
  errorFields: { FIELD_REQUIRED: [...FIELDS] },
  exampleField: "NOM",
};

const WORDS: FormatWords = {
  tool: "Essai",
  exportName: "un export d’Essai",
  accepted: "(format supporté : .essai)",
  whereIsIt: "Où trouver le fichier dans Essai ?",
  howToFix: "Comment corriger dans Essai",
  fieldLabel: (field) => field.toLowerCase(),
  placeOrder: ({ line, pupil }) => [line, pupil],
  exportAgain: "Dans Essai, faites un nouvel export.",
  fixes: { FIELD_REQUIRED: "Dans Essai, remplissez ce champ." },
  causeFixes: { SPREADSHEET: "", CONTROL_CHARACTER: "" },
};

/** Registers the format in each of the three tables until the test ends: the files of a runtime share the tables. */
export function registerEssai(): void {
  Object.assign(FORMATS, { essai: ABOUT });
  Object.assign(READERS, { essai: READER });
  const removeWords = registerWords("essai", WORDS);
  onTestFinished(() => {
    Reflect.deleteProperty(FORMATS, "essai");
    Reflect.deleteProperty(READERS, "essai");
    removeWords();
  });
}

/** A file of this format: a line for each pupil, with the cells in the order of its first line. */
export function anEssaiFile(pupils: string[][]): Uint8Array {
  const lines = pupils.map((cells) => ["", ...cells].join("|"));
  return new TextEncoder().encode([FIRST_LINE, ...lines].join("\n"));
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function pupilOf(cells: readonly string[], line: number): PupilRow {
  const [, ine = "", lastName = "", firstName = "", sex = "", birthDate = "", division = ""] =
    cells;
  const errors = FIELDS.flatMap((field, rank): RowError[] =>
    cells[rank + 1] ? [] : [{ code: "FIELD_REQUIRED", field, rank }],
  );
  return {
    line,
    eleveId: "",
    skip: null,
    errors,
    fields: {
      ine,
      lastName,
      usualName: "",
      firstName,
      middleName: "",
      thirdName: "",
      sex: sex === "M" ? "M" : "F",
      birthDate,
      birthCity: "",
      birthCityCode: "",
      birthDepartment: "",
      birthCountry: "",
      mef: "",
      status: "",
      division,
    },
  };
}
