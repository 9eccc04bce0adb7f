import { expect, test } from "vitest";
import { aMember, aSchool, importAnyway, inSchool } from "#tests/support/factories.ts";
import { aSiecleFile } from "#tests/support/siecle-file.ts";
import { findPupils } from "./find-pupils.ts";

const person = (lastName: string, firstName: string, division: string) => ({
  ...{ lastName, firstName, division, birthDate: "04/01/2011" },
});

async function aBase() {
  const school = await aSchool();
  const admin = await aMember(school);
  const pupils = [
    person("GARNIER", "Zoé", "3ÈME A"),
    person("GARNIER", "Noé", "3ÈME B"),
    person("D’ARTOIS", "Zoé", "3ÈME B"),
    ...Array.from({ length: 30 }, (_, place) => person(`FOULE${place}`, "Lou", "4E C")),
  ];
  await importAnyway(school, admin, aSiecleFile(school, pupils, { year: "2025" }));
  const find = async (search: string, schoolYear = "2025-2026") => {
    const found = await findPupils(inSchool(school), {
      organizationId: school.id,
      schoolYear,
      search,
    });
    return { ...found, names: found.candidates.map((one) => `${one.firstName} ${one.lastName}`) };
  };
  return { find };
}

test("pupils are found by parts of their names and class, in any order, case and accent", async () => {
  const { find } = await aBase();
  expect((await find("garnier")).names).toEqual(["Noé GARNIER", "Zoé GARNIER"]);
  expect((await find("  zoe   GARN ")).names).toEqual(["Zoé GARNIER"]);
  expect((await find("3eme b")).names.sort()).toEqual(["Noé GARNIER", "Zoé D’ARTOIS"]);
  expect((await find("zoé 3ème b")).names).toEqual(["Zoé D’ARTOIS"]);
  expect((await find("d'artois")).candidates).toMatchObject([{ division: "3ÈME B", left: false }]);
  // In another year the class is the last one known.
  expect((await find("artois", "2019-2020")).candidates).toMatchObject([{ division: "3ÈME B" }]);
});

test("the number of results is limited, and an empty search finds nothing", async () => {
  const { find } = await aBase();
  const many = await find("lou");
  expect([many.candidates.length, many.more]).toEqual([20, true]);
  for (const search of ["", "   ", "’", "%", "inconnue", `garnier${"x".repeat(5_000)}`]) {
    expect((await find(search)).names, search).toEqual([]);
  }
});
