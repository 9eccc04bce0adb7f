import { SIECLE_CODES } from "./codes.ts";

/** The XML export « Élèves sans adresse » of SIECLE, plain or in its zip. */
export const SIECLE = {
  schools: "sco-menj",
  extensions: [".xml", ".zip"],
  saysSchool: true,
  saysYear: true,
  openedBySpreadsheets: false,
  fileCodes: ["ARCHIVE_SUSPICIOUS", "ARCHIVE_CONTENT", "NOT_PUPIL_FILE", "UAI_MISMATCHED"],
  rowCodes: SIECLE_CODES,
} as const;
