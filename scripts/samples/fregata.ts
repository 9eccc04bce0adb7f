import Papa from "papaparse";
import type { DemoPupil } from "#worker/demo/population.ts";
import { encode } from "./charset.ts";

export const FREGATA_HEADERS = [
  "Identifiant unique*",
  "Premier prénom*",
  "Deuxième prénom",
  "Troisième prénom",
  "Nom de famille*",
  "Nom d'usage",
  "Code sexe*",
  "Date de naissance (jj/mm/aaaa)*",
  "Code commune naissance**",
  "Libellé commune naissance**",
  "Code département naissance*",
  "Code pays naissance*",
  "Statut*",
  "Code MEF*",
  "Division*",
];

/** An « Export CSV vers Pix » as Fregata writes it: `;`, CRLF, windows-1252. */
export function fregataCsv(
  pupils: DemoPupil[],
  options: { oddities?: boolean; extra?: string[][] } = {},
): Uint8Array {
  const rows = [...pupils.map(toRow), ...(options.extra ?? [])];
  if (options.oddities) rows.push(...oddRows(pupils));
  const csv = Papa.unparse([FREGATA_HEADERS, ...rows], { delimiter: ";", newline: "\r\n" });
  return encode(`${csv}\r\n`, "windows-1252");
}

export function toRow(pupil: DemoPupil): string[] {
  const [year = "", month = "", day = ""] = pupil.birthDate.split("-");
  return [
    pupil.ine,
    pupil.firstName,
    pupil.middleName,
    pupil.thirdName,
    pupil.lastName,
    pupil.usualName,
    pupil.sex === "M" ? "Masculin" : "Féminin",
    `${day}/${month}/${year}`,
    pupil.birthCityCode,
    pupil.birthCity,
    pupil.birthDepartment,
    `99${pupil.birthCountry}`,
    pupil.status,
    pupil.mef,
    pupil.division,
  ];
}

/** Oddities that are not errors: a provisional identifier, a line break in a cell, a blank line, a short year. */
function oddRows(pupils: DemoPupil[]): string[][] {
  const [model] = pupils;
  if (!model) return [];
  const row = (cells: Record<number, string>) => toRow(model).map((cell, at) => cells[at] ?? cell);
  return [
    row({ 0: "PROVISOIRE1", 1: "Basile" }),
    [""],
    row({ 0: "990000001HC", 1: "Élise", 9: "AMIENS\n(SOMME)" }),
    row({ 0: "990000002HC", 1: "Gaspard", 7: "04/09/09" }),
  ];
}
