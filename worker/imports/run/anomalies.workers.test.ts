import { expect, test, vi } from "vitest";
import {
  aMember,
  aSchool,
  call,
  importFile,
  inSchool,
  settle,
  theBase,
} from "#tests/support/factories.ts";
import {
  anIne,
  aSiecleFile,
  type SiecleFilePupil,
  somePupils,
} from "#tests/support/siecle-file.ts";
import { confirmImport } from "../decide/decide.ts";
import { readImport, readImportPage } from "../show/read-imports.ts";
import { listChanges } from "../show/read-lists.ts";

const LINA = { lastName: "MARCHAND", firstName: "Lina", birthDate: "04/05/2014", division: "5B" };

async function anOddSchool() {
  const school = await aSchool();
  const admin = await aMember(school);
  const send = async (pupils: SiecleFilePupil[]) =>
    await importFile(school, admin, aSiecleFile(school, pupils));
  return { school, admin, send };
}

test("a child under another INE is one arrival and one departure, and the anomaly links both sheets", async () => {
  const { school, send } = await anOddSchool();
  await send([...somePupils(30), { ...LINA, ine: "210000001KD" }]);
  const [former] = (await theBase(school)).filter(({ last_name }) => last_name === "MARCHAND");
  const accents = { ...LINA, lastName: "Marchand", firstName: "LÏNA" };
  const told = await send([...somePupils(30), { ...accents, ine: "210000002RT" }]);
  expect(told).toMatchObject({ status: "done", counts: { added: 1, deactivated: 1 } });
  const [present] = (await theBase(school)).filter(({ ine }) => ine === "210000002RT");
  expect(told.anomalies).toEqual([
    {
      ...{ kind: "other-ine", pupil: "LÏNA Marchand", division: "5B" },
      // The INEs are masked: their last characters are enough to compare them.
      ...{ before: "••••••••1KD", after: "••••••••2RT" },
      ...{ pupilId: present?.id, otherPupilId: former?.id },
    },
  ]);
  const input = { organizationId: school.id, importId: told.id, page: 1 };
  const changes = await listChanges(inSchool(school), { ...input, kind: "deactivated" });
  expect(changes?.changes).toMatchObject([{ pupil: "Lina MARCHAND", reason: "OTHER_INE" }]);
});

test("a child who left earlier and comes back under another INE is reported too; namesakes are not", async () => {
  const { send } = await anOddSchool();
  await send([...somePupils(30), { ...LINA, ine: "210000011KD" }]);
  await send(somePupils(30));
  const back = await send([...somePupils(30), { ...LINA, ine: "210000012RT" }]);
  expect(back.anomalies.map(({ kind }) => kind)).toEqual(["other-ine"]);
  const staying = { ...LINA, ine: "210000012RT" };
  const namesake = await send([...somePupils(30), staying, { ...LINA, ine: "210000013RT" }]);
  // Of the pupils not in the file, the one who left last.
  expect(namesake.anomalies.map(({ before }) => before)).toEqual(["••••••••1KD"]);
  const otherDay = { ...LINA, birthDate: "05/05/2014", ine: "210000014RT" };
  const other = await send([...somePupils(30), staying, { ...LINA, ine: "210000013RT" }, otherDay]);
  expect(other.anomalies).toEqual([]);
});

test("of several former sheets, the one active until this import is reported", async () => {
  const { send } = await anOddSchool();
  for (const ine of ["210000031KD", "210000032BC"])
    await send([...somePupils(30), { ...LINA, ine }]);
  const third = await send([...somePupils(30), { ...LINA, ine: "210000033RT" }]);
  expect(third.anomalies.map(({ before }) => before)).toEqual(["••••••••2BC"]);
});

test("a changed birth date or sex for one INE, and a class missing from the file, are reported", async () => {
  const { send } = await anOddSchool();
  const pupils = somePupils(60);
  await send([...pupils, { ...LINA, ine: "210000021KD", division: "5Z" }]);
  const [first, second, ...rest] = pupils;
  const told = await send([
    ...rest,
    { ...first, birthDate: "05/09/2013" },
    { ...second, sex: second?.sex === "1" ? "2" : "1" },
    { ...LINA, ine: "210000021KD", division: "5A" },
  ]);
  expect(told.status).toBe("done");
  expect(told.anomalies).toMatchObject([
    { kind: "birth-date", pupil: "Noé GARNIER0000", before: "2013-09-04", after: "2013-09-05" },
    { kind: "sex", pupil: "Inès GARNIER0001", before: "F", after: "M" },
    { kind: "class-gone", pupil: "", division: "5Z", before: "1" },
  ]);
});

test.each([
  [40, 2, "done"],
  [40, 3, "awaiting-confirmation"],
  [39, 2, "awaiting-confirmation"],
])("of %i pupils of the file %i have an identity anomaly: %s", async (size, odd, status) => {
  const { school, send } = await anOddSchool();
  await send(somePupils(size));
  const told = await send(
    somePupils(size).map((pupil, index) =>
      index < odd ? { ...pupil, birthDate: "05/09/2013", sex: "2" } : pupil,
    ),
  );
  expect(told.status).toBe(status);
  expect(told.reasons).toEqual(status === "done" ? [] : ["anomalies"]);
  const page = await readImportPage(inSchool(school), { organizationId: school.id });
  // A pupil whose date and sex both changed counts once.
  expect(page.odd).toMatchObject({ importId: told.id, pupils: odd });
});

test("few pupils in common reveal another school's file, in a format that does not name the school", async () => {
  const { send, school } = await anOddSchool();
  await send(somePupils(20));
  const others = somePupils(30, 5).map((pupil) => ({ ...pupil, firstName: "Sacha" }));
  const told = await send([...somePupils(9), ...others]);
  expect(told).toMatchObject({ status: "awaiting-confirmation", reasons: ["few-in-common"] });
  const page = await readImportPage(inSchool(school), { organizationId: school.id });
  expect(page.confirmation).toMatchObject({ active: 20, foundAgain: 9 });
});

test("pupils listed without a class count as found again: the file is of this school", async () => {
  const { send } = await anOddSchool();
  await send(somePupils(30));
  const told = await send(
    somePupils(30).map((pupil, index) => (index < 10 ? pupil : { ...pupil, division: "" })),
  );
  expect(told).toMatchObject({ status: "done", counts: { deactivated: 20 }, reasons: [] });
});

test("the first fifty anomalies of each kind are listed and all are counted; a member sees none", async () => {
  const { school, admin, send } = await anOddSchool();
  const member = await aMember(school, "member");
  await send(somePupils(70));
  const waits = await send(somePupils(70).map((pupil) => ({ ...pupil, birthDate: "05/09/2013" })));
  expect(waits.anomalies).toHaveLength(50);
  const page = await readImportPage(inSchool(school), { organizationId: school.id });
  expect(page.odd?.counts["birth-date"]).toBe(70);
  const input = { organizationId: school.id, importId: waits.id };
  expect((await readImport(inSchool(school), { ...input, role: "member" }))?.anomalies).toEqual([]);
  for (const path of ["", `/${waits.id}`]) {
    const url = `/api/organizations/${school.uai}/imports${path}`;
    expect(await (await call(url, { as: member })).text()).not.toContain("GARNIER");
    expect(await (await call(url, { as: admin })).text()).toContain("GARNIER");
  }
  await confirmImport(inSchool(school), { ...input, userId: admin.id });
  expect((await settle(waits.id)).anomalies).toHaveLength(50);
  // The next success deletes the stored anomalies.
  await send(somePupils(70).map((pupil) => ({ ...pupil, birthDate: "05/09/2013" })));
  await vi.waitFor(async () =>
    expect(
      (await readImport(inSchool(school), { ...input, role: "admin" }))?.anomalies,
    ).toHaveLength(0),
  );
});

test("another school's pupils of the same name are ignored", async () => {
  const { send } = await anOddSchool();
  const elsewhere = await anOddSchool();
  await elsewhere.send([{ ...LINA, ine: anIne() }]);
  await send(somePupils(25));
  expect((await send([...somePupils(25), { ...LINA, ine: anIne() }])).anomalies).toEqual([]);
});
