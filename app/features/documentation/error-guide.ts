import { documentation } from "#words/documentation.ts";
import { ERROR_REASONS } from "#words/error-reasons.ts";
import { errorSteps } from "#words/error-steps.ts";
import {
  errorFact,
  errorFieldLabel,
  errorGroupTitle,
  errorHowToFix,
  importErrorMessage,
} from "#words/fr.ts";
import type { GuideStep } from "#words/guide-pages.ts";
import type { Cause } from "#words/import-sentences.ts";
import { FILE_CODES, IMPORT_CODES, type ImportCode } from "#worker/imports/codes.ts";
import { aboutFormat, type FormatName, formatNames } from "#worker/imports/formats/formats.ts";
import { READERS } from "#worker/imports/formats/readers.ts";

export type ErrorGuide = {
  code: ImportCode;
  title: string;
  aboutFile: boolean;
  /** Why the error exists, and where it usually comes from. */
  why: string;
  /** `fields` are the names of those the error can be about, when it can be about several. */
  kinds: Array<{
    kind: FormatName;
    example: string;
    fields: string[];
    fix: string;
    /** Other causes that the value itself reveals, each with its own remedy. */
    causes: Array<{ title: string; fix: string }>;
    steps: GuideStep[];
  }>;
};

/** Errors that a control character, or a spreadsheet, can cause. */
const SPOILT: readonly ImportCode[] = ["NAME_UNREADABLE"];
const RUINED: readonly ImportCode[] = [
  "NAME_UNREADABLE",
  "BIRTH_DATE_INVALID",
  "CITY_CODE_INVALID",
  "DEPARTMENT_INVALID",
];

/** An invented example of each error, worded by the sentences of the import page. */
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
export function isImportCode(value: string): value is ImportCode {
  return IMPORT_CODES.some((code) => code === value);
}

/** The page of one error: its sentence, in each of the files that can have it, and how to correct it. */
export function guideOf(code: ImportCode): ErrorGuide {
  return {
    code,
    title: errorGroupTitle(code),
    aboutFile: isAboutFile(code),
    why: ERROR_REASONS[code],
    kinds: kindsOf(code).map((kind) => ({
      kind,
      example: exampleOf(code, kind),
      fields: namesOf(code, kind),
      fix: errorHowToFix(code, kind),
      causes: causesOf(code, kind).map((cause) => ({
        title: errorGroupTitle(code, cause),
        fix: errorHowToFix(code, kind, cause),
      })),
      steps: errorSteps(code, kind, isAboutFile(code)),
    })),
  };
}

/**
 * The fields that errors of this code can be about, by their name in the file; empty when the field is always the same.
 */
export function fieldsOf(code: ImportCode, kind: FormatName): string[] {
  return READERS[kind].errorFields[code] ?? [];
}

/** Every error once, those of the whole file first. */
export function listGuides(): ErrorGuide[] {
  return IMPORT_CODES.map(guideOf);
}

function exampleOf(code: ImportCode, kind: FormatName): string {
  const field = fieldsOf(code, kind)[0] ?? READERS[kind].exampleField;
  return errorFact({ code, message: importErrorMessage({ ...EXAMPLE, code, kind, field }) }, kind);
}

function causesOf(code: ImportCode, kind: FormatName): Cause[] {
  const causes: Cause[] = [];
  if (SPOILT.includes(code)) causes.push("CONTROL_CHARACTER");
  if (aboutFormat(kind).openedBySpreadsheets && RUINED.includes(code)) causes.push("SPREADSHEET");
  return causes;
}

function namesOf(code: ImportCode, kind: FormatName): string[] {
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

/** The formats that can have this error. A code of the whole file that no format claims can come from any of them. */
function kindsOf(code: ImportCode): FormatName[] {
  const claims = (kind: FormatName) => {
    const { fileCodes, rowCodes } = aboutFormat(kind);
    return fileCodes.includes(code) || rowCodes.includes(code);
  };
  const claimed = formatNames().filter(claims);
  return claimed.length === 0 ? formatNames() : claimed;
}
