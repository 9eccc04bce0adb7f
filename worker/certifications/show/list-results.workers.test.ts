import { expect, test } from "vitest";
import { aSchool, env, inSchool } from "#tests/support/factories.ts";
import { aResult } from "#tests/support/results.ts";
import { seedDemo } from "../../demo/seed.ts";
import { latestPerPupil, listDivisions, listResults } from "./list-results.ts";

test("results go by class, then by name, in the French order", async () => {
  const school = await aSchool();
  for (const [division, lastName, firstName] of [
    ["3E 10", "ZOLA", "Noé"],
    ["3E 2", "ÉVRARD", "Jean"],
    ["3E 2", "EVRARD", "Anne"],
    ["3E 2", "de la TOUR", "Élise"],
    ["3E 2", "Œuf", "Lou"],
    ["3E 2", "ZIDANE", "Lou"],
  ] as const) {
    await aResult(school, { division, lastName, firstName });
  }
  const listed = await listResults(inSchool(school), { organizationId: school.id });
  expect(listed.map((one) => `${one.division} ${one.lastName} ${one.firstName}`)).toEqual([
    "3E 2 de la TOUR Élise",
    "3E 2 EVRARD Anne",
    "3E 2 ÉVRARD Jean",
    "3E 2 Œuf Lou",
    "3E 2 ZIDANE Lou",
    "3E 10 ZOLA Noé",
  ]);
});

test("a result is read back with all its fields", async () => {
  const school = await aSchool();
  const kept = await aResult(school, {
    score: null,
    status: "cancelled",
    competences: [0, null, 3, ...Array.from({ length: 13 }, () => null)],
    complementary: { "Certification CléA numérique": "Validée" },
    verificationCode: "P-P4GQ4B7K",
  });
  expect(await listResults(inSchool(school), { organizationId: school.id })).toEqual([kept]);
});

test("a class is found in any letter case, and the year filters", async () => {
  const school = await aSchool();
  await aResult(school, { division: "3ème A" });
  await aResult(school, { division: "3ÈME B" });
  await aResult(school, { division: "3ème A", schoolYear: "2024-2025" });
  const ask = async (input: { year?: string; divisions?: string[] }) =>
    (await listResults(inSchool(school), { organizationId: school.id, ...input })).length;
  expect(await ask({ divisions: ["3ÈME a"] })).toBe(2);
  expect(await ask({ divisions: ["3ème b"], year: "2025-2026" })).toBe(1);
  expect(await ask({ divisions: ["3ème a", "3ème b"], year: "2025-2026" })).toBe(2);
  expect(await ask({ divisions: ["4ème a"] })).toBe(0);
  expect(await ask({ divisions: [] })).toBe(0);
  expect(await ask({ year: "2024-2025" })).toBe(1);
});

test("the latest certification of a pupil counts, by date then by number, whatever its status", async () => {
  const school = await aSchool();
  const person = { lastName: "Évrard", firstName: "Jean-Luc", birthDate: "2011-01-01" };
  await aResult(school, { ...person, number: "99", takenOn: "2026-03-01" });
  await aResult(school, { ...person, number: "7", takenOn: "2026-05-01" });
  await aResult(school, {
    ...person,
    lastName: "EVRARD",
    number: "100",
    takenOn: "2026-05-01",
    status: "cancelled",
  });
  await aResult(school, { lastName: "Évrard", firstName: "Jean-Luc", birthDate: "2011-01-02" });
  const latest = latestPerPupil(await listResults(inSchool(school), { organizationId: school.id }));
  expect(latest.map(({ number }) => number)).toHaveLength(2);
  expect(latest.some(({ number }) => number === "100")).toBe(true);
  expect(await listDivisions(inSchool(school), { organizationId: school.id })).toEqual([
    { year: "2025-2026", division: "3E A", results: 2, attestations: 2 },
  ]);
});

/** The two schools of the demo, each in a database of its own. */
const DEMO = [
  { id: 808088, home: inSchool({ shard: 1 }) },
  { id: 801234, home: inSchool({ shard: 2 }) },
];

test("the demo holds last year's results: two versions in a class, all three statuses, two for one pupil", async () => {
  await seedDemo(env);
  for (const { id, home } of DEMO) {
    const results = await listResults(home, { organizationId: id });
    const latest = latestPerPupil(results);
    expect(results.every(({ pupilId }) => pupilId !== null)).toBe(true);
    expect(latest.length).toBeLessThan(results.length);
    expect(new Set(results.map(({ status }) => status))).toEqual(
      new Set(["validated", "rejected", "cancelled"]),
    );
    const classes = await listDivisions(home, { organizationId: id, year: "2025-2026" });
    expect(classes.reduce((sum, one) => sum + one.results, 0)).toBe(latest.length);
    const mixed = classes.filter(({ division }) => {
      const versions = latest.filter((one) => one.division === division).map((one) => one.version);
      return new Set(versions).size === 2;
    });
    expect(mixed.length).toBeGreaterThan(0);
  }
  const [first] = DEMO;
  if (!first) throw new Error("no demo");
  const before = await listDivisions(first.home, { organizationId: first.id });
  await seedDemo(env);
  expect(await listDivisions(first.home, { organizationId: first.id })).toEqual(before);
});
