import { FREGATA_CODES } from "./codes.ts";

/** The CSV export « Export CSV vers Pix » of Fregata. It names neither its school nor its school year. */
export const FREGATA = {
  schools: "sco-masa",
  extensions: [".csv"],
  saysSchool: false,
  saysYear: false,
  openedBySpreadsheets: true,
  fileCodes: ["HEADER_REQUIRED", "HEADER_DUPLICATED"],
  rowCodes: FREGATA_CODES,
} as const;
