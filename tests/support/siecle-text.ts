import {
  openSiecle,
  readSiecleWindow,
  type SiecleCursor,
} from "#worker/imports/formats/siecle/window.ts";
import type { ReadingContext, WindowResult } from "#worker/imports/records.ts";

/** For tests: makes SIECLE files of invented pupils, and reads them whole. */
export const CONTEXT: ReadingContext = { uai: "0750001A", today: "2026-09-15" };

/** A whole file; every part can be replaced by other XML. */
export function siecleXml(parts: { head?: string; settings?: string; data?: string } = {}): string {
  const { head = `<?xml version="1.0" encoding="UTF-8"?>`, data = "<ELEVES></ELEVES>" } = parts;
  const { settings = "<UAJ>0750001A</UAJ>" } = parts;
  return `${head}
<BEE_ELEVES VERSION="2.1">
<PARAMETRES>${settings}</PARAMETRES>
<DONNEES>${data}</DONNEES>
</BEE_ELEVES>
`;
}

const COMPLETE: Record<string, string> = {
  ID_NATIONAL: "123456789AB",
  NOM_DE_FAMILLE: "HANDMADE",
  NOM_USAGE: "",
  PRENOM: "Luciole",
  PRENOM2: "Léa",
  PRENOM3: "Lucy",
  DATE_NAISS: "31/12/2013",
  CODE_PAYS: "100",
  CODE_SEXE: "2",
  CODE_COMMUNE_INSEE_NAISS: "33318",
  CODE_DEPARTEMENT_NAISS: "033",
  CODE_MEF: "10010012110",
  CODE_STATUT: "AP",
};

/** A pupil without any error; `changes` replaces elements, null removes one. Values are raw XML. */
export function eleveXml(changes: Record<string, string | null> = {}, attributes?: string): string {
  const elements = Object.entries({ ...COMPLETE, ...changes })
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<ELEVE ${attributes ?? `ELEVE_ID="1" ELENOET="1"`}>${elements.join("")}</ELEVE>`;
}

/** A file of pupils alone. */
export function pupilsXml(...pupils: string[]): string {
  return siecleXml({ data: `<ELEVES>\n${pupils.join("\n")}\n</ELEVES>` });
}

/** The classes of one pupil, as type and code. */
export function structuresXml(
  eleveId: string,
  ...structures: [type: string, code: string][]
): string {
  const inner = structures.map(
    ([type, code]) =>
      `<STRUCTURE><CODE_STRUCTURE>${code}</CODE_STRUCTURE><TYPE_STRUCTURE>${type}</TYPE_STRUCTURE></STRUCTURE>`,
  );
  return `<STRUCTURES_ELEVE ELEVE_ID="${eleveId}">${inner.join("")}</STRUCTURES_ELEVE>`;
}

export type Whole = Omit<WindowResult<SiecleCursor>, "cursor"> & { cursors: SiecleCursor[] };

/** Reads a file window after window, as an import does. */
export function readFile(
  file: Uint8Array | string,
  { size = Number.POSITIVE_INFINITY, context = CONTEXT } = {},
): Whole {
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  const whole: Whole = { pupils: [], classes: [], facts: {}, faults: [], cursors: [] };
  const opened = openSiecle(bytes.subarray(0, 256));
  if (!opened.ok) return { ...whole, faults: [opened.fault] };
  let cursor: SiecleCursor | null = opened.cursor;
  while (cursor) {
    whole.cursors.push(cursor);
    const end = cursor.byte + size;
    const last = end >= bytes.length;
    const result = readSiecleWindow(cursor, bytes.subarray(cursor.byte, end), last, context);
    whole.pupils.push(...result.pupils);
    whole.classes.push(...result.classes);
    whole.faults.push(...result.faults);
    whole.facts = { ...result.facts, ...whole.facts };
    if (result.cursor && result.cursor.byte <= cursor.byte) throw new Error("reading is stuck");
    cursor = result.cursor;
  }
  return whole;
}
