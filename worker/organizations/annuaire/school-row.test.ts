import { expect, test } from "vitest";
import {
  DIRECTORY_HEADER,
  type DirectoryRow,
  directoryCells,
} from "#tests/support/directory-file.ts";
import { aboutFormat, formatNames } from "#worker/imports/formats/formats.ts";
import { cellsOf, mapColumns } from "./columns.ts";
import { readSchoolRow } from "./school-row.ts";

const AGRICULTURE = "MINISTERE DE L’AGRICULTURE ET DE LA SOUVERAINETE ALIMENTAIRE";

function verdictOf(row: DirectoryRow) {
  const columns = mapColumns(DIRECTORY_HEADER);
  if (!columns.ok) throw new Error("the header is not known");
  return readSchoolRow(cellsOf(directoryCells({ uai: "0750655E", ...row }), columns.places));
}

test("a public collège becomes a school of the ministry of education, its address lower-cased", () => {
  expect(verdictOf({ uai: "0750655e", mail: "CE.0750655E@ac-Paris.fr", academy: "Paris" })).toEqual(
    {
      kind: "school",
      warnings: [],
      school: {
        uai: "0750655E",
        name: "Collège des Essais",
        kind: "sco-menj",
        type: "Collège",
        mailbox: "ce.0750655e@ac-paris.fr",
        academy: "Paris",
        postalCode: "80000",
        city: "Amiens",
        state: "open",
      },
    },
  );
});

const KEPT: Array<[DirectoryRow, Record<string, string>]> = [
  [{ type: "Lycée", ministry: AGRICULTURE }, { kind: "sco-masa" }],
  [{ type: "Autre", ministry: AGRICULTURE }, { kind: "sco-masa" }],
  [{ type: "EREA" }, { kind: "sco-menj" }],
  [{ type: "LYCEE PROFESSIONNEL", ministry: "MINISTERE DES ARMEES" }, { kind: "sco-menj" }],
  [{ state: "FERMÉ" }, { state: "closed" }],
  [{ state: "Fermée" }, { state: "closed" }],
  [{ state: "A FERMER" }, { state: "open" }],
  [{ sector: "Privé", contract: "CONTRAT SIMPLE" }, { kind: "sco-menj" }],
  [{ sector: "Privé", contract: "", ministry: AGRICULTURE }, { kind: "sco-masa" }],
  [{ name: "Collège\n des   Essais" }, { name: "Collège des Essais" }],
];

test.each(KEPT)("%j is kept as %j", (row, expected) => {
  expect(verdictOf(row)).toMatchObject({ kind: "school", school: expected, warnings: [] });
});

test("the directory gives schools for every file format", () => {
  const given = new Set(KEPT.map(([, { kind }]) => kind));
  const lacking = formatNames().filter((name) => !given.has(aboutFormat(name).schools));
  expect(lacking).toEqual([]);
});

test.each([
  [{ type: "Ecole" }, "primary"],
  [{ type: "École", ministry: AGRICULTURE }, "primary"],
  [{ type: "Médico-social" }, "medico-social"],
  [{ type: "Service Administratif" }, "administration"],
  [{ type: "Information et orientation" }, "orientation"],
  [{ type: "Autre" }, "other"],
  [{ sector: "Privé", contract: "HORS CONTRAT" }, "no-contract"],
  [{ sector: "PRIVE", contract: "SANS OBJET" }, "no-contract"],
  [{ sector: "Privé", contract: "Hors contrat", ministry: AGRICULTURE }, "no-contract"],
])("%j is left out as %s", (row, reason) => {
  expect(verdictOf(row)).toEqual({ kind: "left-out", reason, uai: "0750655E" });
});

test("a row without a UAI or a name cannot be used; a wrong letter or address is only a warning", () => {
  expect(verdictOf({ uai: "75655E" })).toEqual({ kind: "unusable", code: "UAI_MALFORMED" });
  expect(verdictOf({ name: " " })).toMatchObject({ kind: "unusable", code: "NAME_MISSING" });
  expect(verdictOf({ uai: "0808088X", mail: "accueil" })).toMatchObject({
    kind: "school",
    warnings: ["CHECK_LETTER", "MAIL_MALFORMED"],
    school: { uai: "0808088X", mailbox: "" },
  });
});

test("columns are found by name, in any case, accents and order; all missing ones are named", () => {
  const header = DIRECTORY_HEADER.map((name) => name.toUpperCase().replaceAll("_", " ")).reverse();
  expect(mapColumns(["autre", ...header])).toMatchObject({
    ok: true,
    places: { state: 1, uai: 12 },
  });
  expect(mapColumns(["Identifiant de l’établissement", "ÉTAT"])).toMatchObject({
    missing: [
      "Nom_etablissement",
      "Type_etablissement",
      "Statut_public_prive",
      "Nom_commune",
      "Libelle_academie",
      "Ministere_tutelle",
      "Type_contrat_prive",
    ],
  });
});
