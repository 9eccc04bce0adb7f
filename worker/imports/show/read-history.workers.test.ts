import { expect, test } from "vitest";
import { aMember, aSchool, env, importFile, inSchool, theBase } from "#tests/support/factories.ts";
import { anIne, aSiecleFile } from "#tests/support/siecle-file.ts";
import { undoImport } from "../decide/decide.ts";
import { readPupilHistory } from "./read-history.ts";
import { readStartOfYear } from "./read-start.ts";

async function aSchoolWithHistory() {
  const school = await aSchool();
  const admin = await aMember(school);
  const [gone, other] = [anIne(), anIne()];
  const file = (division: string, withGone: boolean) =>
    aSiecleFile(school, [
      { ine: other, lastName: "ABADI", division: "6A" },
      ...(withGone ? [{ ine: gone, lastName: "ZOLA", division }] : []),
    ]);
  for (const [division, there] of [
    ["6A", true],
    ["6B", true],
    ["", false],
    ["6B", true],
  ] as const) {
    await importFile(school, admin, file(division, there));
  }
  const pupil = (await theBase(school)).find(({ ine }) => ine === gone);
  if (!pupil) throw new Error("no pupil");
  return { school, admin, asked: { organizationId: school.id, pupilId: pupil.id } };
}

test("the history of a pupil lists what each import changed, newest first", async () => {
  const { asked } = await aSchoolWithHistory();
  const history = await readPupilHistory(inSchool(asked.organizationId), asked);
  expect(history.map(({ kind }) => kind)).toEqual([
    "reactivated",
    "deactivated",
    "changed",
    "added",
  ]);
  expect(history[2]).toMatchObject({
    before: { division: "6A" },
    after: { division: "6B" },
    by: "Camille Essai",
    undone: false,
  });
  expect(
    await readPupilHistory(inSchool(asked.organizationId), {
      ...asked,
      organizationId: 999_999_999,
    }),
  ).toEqual([]);
});

test("an undone change is marked as undone", async () => {
  const { asked, school, admin } = await aSchoolWithHistory();
  const [newest] = await readPupilHistory(inSchool(school), asked);
  if (!newest) throw new Error("no history");
  await undoImport(inSchool(school), {
    organizationId: school.id,
    importId: newest.importId,
    userId: admin.id,
  });
  const history = await readPupilHistory(inSchool(school), asked);
  expect(history.map(({ undone }) => undone)).toEqual([true, false, false, false]);
});

test("the history of a pupil is one seek for each import of the school", async () => {
  const { results } = await env.SCHOOLS_1.prepare(
    `EXPLAIN QUERY PLAN SELECT c.kind FROM import i CROSS JOIN pupil_change c
     ON c.organization_id = 1 AND c.import_number = i.number AND c.pupil_id = 1
     WHERE i.organization_id = 1`,
  ).all<{ detail: string }>();
  expect(results.map(({ detail }) => detail)).toEqual([
    "SEARCH i USING PRIMARY KEY (organization_id=?)",
    "SEARCH c USING PRIMARY KEY (organization_id=? AND import_number=? AND pupil_id=?)",
  ]);
});

test("the start of the year shows this year's import and counts active pupils and leavers", async () => {
  const { school, asked, admin } = await aSchoolWithHistory();
  const september = Date.parse("2026-09-10T08:00:00Z");
  const now = { organizationId: school.id, now: september };
  expect(await readStartOfYear(inSchool(school), now)).toMatchObject({
    schoolYear: "2026-2027",
    activePupils: 2,
    leavers: 0,
    lastImport: { by: "Camille Essai", skipped: 0, leftOut: 0 },
  });
  await importFile(school, admin, aSiecleFile(school, [{ lastName: "SEUL" }]));
  expect(await readStartOfYear(inSchool(school), now)).toMatchObject({
    activePupils: 1,
    leavers: 2,
  });
  await inSchool(school)
    .DB.prepare("UPDATE pupil SET deactivated_at = ?2 WHERE id = ?1")
    .bind(asked.pupilId, Date.parse("2026-07-31T21:59:00Z"))
    .run();
  expect(await readStartOfYear(inSchool(school), now)).toMatchObject({ leavers: 1 });
  const nextYear = { organizationId: school.id, now: Date.parse("2027-08-01T08:00:00Z") };
  expect(await readStartOfYear(inSchool(school), nextYear)).toMatchObject({
    schoolYear: "2027-2028",
    lastImport: null,
  });
});
