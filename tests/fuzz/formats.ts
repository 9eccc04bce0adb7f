import { campaignFileText, ERAS } from "#tests/support/campaign-file.ts";
import { aDirectory, manySchools } from "#tests/support/directory-file.ts";
import * as fregata from "#tests/support/fregata-text.ts";
import { readResultFile } from "#tests/support/read-result-file.ts";
import * as siecle from "#tests/support/siecle-text.ts";
import { CampaignFileReader } from "#worker/campaigns/read/file-reader.ts";
import { aZip, readZip } from "#worker/imports/archive/sample-archive.ts";
import { FILE_CODES, SKIP_REASONS } from "#worker/imports/codes.ts";
import { detectShape } from "#worker/imports/formats/detect.ts";
import { FREGATA_CODES } from "#worker/imports/formats/fregata/codes.ts";
import { SIECLE_CODES } from "#worker/imports/formats/siecle/codes.ts";
import type { FileFault, PupilRow } from "#worker/imports/records.ts";
import { DirectoryRefusal, readSchools } from "#worker/organizations/annuaire/read-schools.ts";
import { recognizeOther } from "#worker/school-files/other-files.ts";

/** One format: its good files, and a reader that throws when the outcome is not one we promise. */
export type Format = {
  name: string;
  files: Uint8Array[];
  read(file: Uint8Array): Promise<"accepted" | "refused">;
};

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0) & 255);
/** The limit of one row or one error, in characters of JSON: everything kept from a file is bounded. */
const MOST_KEPT = 100_000;
const MOST_SHOWN = 1500;

const XML = siecle.siecleXml({
  settings: "<UAJ>0750001A</UAJ><HORODATAGE>29/08/2026 15:25:08</HORODATAGE>",
  data: `<ELEVES>${siecle.eleveXml()}${siecle.eleveXml({ PRENOM: "<![CDATA[Zoé & Cie]]>", NOM_USAGE: "D&amp;E&#146;", DATE_SORTIE: "3/7/2027" })}</ELEVES>
<STRUCTURES>${siecle.structuresXml("1", ["D", "3E 2"])}</STRUCTURES>`,
});
const LATIN = XML.replace("UTF-8", "ISO-8859-15").replace("Zoé", "Zoé\x92");
const CSV = fregata.csvOf([
  fregata.aLine({ lastName: '"HAND""MADE"' }),
  fregata.aLine({ firstName: '"Zoé;\r\nLéa"', division: "3,00E+01" }, 1),
  fregata.aLine({ birthCountry: "99132", birthCity: "Shangai", birthCityCode: "" }, 2),
]);
const RESULTS = `"Numéro de certification";"Prénom";"Nom";"Date de naissance";"Lieu de naissance";"Identifiant Externe";"Statut";"Nombre de Pix";"1.1";"1.2";"1.3";"2.1";"2.2";"2.3";"2.4";"3.1";"3.2";"3.3";"3.4";"4.1";"4.2";"4.3";"5.1";"5.2";"Commentaire jury pour l’organisation";"Session";"Date de passage de la certification"\r
4101;"Lili";"Alarie";"01/04/2005";"Torreilles";"";"Validée";249;"-";1;2;"-";4;0;"-";2;3;"-";0;1;"-";3;4;"-";"RAS";777;"12/03/2021"\r
4103;"Łucja ""Lu""";"O;Neil";"02/04/2005";"";"";"Rejetée";0;"-";1;2;"-";4;0;"-";2;3;"-";0;1;"-";3;4;"-";"";777;"12/03/2021"\r
`;

const PARTICIPANTS = [
  { lastName: "ALARIE", firstName: "Lili", division: "3E A", startedOn: "14/10/2026 10:30" },
  { lastName: "O;NEIL", firstName: 'Łucja "Lu"', division: "3E1", shared: true, sharedOn: "NA" },
];

/** Every format that the product reads. */
export const FORMATS: Format[] = [
  {
    name: "siecle",
    files: [utf8(XML), latin(LATIN), utf8(`\ufeff${XML}`), fregata.encode(XML, "utf-16le")],
    async read(file) {
      const { faults, pupils, classes, cursors } = siecle.readFile(file, { size: 6000 });
      checkRows(pupils, SIECLE_CODES);
      for (const row of [...classes, ...cursors]) bounded(row, MOST_KEPT);
      return outcomeOf(file, faults);
    },
  },
  {
    name: "zip",
    files: [
      aZip([{ name: "__MACOSX/._a.xml" }, { name: "ElevesSansAdresses.xml", content: XML }]),
      aZip([{ name: "a.xml", content: XML, stored: true }, { name: "b.txt" }], { comment: "x" }),
    ],
    async read(file) {
      const read = await readZip(file, { piece: 1000 });
      return outcomeOf(file, typeof read === "string" ? [] : [read]);
    },
  },
  {
    name: "fregata",
    files: ["utf-8", "utf-16le", "windows-1252", "macintosh"].map((name) =>
      fregata.encode(CSV, name),
    ),
    async read(file) {
      const { faults, pupils, cursors } = fregata.readFile(file, { size: 3000 });
      checkRows(pupils, FREGATA_CODES);
      for (const cursor of cursors) bounded(cursor, MOST_KEPT);
      return outcomeOf(file, faults);
    },
  },
  {
    name: "results",
    files: [
      utf8(`\ufeff${RESULTS}`),
      utf8(`sep=;\r\n${RESULTS}`),
      fregata.encode(RESULTS.replace("Ł", "L"), "windows-1252"),
    ],
    async read(file) {
      const read = readResultFile(file, "2026-09-15");
      if (read.ok) {
        for (const row of read.rows) bounded(row, MOST_KEPT);
        return "accepted";
      }
      demand(
        read.faults.length > 0 && read.total >= read.faults.length,
        "a refusal tells its faults",
      );
      for (const fault of read.faults) bounded(fault, MOST_SHOWN);
      return "refused";
    },
  },
  {
    name: "campaigns",
    files: ERAS.map((era) => utf8(campaignFileText(PARTICIPANTS, { era }))),
    async read(file) {
      const reader = new CampaignFileReader();
      for (let at = 0; at <= file.byteLength && !reader.over; at += 700) {
        reader.push(file.subarray(at, at + 700), at + 700 > file.byteLength);
      }
      const read = reader.finish();
      if (!read.ok) {
        bounded(read, MOST_SHOWN);
        return "refused";
      }
      for (const line of read.lines) bounded(line, MOST_SHOWN);
      bounded({ ...read, lines: [] }, MOST_SHOWN);
      return "accepted";
    },
  },
  {
    name: "directory",
    files: [
      utf8(aDirectory(manySchools(20))),
      utf8(`\ufeff${aDirectory(manySchools(8), { delimiter: "," })}`),
    ],
    async read(file) {
      try {
        const body = new Blob([new Uint8Array(file)]).stream();
        for await (const rows of readSchools(body)) {
          for (const row of rows) bounded(row, MOST_KEPT);
        }
        return "accepted";
      } catch (error) {
        if (!(error instanceof DirectoryRefusal)) throw error;
        bounded(error.refusal, MOST_SHOWN);
        return "refused";
      }
    },
  },
];

/** Throws unless every row has what we promise: a code, its line, bounded values. */
export function checkRows(pupils: PupilRow[], codes: readonly string[]): void {
  for (const row of pupils) {
    demand(row.skip === null || SKIP_REASONS.includes(row.skip), "a reason is one of ours");
    demand(row.line > 0, "a row has its line");
    for (const error of row.errors) {
      demand(codes.includes(error.code), "an error is coded");
      demand([...(error.value ?? "")].length <= 80, "a value is shown in 80 characters");
    }
    bounded(row.errors, 20 * MOST_SHOWN);
  }
}

function outcomeOf(file: Uint8Array, faults: FileFault[]): "accepted" | "refused" {
  // The checks that the upload runs first must hold too.
  detectShape(file);
  recognizeOther(file);
  for (const fault of faults) {
    demand(FILE_CODES.includes(fault.code), "a refusal is coded");
    bounded(fault, MOST_SHOWN);
  }
  return faults.length > 0 ? "refused" : "accepted";
}

function bounded(value: unknown, most: number): void {
  demand(JSON.stringify(value).length <= most, `no more than ${most} characters are kept`);
}

function demand(held: boolean, promise: string): void {
  if (!held) throw new Error(`broken promise: ${promise}`);
}
