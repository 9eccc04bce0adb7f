import {
  FILE_CODES,
  FREGATA_CODES,
  IMPORT_CODES,
  type ImportCode,
  SIECLE_CODES,
} from "#worker/imports/codes.ts";
import { errorFact, errorGroupTitle, errorHowToFix, importErrorMessage } from "../../i18n/fr.ts";

type Kind = "siecle" | "fregata";
export type ErrorGuide = {
  code: ImportCode;
  title: string;
  aboutFile: boolean;
  kinds: Array<{ kind: Kind; example: string; fix: string }>;
};

/** What only one of the two files can have. */
const SIECLE_ONLY: readonly ImportCode[] = [
  "ARCHIVE_SUSPICIOUS",
  "ARCHIVE_CONTENT",
  "NOT_PUPIL_FILE",
  "UAI_MISMATCHED",
];
const FREGATA_ONLY: readonly ImportCode[] = ["HEADER_REQUIRED", "HEADER_DUPLICATED"];

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
    otherPupil: "Noé GARNIER",
    otherDivision: "5B",
    otherLine: 32,
  },
};
const FIELDS: Record<Kind, string> = { siecle: "NOM_DE_FAMILLE", fregata: "Nom de famille" };

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
      example: errorFact(
        { code, message: importErrorMessage({ ...EXAMPLE, code, kind, field: FIELDS[kind] }) },
        kind,
      ),
      fix: errorHowToFix(code, kind),
    })),
  };
}

/** Every error once, those of the whole file first. */
export function listGuides(): ErrorGuide[] {
  return [...new Set(IMPORT_CODES)].map(guideOf);
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
