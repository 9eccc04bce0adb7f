import { expect, test } from "vitest";
import { aMember, aSchool, call, env, importFile, inSchool } from "#tests/support/factories.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { levelOf, levelSql } from "./level.ts";
import { listClasses } from "./list-classes.ts";
import { listPupils, type PupilPage } from "./list-pupils.ts";
import { type PupilQuery, parsePupilSort, pupilStatements } from "./list-statements.ts";

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

async function names(organizationId: number, query: Partial<PupilQuery>): Promise<string[]> {
  const page = await listPupils(inSchool(organizationId), {
    organizationId,
    search: "",
    divisions: [],
    levels: [],
    sort: "lastName",
    page: 1,
    includeDeactivated: false,
    ...query,
  });
  return page.pupils.map(({ lastName }) => lastName);
}

test("the list is ordered by name in the French order, accents ignored", async () => {
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

test("pages of fifty, stable, and deactivated pupils only on request", async () => {
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

test("an unknown sort means the order by name", () => {
  expect(parsePupilSort("-birthDate")).toBe("-birthDate");
  expect(parsePupilSort("toString")).toBe("lastName");
  expect(parsePupilSort(null)).toBe("lastName");
});

const NO_FILTER: PupilQuery = {
  organizationId: 1,
  search: "",
  divisions: [],
  levels: [],
  sort: "lastName",
  page: 1,
  includeDeactivated: false,
};
const SORTS = ["lastName", "-firstName", "birthDate", "-division"] as const;
const FILTERS: Array<[string, Partial<PupilQuery>]> = [
  ["no filter", {}],
  ["deactivated pupils", { includeDeactivated: true }],
  ["a search", { search: "evrard noe" }],
  ["a class", { divisions: ["6A"] }],
  ["a level and a search", { levels: ["6e"], search: "n" }],
  ["a class of a level", { divisions: ["6A"], levels: ["6e"] }],
];

test.each(FILTERS)(
  "a list with %s reads the range of the school, in each order",
  async (_, filter) => {
    for (const sort of SORTS) {
      const query = { ...NO_FILTER, ...filter, sort };
      const { rows, total, groups, values } = pupilStatements(query);
      for (const statement of [rows, total, groups]) {
        const { results } = await env.SCHOOLS_1.prepare(`EXPLAIN QUERY PLAN ${statement}`)
          .bind(...values)
          .all<{ detail: string }>();
        const steps = results.map(({ detail }) => detail);
        const walks = steps.filter((step) => /\bpupil\b/.test(step));
        expect(walks).toHaveLength(1);
        expect(walks[0]).toMatch(
          /^SEARCH pupil USING (PRIMARY KEY|COVERING INDEX pupil_by_ine) \(organization_id=\?\)$/,
        );
        expect(steps.filter((step) => /^SCAN (?!json_each|\(subquery)/.test(step))).toEqual([]);
      }
    }
  },
);

test("levels filter, several at once and with classes; an unknown MEF is « Autre »", async () => {
  const { school, admin } = await aFilledSchool();
  const mefs: Array<[string, string]> = [
    ["ZOLA", "10110001110"],
    ["EVANS", "24721411330"],
    ["D’ARTAGNAN", "99912345678"],
  ];
  for (const [name, mef] of mefs) {
    await inSchool(school)
      .DB.prepare("UPDATE pupil SET mef = ?3 WHERE organization_id = ?1 AND last_name = ?2")
      .bind(school.id, name, mef)
      .run();
  }
  expect(await names(school.id, { levels: ["6e"] })).toEqual(["ÉVRARD"]);
  expect(await names(school.id, { levels: ["5e", "Tle"], sort: "-lastName" })).toEqual([
    "ZOLA",
    "EVANS",
  ]);
  expect(await names(school.id, { levels: ["Autre"] })).toEqual(["D’ARTAGNAN"]);
  expect(await names(school.id, { levels: ["6e", "Tle"], divisions: ["6A"] })).toEqual([
    "EVANS",
    "ÉVRARD",
  ]);
  expect(await names(school.id, { levels: ["3e"] })).toEqual([]);
  const { levels } = await listPupils(inSchool(school), {
    ...NO_FILTER,
    organizationId: school.id,
  });
  expect(levels).toEqual(["6e", "5e", "Tle", "Autre"]);
  const answer = await call(`/api/organizations/${school.uai}/pupils?level=5e&level=9e`, {
    as: admin,
  });
  const { total, ...rest } = await answer.json<PupilPage>();
  expect(total).toBe(1);
  expect(Object.keys(rest).sort()).toEqual(["divisions", "page", "pageSize", "pupils"]);
});

test("a level without active pupils is not offered, and still finds the leavers", async () => {
  const { school } = await aFilledSchool();
  await inSchool(school)
    .DB.prepare(
      "UPDATE pupil SET mef = '10310019110', deactivated_at = 5 WHERE organization_id = ?1 AND last_name = 'ZOLA'",
    )
    .bind(school.id)
    .run();
  const { levels } = await listPupils(inSchool(school), {
    ...NO_FILTER,
    organizationId: school.id,
  });
  expect(levels).toEqual(["6e"]);
  expect(await names(school.id, { levels: ["3e"], includeDeactivated: true })).toEqual(["ZOLA"]);
});

test("a MEF has the same level in SQL as in the words of the page", async () => {
  const programmes = ["100", "167", "200", "211", "213", "240", "247", "101", "102", "103", "999"];
  const years = ["11", "21", "31", "32", "33", "22"];
  const mefs = programmes.flatMap((one) => years.map((year) => `${one}00191${year}0`));
  const { results } = await env.DB.prepare(
    `SELECT ${levelSql("value")} AS level FROM json_each(?1)`,
  )
    .bind(JSON.stringify(mefs))
    .all<{ level: string }>();
  expect(new Set(mefs.map(levelOf)).size).toBe(9);
  expect(results.map(({ level }) => level)).toEqual(mefs.map(levelOf));
});

test("pupils who arrived with the last import, and those who left, are lists of their own", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const base = somePupils(6);
  await importFile(school, admin, aSiecleFile(school, base));
  expect(await names(school.id, { only: "arrived" })).toHaveLength(6);
  await importFile(school, admin, aSiecleFile(school, [...base.slice(1), { lastName: "NOUVEAU" }]));
  const read = async (query: string) => {
    const path = `/api/organizations/${school.uai}/pupils?${query}`;
    const { pupils } = await (await call(path, { as: admin })).json<PupilPage>();
    return pupils.map(({ lastName }) => lastName);
  };
  expect(await read("include=arrived")).toEqual(["NOUVEAU"]);
  expect(await read("include=arrived&division=5A")).toEqual([]);
  expect(await read("include=only-deactivated")).toEqual(["GARNIER0000"]);
  expect(await read("include=only-deactivated&search=nouveau")).toEqual([]);
  expect(await read("include=deactivated")).toHaveLength(7);
  expect(await read("include=other")).not.toContain("GARNIER0000");
});

test("class lists hold the active pupils of each class by name, in the order of the classes", async () => {
  const { school } = await aFilledSchool();
  await inSchool(school.id)
    .DB.prepare(
      "UPDATE pupil SET deactivated_at = 5 WHERE last_name = 'ZOLA' AND organization_id = ?1",
    )
    .bind(school.id)
    .run();
  const short = async (divisions: string[]) =>
    (await listClasses(inSchool(school.id), { organizationId: school.id, divisions })).map(
      ({ division, pupils }) => [division, ...pupils.map(({ lastName }) => lastName)],
    );
  expect(await short([])).toEqual([
    ["5A", "D’ARTAGNAN"],
    ["6A", "EVANS", "ÉVRARD"],
  ]);
  expect(await short(["6A", "6B"])).toEqual([["6A", "EVANS", "ÉVRARD"]]);
});
