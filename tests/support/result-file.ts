import { COMPETENCES } from "#worker/certifications/framework.ts";

/** Small files of results of invented people, in any layout Pix ever wrote. */

export type EraName = "A26" | "A" | "B" | "C" | "sessionA" | "sessionB" | "sessionC" | "pixPlus";
export type FileRow = Record<string, string | number>;

const WHO = [
  "Numéro de certification",
  "Prénom",
  "Nom",
  "Date de naissance",
  "Lieu de naissance",
  "Identifiant Externe",
];
const CODES = COMPETENCES.map(({ code }) => code);
const COMMENT = "Commentaire jury pour l’organisation";
const TAKEN_ON = "Date de passage de la certification";
const CENTER = "Centre de certification";
const TYPE = "Type de certification";

export const LAYOUTS: Record<EraName, string[]> = {
  A26: [...WHO, "Nombre de Pix", ...CODES, COMMENT, "Session", TAKEN_ON],
  A: [...WHO, "Statut", "Nombre de Pix", ...CODES, COMMENT, "Session", TAKEN_ON],
  B: [...WHO, TYPE, "Statut", "Résultat", ...CODES, COMMENT, "Session", TAKEN_ON],
  C: [...WHO, TYPE, "Statut", "Niveau", "Score en Pix", ...CODES, COMMENT, "Session", TAKEN_ON],
  sessionA: [
    ...[...WHO, "Statut", "Certification CléA numérique", "Nombre de Pix", ...CODES],
    ...[COMMENT, "Session", CENTER, TAKEN_ON],
  ],
  sessionB: [...WHO, TYPE, "Statut", "Résultat", ...CODES, COMMENT, "Session", CENTER, TAKEN_ON],
  sessionC: [
    ...[...WHO, TYPE, "Statut", "Certification CléA numérique", "Niveau", "Score en Pix", ...CODES],
    ...[COMMENT, "Session", CENTER, TAKEN_ON],
  ],
  pixPlus: [...WHO, TYPE, "Statut", "Niveau", COMMENT, "Session", CENTER, TAKEN_ON],
};

/** Layouts other than Pix's class files of today or yesterday, and the number of columns each is exported in. */
export const OTHER_ERAS: Array<[EraName, 27 | 29]> = [
  ["A26", 27],
  ["B", 29],
  ["sessionA", 27],
  ["sessionB", 29],
  ["sessionC", 29],
  ["pixPlus", 29],
];

let counter = 0;

/** A validated row; each test overrides what matters to it. */
export function aRow(wish: FileRow = {}): FileRow {
  counter += 1;
  return {
    "Numéro de certification": 1_000 + counter,
    Prénom: "Lili",
    Nom: "Oxford",
    "Date de naissance": "04/01/2011",
    "Lieu de naissance": "Torreilles",
    "Identifiant Externe": "",
    [TYPE]: "Pix",
    Statut: "Validée",
    Niveau: "Novice 2",
    "Nombre de Pix": 249,
    Résultat: "Novice 2 (249 Pix)",
    "Score en Pix": 249,
    ...Object.fromEntries(CODES.map((code, place) => [code, place % 3 === 0 ? "-" : place % 5])),
    "Certification CléA numérique": "Non passée",
    [COMMENT]: "RAS",
    Session: 777,
    [CENTER]: "Collège des Essais",
    [TAKEN_ON]: "12/03/2026",
    ...wish,
  };
}

/** The same row as Pix shows one that gives nothing: cancelled or rejected. */
export function nothingIn(status: string, score: string | number, wish: FileRow = {}): FileRow {
  const dashes = Object.fromEntries(CODES.map((code) => [code, "-"]));
  const marks = { Niveau: "-", "Nombre de Pix": score, Résultat: score, "Score en Pix": score };
  return aRow({ ...dashes, ...marks, Statut: status, ...wish });
}

/** The file as Pix writes it: BOM, `;`, LF, texts quoted, no line end after the last row. */
export function resultText(headers: string[], rows: FileRow[], delimiter = ";"): string {
  const quote = (cell: string | number) =>
    typeof cell === "number" ? String(cell) : `"${cell.replaceAll('"', '""')}"`;
  const lines = [
    headers.map(quote),
    ...rows.map((row) => headers.map((header) => quote(row[header] ?? ""))),
  ];
  return `\uFEFF${lines.map((line) => line.join(delimiter)).join("\n")}`;
}

/** The file as a request brings it. */
export function bodyOf(file: Uint8Array | string): ReadableStream<Uint8Array> {
  return new Blob([typeof file === "string" ? file : new Uint8Array(file)]).stream();
}

export function aResultFile(rows: FileRow[], era: EraName = "C", more: string[] = []): Uint8Array {
  return new TextEncoder().encode(resultText([...LAYOUTS[era], ...more], rows));
}
