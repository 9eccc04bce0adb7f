import { expect, test } from "vitest";
import { aMember, aSchool, call, env, importFile } from "#tests/support/factories.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { listPupils, type PupilPage, type PupilQuery, parsePupilSort } from "./list-pupils.ts";

async function aFilledSchool() {
  const school = await aSchool();
  const admin = await aMember(school);
  const pupils = [
    { lastName: "ÉVRARD", firstName: "Jean-Pierre", division: "6A", birthDate: "01/02/2013" },
    { lastName: "ZOLA", firstName: "Œdipe", division: "6B", birthDate: "03/02/2014" },
    { lastName: "D’ARTAGNAN", firstName: "Éloïse", division: "5A", birthDate: "02/01/2012" },
    { lastName: "EVANS", firstName: "Noé", division: "6A", birthDate: "09/09/2013" },
  ];
  await importFile(school, admin, aSiecleFile(school, pupils));
  return { school, admin };
}

async function names(organizationId: string, query: Partial<PupilQuery>): Promise<string[]> {
  const page = await listPupils(env, {
    organizationId,
    search: "",
    divisions: [],
    sort: "lastName",
    page: 1,
    includeDeactivated: false,
    ...query,
  });
  return page.pupils.map(({ lastName }) => lastName);
}

test("the list goes by name in the French order, accents ignored", async () => {
  const { school } = await aFilledSchool();
  expect(await names(school.id, {})).toEqual(["D’ARTAGNAN", "EVANS", "ÉVRARD", "ZOLA"]);
  expect(await names(school.id, { sort: "-lastName" })).toEqual([
    "ZOLA",
    "ÉVRARD",
    "EVANS",
    "D’ARTAGNAN",
  ]);
  expect(await names(school.id, { sort: "firstName" })).toEqual([
    "D’ARTAGNAN",
    "ÉVRARD",
    "EVANS",
    "ZOLA",
  ]);
  expect((await names(school.id, { sort: "birthDate" }))[0]).toBe("D’ARTAGNAN");
  expect((await names(school.id, { sort: "-division" }))[0]).toBe("ZOLA");
});

test("a search finds words of the names in any order, whatever their accents and hyphens", async () => {
  const { school } = await aFilledSchool();
  expect(await names(school.id, { search: "jean pierre evrard" })).toEqual(["ÉVRARD"]);
  expect(await names(school.id, { search: "Evrard JEAN-PIERRE" })).toEqual(["ÉVRARD"]);
  expect(await names(school.id, { search: "dartagnan" })).toEqual(["D’ARTAGNAN"]);
  expect(await names(school.id, { search: "oedipe" })).toEqual(["ZOLA"]);
  expect(await names(school.id, { search: "ev" })).toEqual(["EVANS", "ÉVRARD"]);
  expect(await names(school.id, { search: "%" })).toEqual([]);
  expect(await names(school.id, { search: `${"a".repeat(5_000)}` })).toEqual([]);
});

test("classes filter, several at once, and are listed for the filter", async () => {
  const { school, admin } = await aFilledSchool();
  const answer = await call(
    `/api/organizations/${school.uai}/pupils?division=6A&division=5A&sort=-lastName`,
    { as: admin },
  );
  const page = await answer.json<PupilPage>();
  expect(page.pupils.map(({ lastName }) => lastName)).toEqual(["ÉVRARD", "EVANS", "D’ARTAGNAN"]);
  expect(page.divisions).toEqual(["5A", "6A", "6B"]);
  expect(page).toMatchObject({ total: 3, page: 1, pageSize: 50 });
  expect(page.pupils[0]).toEqual({
    id: expect.any(String),
    lastName: "ÉVRARD",
    firstName: "Jean-Pierre",
    birthDate: "2013-02-01",
    division: "6A",
    deactivatedAt: null,
  });
});

test("pages of fifty, stable, and deactivated pupils only when asked for", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  await importFile(school, admin, aSiecleFile(school, somePupils(120)));
  await importFile(school, admin, aSiecleFile(school, somePupils(110)));
  const base = `/api/organizations/${school.uai}/pupils`;
  const seen = new Set<string>();
  for (const page of [1, 2, 3]) {
    const answer = await call(`${base}?page=${page}`, { as: admin });
    for (const pupil of (await answer.json<PupilPage>()).pupils) seen.add(pupil.id);
  }
  expect(seen.size).toBe(110);
  const all = await call(`${base}?include=deactivated`, { as: admin });
  const listed = await all.json<PupilPage>();
  expect(listed.total).toBe(120);
  const gone = await call(`${base}?include=deactivated&page=3`, { as: admin });
  const last = (await gone.json<PupilPage>()).pupils.at(-1);
  expect(last?.deactivatedAt).toMatch(/^\d{4}-\d\d-\d\dT/);
});

test("an unknown sort is the order by name", () => {
  expect(parsePupilSort("-birthDate")).toBe("-birthDate");
  expect(parsePupilSort("toString")).toBe("lastName");
  expect(parsePupilSort(null)).toBe("lastName");
});

test("no order of the list walks beyond the index range of one school", async () => {
  for (const [order, index] of [
    ["search, id", "pupil_by_name"],
    ["search DESC, id DESC", "pupil_by_name"],
    ["search_first, id", "pupil_by_first_name"],
    ["birth_date, search, id", "pupil_by_birth_date"],
    ["division, search, id", "pupil_by_division"],
  ]) {
    const { results } = await env.DB.prepare(
      `EXPLAIN QUERY PLAN SELECT id FROM pupil
       WHERE organization_id = 'x' AND deactivated_at IS NULL ORDER BY ${order} LIMIT 50`,
    ).all<{ detail: string }>();
    expect(results[0]?.detail).toContain(`USING INDEX ${index} (organization_id=?)`);
  }
});
