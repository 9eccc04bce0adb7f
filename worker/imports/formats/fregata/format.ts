import type { FormatReader } from "../reader.ts";
import { plainLetters, startsWithTag } from "../shape.ts";
import { COLUMNS, looksLikeFregata } from "./columns.ts";
import { type FregataCursor, openFregata, readFregataWindow } from "./window.ts";

/** Each column has ten ranks (`pupil.ts`): this is the second rank of the first column. */
const INE_DUPLICATED_RANK = 1;

const headers = (wanted: (column: (typeof COLUMNS)[number]) => boolean) =>
  COLUMNS.filter(wanted).map(({ header }) => header);

/** Reads the CSV of Fregata. Each line is a pupil with a class. */
export const FREGATA_READER: FormatReader<FregataCursor> = {
  detect: (head) => {
    if (startsWithTag(head)) return null;
    const plain = plainLetters(head);
    return looksLikeFregata(head) || (plain && looksLikeFregata(plain)) ? "csv" : null;
  },
  open: openFregata,
  readWindow: readFregataWindow,
  keyFields: [
    {
      column: "ine",
      code: "INE_DUPLICATED",
      field: "Identifiant unique*",
      rank: INE_DUPLICATED_RANK,
    },
  ],
  classesApart: null,
  errorFields: {
    HEADER_REQUIRED: headers(({ mandatory }) => mandatory),
    HEADER_DUPLICATED: headers(() => true),
    FIELD_REQUIRED: headers(({ field, mandatory }) => mandatory || field.startsWith("birthCity")),
    NAME_UNREADABLE: headers(({ field }) => /name|birthCity$/i.test(field)),
    FIELD_TOO_LONG: headers(({ field }) => /name|birthCity|mef|division/i.test(field)),
    CITY_CODE_INVALID: ["Code commune naissance**"],
  },
  exampleField: "Nom de famille",
};
