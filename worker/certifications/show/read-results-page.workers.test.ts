import { expect, test } from "vitest";
import { aMember, aSchool, env, importFile, theBase } from "#tests/support/factories.ts";
import { aResult } from "#tests/support/results.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { latestPerPupil, listResults } from "./list-results.ts";
import { RESULTS_PAGE_SIZE, type ResultsPage, readResultsPage } from "./read-results-page.ts";

const year = "2025-2026";

async function read(school: { id: string }, wish: { division?: string; page?: number } = {}) {
  const { division = "", page = 1 } = wish;
  return await readResultsPage(env, { organizationId: school.id, year, division, page });
}

const namesOf = ({ results }: ResultsPage) => results.map(({ lastName }) => lastName);

test("over the pages, every pupil of the year is shown once, as in the results file", async () => {
  const school = await aSchool();
  for (const [division, pupils] of [
    ["3E 10", 31],
    ["3E 2", 17],
    ["3e 2", 3],
    ["4E", 20],
  ] as const) {
    for (let place = 0; place < pupils; place += 1) {
      await aResult(school, { division, lastName: `NOM ${place}`, firstName: division });
    }
  }
  // The same pupil again, and others of another year.
  await aResult(school, { division: "3E 10", lastName: "NOM 4", firstName: "3E 10" });
  await aResult(school, { division: "3E 10", schoolYear: "2024-2025" });
  const file = latestPerPupil(await listResults(env, { organizationId: school.id, year }));
  const pages = await Promise.all([1, 2, 3, 4].map((page) => read(school, { page })));
  expect(pages.map(({ results }) => results.length)).toEqual([RESULTS_PAGE_SIZE, 30, 11, 0]);
  expect(pages[0]?.total).toBe(71);
  const shown = pages.flatMap(({ results }) => results.map(({ id }) => id));
  expect(shown.toSorted()).toEqual(file.map(({ id }) => id).toSorted());
  const classes = pages.flatMap(({ results }) => results.map(({ division }) => division));
  expect([...new Set(classes)].map((one) => one.toUpperCase())).toEqual([
    ...["3E 2", "3E 2", "3E 10", "4E"],
  ]);
  // Only this class, although another one has the same name in lower case.
  const one = await read(school, { division: "3e 2" });
  expect(one).toMatchObject({ total: 3, division: "3e 2" });
  expect(one.results.map(({ division }) => division)).toEqual(["3e 2", "3e 2", "3e 2"]);
});

test("pupils without a result are listed for the requested class, else for the classes with results", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const pupils = [
    ...somePupils(2).map((pupil) => ({ ...pupil, division: "3E B" })),
    { lastName: "ÉVRARD", firstName: "Zoé", division: "3E A" },
    { lastName: "EVANS", firstName: "Noé", division: "3E A" },
    { lastName: "ZOLA", firstName: "Lou", division: "3E A" },
  ];
  await importFile(school, admin, aSiecleFile(school, pupils));
  await env.DB.prepare("UPDATE schooling SET school_year = ?2 WHERE organization_id = ?1")
    .bind(school.id, year)
    .run();
  const zola = (await theBase(school)).find((one) => one.last_name === "ZOLA");
  // A result of the year counts even for another class; a result of another year does not.
  await aResult(school, { pupilId: zola?.id ?? "", lastName: "ZOLA", division: "3E C" });
  await aResult(school, { lastName: "DEHORS", division: "3E A", schoolYear: "2024-2025" });
  const none = await read(school, { division: "3e a" });
  expect(none).toMatchObject({ division: "3E A", total: 0, results: [], hasPupils: true });
  expect(none.missing).toEqual([
    { name: "EVANS Noé", division: "3E A" },
    { name: "ÉVRARD Zoé", division: "3E A" },
  ]);
  expect((await read(school)).missing).toEqual([]);
  await aResult(school, { lastName: "DEHORS", division: "3E A" });
  const all = await read(school);
  expect(all.missing.map(({ name }) => name)).toEqual(["EVANS Noé", "ÉVRARD Zoé"]);
  expect(namesOf(all)).toEqual(["DEHORS", "ZOLA"]);
  expect(all.classes).toEqual([
    { division: "3E A", pupils: 3, results: 1, attestations: 1 },
    { division: "3E B", pupils: 2, results: 0, attestations: 0 },
    { division: "3E C", pupils: 0, results: 1, attestations: 1 },
  ]);
  expect(all.years).toContain("2024-2025");
  const unknown = await read(school, { division: "9E" });
  expect(unknown).toMatchObject({ division: null, unknown: "9E", total: 2 });
});
