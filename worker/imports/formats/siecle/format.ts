import type { FormatReader } from "../reader.ts";
import { isZip, startsWithTag } from "../shape.ts";
import { SIECLE_CODES } from "./codes.ts";
import { openSiecle, readSiecleWindow, type SiecleCursor } from "./window.ts";

const TEXTS = ["NOM_DE_FAMILLE", "NOM_USAGE", "PRENOM", "PRENOM2", "PRENOM3", "VILLE_NAISS"];
const NUMBERS = [
  "CODE_PAYS",
  "CODE_COMMUNE_INSEE_NAISS",
  "CODE_DEPARTEMENT_NAISS",
  "CODE_MEF",
  "CODE_STATUT",
];
const rankOf = (code: (typeof SIECLE_CODES)[number]) => SIECLE_CODES.indexOf(code);

/** Reads the XML of SIECLE. It lists classes (`STRUCTURES_ELEVE`) apart from pupils. */
export const SIECLE_READER: FormatReader<SiecleCursor> = {
  detect: (head) => {
    if (isZip(head)) return "zip";
    return startsWithTag(head) ? "xml" : null;
  },
  open: (head) => {
    const opened = openSiecle(head);
    return opened.ok ? opened : { ok: false, faults: [opened.fault] };
  },
  readWindow: readSiecleWindow,
  keyFields: [
    { column: "ine", code: "INE_DUPLICATED", field: "ID_NATIONAL", rank: rankOf("INE_DUPLICATED") },
    {
      column: "eleve_id",
      code: "ELEVE_ID_DUPLICATED",
      field: "ELEVE_ID",
      rank: rankOf("ELEVE_ID_DUPLICATED"),
    },
  ],
  classesApart: {
    field: "CODE_STRUCTURE",
    ranks: {
      NAME_UNREADABLE: rankOf("NAME_UNREADABLE"),
      FIELD_TOO_LONG: rankOf("FIELD_TOO_LONG"),
    },
  },
  errorFields: {
    NAME_UNREADABLE: TEXTS,
    FIELD_TOO_LONG: [...TEXTS, ...NUMBERS, "CODE_STRUCTURE"],
  },
  exampleField: "NOM_DE_FAMILLE",
};
