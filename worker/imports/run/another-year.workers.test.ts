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
  LAST_YEAR,
  type SiecleFilePupil,
  somePupils,
  THIS_YEAR,
} from "#tests/support/siecle-file.ts";
import { undoImport } from "../decide/decide.ts";
import { readImportPage } from "../show/read-imports.ts";

const NEXT_YEAR = `${THIS_YEAR.slice(5)}-${Number(THIS_YEAR.slice(5)) + 1}`;

async function aSchoolWithFiles() {
  const school = await aSchool();
  const admin = await aMember(school);
  const file = (pupils: SiecleFilePupil[], year: string) =>
    aSiecleFile(school, pupils, { year, exportedAt: "02/09/2025 10:00:00" });
  return {
    school,
    admin,
    send: (pupils: SiecleFilePupil[], year: string) =>
      importFile(school, admin, file(pupils, year)),
    insist: (pupils: SiecleFilePupil[], year: string) =>
      importAnyway(school, admin, file(pupils, year)),
    undo: async (importId: string) =>
      expect(
        await undoImport(inSchool(school), {
          organizationId: school.id,
          importId,
          userId: admin.id,
        }),
      ).toEqual({ ok: true }),
    classes: async () => {
      const { results } = await inSchool(school)
        .DB.prepare(
          `SELECT year || '-' || (year + 1) AS year, division FROM schooling
         WHERE organization_id = ?1 ORDER BY schooling.year, pupil_id`,
        )
        .bind(school.id)
        .all<{ year: string; division: string }>();
      return results.map(({ year, division }) => `${year} ${division}`);
    },
  };
}

test.each([
  ["last year's", LAST_YEAR],
  ["last year's, named by its first year", LAST_YEAR.slice(0, 4)],
  ["next year's", NEXT_YEAR],
])(
  "a first import of %s file waits, though there is nothing to compare it with",
  async (_, year) => {
    const { school, send } = await aSchoolWithFiles();
    const told = await send(somePupils(3), year);
    expect(told).toMatchObject({ status: "awaiting-confirmation", reasons: ["year"] });
    expect(told).toMatchObject({ exportedAt: "2025-09-02T10:00:00", counts: { added: 3 } });
    expect(told.schoolYear?.slice(0, 4)).toBe(year.slice(0, 4));
    expect(await theBase(school)).toEqual([]);
    const page = await readImportPage(inSchool(school), {
      organizationId: school.id,
    });
    expect(page.confirmation?.currentYear).toBe(THIS_YEAR);
  },
);

test.each([THIS_YEAR, THIS_YEAR.slice(0, 4), "", "rentrée"])(
  "a file of this year, or without a year, does not wait: « %s »",
  async (year) => {
    const { send } = await aSchoolWithFiles();
    const told = await send(somePupils(3), year);
    expect(told).toMatchObject({ status: "done", reasons: [], schoolYear: THIS_YEAR });
  },
);

test("last year's file, once confirmed, keeps the classes set by that year's own file", async () => {
  const { insist, send, classes, undo } = await aSchoolWithFiles();
  const ine = anIne();
  await insist([{ ine, division: "6A" }], LAST_YEAR);
  await send([{ ine, division: "5A" }], THIS_YEAR);
  const before = await classes();
  expect(before).toEqual([`${LAST_YEAR} 6A`, `${THIS_YEAR} 5A`]);
  const again = await insist([{ ine, division: "6Z" }, { division: "6B" }], LAST_YEAR);
  expect(again.status).toBe("done");
  // An unknown class is added; existing ones are not overwritten.
  expect((await classes()).sort()).toEqual([
    `${LAST_YEAR} 6A`,
    `${LAST_YEAR} 6B`,
    `${THIS_YEAR} 5A`,
  ]);
  await undo(again.id);
  expect(await classes()).toEqual(before);
});

test("an undone import of last year's file does not count as that year's own file", async () => {
  const { insist, classes, undo } = await aSchoolWithFiles();
  const ine = anIne();
  await undo((await insist([{ ine, division: "6A" }], LAST_YEAR)).id);
  await insist([{ ine, division: "6B" }], LAST_YEAR);
  expect(await classes()).toEqual([`${LAST_YEAR} 6B`]);
});

test("next year's own file, when it comes, overwrites the file sent too early", async () => {
  const { insist, classes, school } = await aSchoolWithFiles();
  const ine = anIne();
  await insist([{ ine, division: "5A" }], LAST_YEAR);
  await insist([{ ine, division: "4A" }], NEXT_YEAR);
  expect(await classes()).toEqual([`${LAST_YEAR} 5A`, `${NEXT_YEAR} 4A`]);
  expect((await theBase(school))[0]?.division).toBe("4A");
});
