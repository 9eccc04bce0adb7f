import { expect, test } from "vitest";
import { aMember, aSchool, importFile, inSchool, theBase } from "#tests/support/factories.ts";
import { aResult } from "#tests/support/results.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { latestPerPupil, listResults } from "./list-results.ts";
import { RESULTS_PAGE_SIZE, type ResultsPage, readResultsPage } from "./read-results-page.ts";

const year = "2025-2026";

async function read(school: { id: number }, wish: { divisions?: string[]; page?: number } = {}) {
  const { divisions = null, page = 1 } = wish;
  return await readResultsPage(inSchool(school), {
    organizationId: school.id,
    year,
    divisions,
    page,
  });
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
  const file = latestPerPupil(
    await listResults(inSchool(school), { organizationId: school.id, year }),
  );
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
  const one = await read(school, { divisions: ["3e 2"] });
  expect(one).toMatchObject({ total: 3, divisions: ["3e 2"] });
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
  await inSchool(school)
    .DB.prepare("UPDATE schooling SET year = CAST(?2 AS INTEGER) WHERE organization_id = ?1")
    .bind(school.id, year)
    .run();
  const zola = (await theBase(school)).find((one) => one.last_name === "ZOLA");
  // A result of the year counts even for another class; a result of another year does not.
  await aResult(school, { pupilId: zola?.id ?? "", lastName: "ZOLA", division: "3E C" });
  await aResult(school, { lastName: "DEHORS", division: "3E A", schoolYear: "2024-2025" });
  const none = await read(school, { divisions: ["3e a"] });
  expect(none).toMatchObject({ divisions: ["3E A"], total: 0, results: [], hasPupils: true });
  const idOf = new Map((await theBase(school)).map((one) => [one.last_name, one.id]));
  expect(none.missing).toEqual([
    { pupilId: idOf.get("EVANS"), name: "EVANS Noé", division: "3E A" },
    { pupilId: idOf.get("ÉVRARD"), name: "ÉVRARD Zoé", division: "3E A" },
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
  const unknown = await read(school, { divisions: ["9E"] });
  expect(unknown).toMatchObject({ divisions: [], unknown: ["9E"], total: 0 });
});

test("levels are counted by class, for the chosen classes together, and over the years of the school", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const pupils = [
    { lastName: "ÉVRARD", firstName: "Zoé", division: "3E B" },
    { lastName: "ZOLA", firstName: "Lou", division: "3E A" },
  ];
  await importFile(school, admin, aSiecleFile(school, pupils));
  await inSchool(school)
    .DB.prepare("UPDATE schooling SET year = CAST(?2 AS INTEGER) WHERE organization_id = ?1")
    .bind(school.id, year)
    .run();
  const zola = (await theBase(school)).find((one) => one.last_name === "ZOLA");
  const mine = { pupilId: zola?.id ?? "", division: "3E A" };
  // The latest validated one counts, as for the attestation, although a later one was cancelled.
  await aResult(school, { ...mine, level: "Novice 1", score: 100, takenOn: "2025-11-10" });
  await aResult(school, { ...mine, level: "Avancé 1", score: 520, takenOn: "2026-02-10" });
  await aResult(school, { ...mine, status: "cancelled", score: null, takenOn: "2026-05-10" });
  for (const score of [260, 300, 390, 400]) {
    await aResult(school, { lastName: `NOM ${score}`, division: "3E A", level: "", score });
  }
  await aResult(school, { lastName: "REJET", division: "3E B", status: "rejected", score: 0 });
  await aResult(school, {
    lastName: "AVANT",
    division: "3E A",
    schoolYear: "2024-2025",
    level: "",
  });
  const all = await read(school);
  const [a, b] = all.levels.classes;
  expect(a).toMatchObject({ name: "3E A", pupils: 1, missing: 0 });
  expect(a?.figures).toMatchObject({
    results: 5,
    validated: 5,
    parts: { l1: 0, l3: 2, l4: 2, l5: 1, out: 0 },
    score: { median: 390, low: 300, high: 400 },
  });
  expect(b).toMatchObject({ name: "3E B", pupils: 1, missing: 1 });
  expect(b?.figures).toMatchObject({ results: 1, validated: 0, parts: { out: 1 }, score: null });
  expect(all.levels.whole).toMatchObject({ pupils: 2, missing: 1, figures: { results: 6 } });
  expect(all).toMatchObject({ total: 6, attestations: 5, divisions: null });
  expect(all.overYears).toMatchObject([
    { year: "2024-2025", figures: { results: 1, score: null } },
    { year, figures: { results: 6, validated: 5, score: { median: 390 } } },
  ]);
  const one = await read(school, { divisions: ["3E B"] });
  expect(one.levels.classes.map(({ name }) => name)).toEqual(["3E B"]);
  expect(one.levels.whole).toMatchObject({ pupils: 1, missing: 1, figures: { results: 1 } });
});
