import { expect, test } from "vitest";
import {
  aMember,
  aSchool,
  importAnyway,
  importFile,
  inSchool,
  theBase,
} from "#tests/support/factories.ts";
import {
  anIne,
  aSiecleFile,
  type SiecleFilePupil,
  somePupils,
} from "#tests/support/siecle-file.ts";
import type { PUPIL_COLUMNS } from "./staging.ts";

/** For each column, how the second file differs, and what the base must then hold. */
const CHANGES: Record<(typeof PUPIL_COLUMNS)[number], [SiecleFilePupil, string]> = {
  last_name: [{ lastName: "PETIT" }, "PETIT"],
  usual_name: [{ extra: "<NOM_USAGE>PETIT</NOM_USAGE>" }, "PETIT"],
  first_name: [{ firstName: "Zoé" }, "Zoé"],
  middle_name: [{ extra: "<PRENOM2>Zoé</PRENOM2>" }, "Zoé"],
  third_name: [{ extra: "<PRENOM3>Zoé</PRENOM3>" }, "Zoé"],
  sex: [{ sex: "1" }, "M"],
  birth_date: [{ birthDate: "05/09/2013" }, "2013-09-05"],
  birth_city: [{ extra: "<VILLE_NAISS>ABBEVILLE</VILLE_NAISS>" }, "ABBEVILLE"],
  birth_city_code: [{ city: "80001" }, "80001"],
  birth_department: [{ extra: "<CODE_DEPARTEMENT_NAISS>080</CODE_DEPARTEMENT_NAISS>" }, "080"],
  birth_country: [{ country: "132" }, "132"],
  mef: [{ mef: "10110001110" }, "10110001110"],
  status: [{ status: "AP" }, "AP"],
  division: [{ division: "6C" }, "6C"],
};

test.each(Object.entries(CHANGES))(
  "a pupil whose %s alone changed counts as changed and gets the new value; the others do not count",
  async (column, [change, value]) => {
    const school = await aSchool();
    const admin = await aMember(school);
    const [ine, other] = [anIne(), anIne()];
    await importFile(school, admin, aSiecleFile(school, [{ ine }, { ine: other }]));
    const before = await theBase(school);
    const file = aSiecleFile(school, [{ ine, ...change }, { ine: other }]);
    const { counts } = await importAnyway(school, admin, file);
    expect(counts).toMatchObject({ changed: 1, unchanged: 1, added: 0, deactivated: 0 });
    const after = await theBase(school);
    expect(after[0]).toMatchObject({ ine, id: before[0]?.id, [column]: value });
    expect(after[1]).toEqual(before[1]);
  },
);

test("a pupil who left long ago is not deactivated again by each import that follows", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const pupils = somePupils(6);
  await importFile(school, admin, aSiecleFile(school, pupils));
  const without = aSiecleFile(school, pupils.slice(1));
  expect((await importFile(school, admin, without)).counts.deactivated).toBe(1);
  const left = (await theBase(school))[0];
  expect(left?.deactivated_at).not.toBeNull();
  expect((await importFile(school, admin, without)).counts.deactivated).toBe(0);
  expect((await theBase(school))[0]).toEqual(left);
});

test("the class and the mef of the school year follow a change within that year", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const ine = anIne();
  await importFile(school, admin, aSiecleFile(school, [{ ine, division: "6A" }]));
  const moved = { ine, division: "6C", mef: "10110001110" };
  await importFile(school, admin, aSiecleFile(school, [moved]));
  const { results } = await inSchool(school)
    .DB.prepare(
      "SELECT year || '-' || (year + 1) AS school_year, division, mef FROM schooling WHERE organization_id = ?1",
    )
    .bind(school.id)
    .all();
  expect(results).toEqual([{ school_year: "2026-2027", division: "6C", mef: "10110001110" }]);
});
