import { XMLBuilder } from "fast-xml-parser";
import type { DemoPupil } from "#worker/demo/population.ts";
import { encode } from "./charset.ts";
import { type ClassesOf, type Eleve, ODDITIES } from "./oddities.ts";

export type SiecleOptions = {
  uai: string;
  encoding?: "iso-8859-15" | "utf-8";
  /** Adds the exceptions of real exports: pupils who left, without INE, without class… */
  oddities?: boolean;
  /** Raw XML of more pupils, for files that must be refused. */
  extra?: { eleve: Eleve; classes: ClassesOf }[];
};

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  cdataPropName: "#cdata",
  format: true,
  indentBy: " ",
  suppressEmptyNode: true,
});

/**
 * An export « Élèves sans adresse » as SIECLE-BEE writes it (`docs/domain/import.md` 2): the header, then the
 * blocks ELEVES, OPTIONS, STRUCTURES, BOURSES and ADRESSES. About 1.2 KB and fewer than 48 elements a pupil.
 */
export function siecleXml(pupils: DemoPupil[], options: SiecleOptions): Uint8Array {
  const encoding = options.encoding ?? "iso-8859-15";
  const entries = [
    ...pupils.map((pupil, index) => ({
      eleve: toEleve(pupil, index + 1),
      classes: toClasses(pupil, index),
    })),
    ...(options.oddities ? ODDITIES : []),
    ...(options.extra ?? []),
  ];
  const parts = [
    `<?xml version="1.0" encoding="${encoding.toUpperCase()}"?>\n<BEE_ELEVES VERSION="2.1">\n`,
    build({
      PARAMETRES: {
        UAJ: options.uai,
        ANNEE_SCOLAIRE: "2026",
        DATE_EXPORT: "02/09/2026",
        HORODATAGE: "02/09/2026 08:15:00",
      },
    }),
    "<DONNEES>\n<ELEVES>\n",
    ...entries.map(({ eleve }) => build({ ELEVE: eleve })),
    "</ELEVES>\n<OPTIONS>\n",
    ...entries.map(({ eleve }) => build({ OPTION: toOption(eleve) })),
    "</OPTIONS>\n<STRUCTURES>\n",
    ...entries.flatMap(({ eleve, classes }) =>
      classes.length === 0 ? [] : [build({ STRUCTURES_ELEVE: toStructures(eleve, classes) })],
    ),
    "</STRUCTURES>\n<BOURSES/>\n<ADRESSES/>\n</DONNEES>\n</BEE_ELEVES>\n",
  ];
  return concat(parts.map((part) => encode(part, encoding)));
}

function build(value: object): string {
  return builder.build(value);
}

function toEleve(pupil: DemoPupil, id: number): Eleve {
  const [year = "", month = "", day = ""] = pupil.birthDate.split("-");
  return {
    "@ELEVE_ID": String(700_000 + id),
    "@ELENOET": String(1000 + id),
    ID_NATIONAL: pupil.ine,
    ELENOET: String(1000 + id),
    ID_ELEVE_ETAB: String(id),
    NOM_DE_FAMILLE: pupil.lastName,
    ...(pupil.usualName && { NOM_USAGE: pupil.usualName }),
    PRENOM: pupil.firstName,
    ...(pupil.middleName && { PRENOM2: pupil.middleName }),
    ...(pupil.thirdName && { PRENOM3: pupil.thirdName }),
    DATE_NAISS: `${day}/${month}/${year}`,
    DOUBLEMENT: "0",
    CODE_PAYS: pupil.birthCountry,
    ACCEPTE_SMS: "1",
    DATE_MODIFICATION: "01/09/2026",
    CODE_REGIME: "2",
    DATE_ENTREE: "01/09/2026",
    ...(pupil.birthCity && { VILLE_NAISS: pupil.birthCity }),
    ...(pupil.birthCityCode && { CODE_COMMUNE_INSEE_NAISS: pupil.birthCityCode }),
    CODE_DEPARTEMENT_NAISS: pupil.birthDepartment,
    CODE_SEXE: pupil.sex === "M" ? "1" : "2",
    CODE_PAYS_NAT: "100",
    CODE_MEF: pupil.mef,
    CODE_STATUT: pupil.status,
    SCOLARITE_AN_DERNIER: {
      CODE_MEF: "10010012110",
      CODE_STRUCTURE: "ANCIENNE",
      CODE_RNE: "0801999Z",
      DENOM_PRINC: "COLLEGE",
    },
  };
}

/** The class, and for one pupil in three a language group as well. */
function toClasses(pupil: DemoPupil, index: number): ClassesOf {
  const group: ClassesOf = index % 3 === 0 ? [[`LV2 GR${index % 5}`, "G"]] : [];
  return [...group, [pupil.division, "D"]];
}

function toStructures(eleve: Eleve, classes: ClassesOf) {
  return {
    "@ELEVE_ID": eleve["@ELEVE_ID"],
    "@ELENOET": eleve["@ELENOET"],
    STRUCTURE: classes.map(([code, type]) => ({ CODE_STRUCTURE: code, TYPE_STRUCTURE: type })),
  };
}

function toOption(eleve: Eleve) {
  return {
    "@ELEVE_ID": eleve["@ELEVE_ID"],
    "@ELENOET": eleve["@ELENOET"],
    OPTIONS_ELEVE: { NUM_OPTION: "1", CODE_MODALITE_ELECT: "O", CODE_MATIERE: "030201" },
  };
}

function concat(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
