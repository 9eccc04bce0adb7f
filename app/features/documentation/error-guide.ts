import {
  FILE_CODES,
  FREGATA_CODES,
  IMPORT_CODES,
  type ImportCode,
  SIECLE_CODES,
} from "#worker/imports/codes.ts";
import { COLUMNS } from "#worker/imports/fregata/columns.ts";
import { documentation } from "../../i18n/documentation.ts";
import { errorSteps } from "../../i18n/error-steps.ts";
import {
  errorFact,
  errorFieldLabel,
  errorGroupTitle,
  errorHowToFix,
  importErrorMessage,
} from "../../i18n/fr.ts";
import type { GuideStep } from "../../i18n/guide.ts";
import type { Cause } from "../../i18n/import-sentences.ts";

type Kind = "siecle" | "fregata";
export type ErrorGuide = {
  code: ImportCode;
  title: string;
  aboutFile: boolean;
  /** `fields` are the names of those the error can be about, when it can be about several. */
  kinds: Array<{
    kind: Kind;
    example: string;
    fields: string[];
    fix: string;
    /** Other causes that the value itself reveals, each with its own remedy. */
    causes: Array<{ title: string; fix: string }>;
    steps: GuideStep[];
  }>;
};

/** What only one of the two files can have. */
const SIECLE_ONLY: readonly ImportCode[] = [
  "ARCHIVE_SUSPICIOUS",
  "ARCHIVE_CONTENT",
  "NOT_PUPIL_FILE",
  "UAI_MISMATCHED",
];
const FREGATA_ONLY: readonly ImportCode[] = ["HEADER_REQUIRED", "HEADER_DUPLICATED"];

/** Errors that a control character, or a spreadsheet, can be the cause of. */
const SPOILT: readonly ImportCode[] = ["NAME_UNREADABLE"];
const RUINED: readonly ImportCode[] = [
  "NAME_UNREADABLE",
  "BIRTH_DATE_INVALID",
  "CITY_CODE_INVALID",
  "DEPARTMENT_INVALID",
];

/** An invented case of each error, told by the very sentences of the import page. */
const EXAMPLE = {
  pupil: "Lila MOREAU",
  line: 13,
  detail: {
    found: "0750001A",
    expected: "0808088X",
    root: "BEE_STRUCTURES",
    encoding: "utf-7",
    reason: "truncated",
    count: 2,
    names: "« ElevesAvecAdresses.xml », « ElevesSansAdresses.xml »",
    choose: "ElevesSansAdresses.xml",
    otherPupil: "Noé GARNIER",
    otherDivision: "5B",
    otherLine: 32,
  },
};
const NAME: Record<Kind, string> = { siecle: "NOM_DE_FAMILLE", fregata: "Nom de famille" };

const headers = (wanted: (column: (typeof COLUMNS)[number]) => boolean) =>
  COLUMNS.filter(wanted).map(({ header }) => header);
const SIECLE_TEXTS = "NOM_DE_FAMILLE NOM_USAGE PRENOM PRENOM2 PRENOM3 VILLE_NAISS".split(" ");
const SIECLE_NUMBERS =
  "CODE_PAYS CODE_COMMUNE_INSEE_NAISS CODE_DEPARTEMENT_NAISS CODE_MEF CODE_STATUT".split(" ");
const FREGATA_TEXTS = headers(({ field }) => /name|birthCity$/i.test(field));

/** The fields that errors of one code can name, as each file calls them; the first is the example. */
const FIELDS: Partial<Record<ImportCode, Partial<Record<Kind, string[]>>>> = {
  HEADER_REQUIRED: { fregata: headers(({ mandatory }) => mandatory) },
  HEADER_DUPLICATED: { fregata: headers(() => true) },
  FIELD_REQUIRED: {
    fregata: headers(({ field, mandatory }) => mandatory || field.startsWith("birthCity")),
  },
  NAME_UNREADABLE: { siecle: SIECLE_TEXTS, fregata: FREGATA_TEXTS },
  FIELD_TOO_LONG: {
    siecle: [...SIECLE_TEXTS, ...SIECLE_NUMBERS, "CODE_STRUCTURE"],
    fregata: headers(({ field }) => /name|birthCity|mef|division/i.test(field)),
  },
  CITY_CODE_INVALID: { fregata: ["Code commune naissance**"] },
};

export function isImportCode(value: string): value is ImportCode {
  return IMPORT_CODES.some((code) => code === value);
}

/** The page of one error: its sentence, in each of the files that can have it, and how to correct it. */
export function guideOf(code: ImportCode): ErrorGuide {
  return {
    code,
    title: errorGroupTitle(code, "siecle"),
    aboutFile: isAboutFile(code),
    kinds: kindsOf(code).map((kind) => ({
      kind,
      example: exampleOf(code, kind),
      fields: namesOf(code, kind),
      fix: errorHowToFix(code, kind),
      causes: causesOf(code, kind).map((cause) => ({
        title: errorGroupTitle(code, kind, cause),
        fix: errorHowToFix(code, kind, cause),
      })),
      steps: errorSteps(code, kind, isAboutFile(code)),
    })),
  };
}

/** The fields that errors of this code can be about, as the file calls them; empty when it is always one. */
export function fieldsOf(code: ImportCode, kind: Kind): string[] {
  return FIELDS[code]?.[kind] ?? [];
}

/** Every error once, those of the whole file first. */
export function listGuides(): ErrorGuide[] {
  return [...new Set(IMPORT_CODES)].map(guideOf);
}

function exampleOf(code: ImportCode, kind: Kind): string {
  const field = fieldsOf(code, kind)[0] ?? NAME[kind];
  return errorFact({ code, message: importErrorMessage({ ...EXAMPLE, code, kind, field }) }, kind);
}

/** SIECLE files are XML: no spreadsheet opens them. */
function causesOf(code: ImportCode, kind: Kind): Cause[] {
  const causes: Cause[] = [];
  if (SPOILT.includes(code)) causes.push("CONTROL_CHARACTER");
  if (kind === "fregata" && RUINED.includes(code)) causes.push("SPREADSHEET");
  return causes;
}

function namesOf(code: ImportCode, kind: Kind): string[] {
  const fields = fieldsOf(code, kind);
  if (fields.length < 2) return [];
  if (isAboutFile(code)) return fields;
  const { alsoCalled } = documentation;
  const names = fields.map((field) => errorFieldLabel(field, kind));
  return names.map((name) => (name === alsoCalled.name ? alsoCalled.full : name));
}

function isAboutFile(code: ImportCode): boolean {
  return FILE_CODES.some((each) => each === code);
}

function kindsOf(code: ImportCode): Kind[] {
  if (SIECLE_ONLY.includes(code)) return ["siecle"];
  if (FREGATA_ONLY.includes(code)) return ["fregata"];
  if (isAboutFile(code)) return ["siecle", "fregata"];
  const kinds: Kind[] = [];
  if (SIECLE_CODES.some((each) => each === code)) kinds.push("siecle");
  if (FREGATA_CODES.some((each) => each === code)) kinds.push("fregata");
  return kinds;
}
