import { expect, test } from "vitest";
import {
  aMember,
  aSchool,
  importAnyway,
  importFile,
  inSchool,
  theBase,
} from "#tests/support/factories.ts";
import { aSiecleFile, type SiecleFilePupil } from "#tests/support/siecle-file.ts";
import { undoImport } from "../../imports/decide/decide.ts";
import { countResultsOf, followResults } from "./follow-results.ts";

const LINA = { lastName: "MARCHAND", firstName: "Lina", birthDate: "04/05/2014" };

/** A school where a child came back under another INE, with two results on the former sheet. */
async function aSchoolWithTwoSheets(second: SiecleFilePupil = LINA) {
  const school = await aSchool();
  const admin = await aMember(school);
  await importFile(school, admin, aSiecleFile(school, [{ ...LINA, ine: "220000001KD" }]));
  // Replacing one pupil out of one is unusual: the import waits for a confirmation.
  const moved = await importAnyway(
    school,
    admin,
    aSiecleFile(school, [{ ine: "220000002RT", ...second }]),
  );
  const [former, present] = await theBase(school);
  if (!former || !present) throw new Error("two sheets were expected");
  const [from, to] = [former.id, present.id];
  await inSchool(school).DB.batch([1, 2].map((place) => aResult(school.id, `${place}`, from)));
  const results = async () =>
    await countResultsOf(inSchool(school), school.id, { ids: "?1, ?2", values: [from, to] });
  const asked = { organizationId: school.id, userId: admin.id };
  return { school, admin, from, to, moved, asked, results };
}

function aResult(organizationId: number, number: string, pupilId: string) {
  return inSchool(organizationId)
    .DB.prepare(
      `INSERT INTO certification (organization_id, number, pupil_id, first_name, last_name,
       birth_date, birth_city, external_id, type, status, level, score, competences, complementary,
       comment, session, center, taken_on, delivered_on, verification_code, version, school_year,
       division, file, search)
     VALUES (?1, ?2, ?3, 'Lina', 'MARCHAND', '2014-05-04', '', '', 'Pix', 'validated', '', 312,
       '[]', '{}', '', '', '', '2026-05-05', '', '', 'v3', '2025-2026', '6B', 1,
       'marchand lina')`,
    )
    .bind(organizationId, number, pupilId);
}

test("once confirmed, the results move once to the current sheet with their class, and the move is journaled", async () => {
  const { school, from, to, asked, results, admin, moved } = await aSchoolWithTwoSheets();
  expect(await results()).toEqual({ [from]: 2 });
  expect(await followResults(inSchool(school), { ...asked, from, to })).toBe(true);
  expect(await results()).toEqual({ [to]: 2 });
  expect(await followResults(inSchool(school), { ...asked, from, to })).toBe(false);
  const { results: lines } = await inSchool(school)
    .DB.prepare(
      `SELECT user_id, subject, detail FROM journal
     WHERE organization_id = ?1 AND event = 'results.followed'`,
    )
    .bind(school.id)
    .all();
  expect(lines).toEqual([{ user_id: admin.id, subject: to, detail: '{"results":2}' }]);
  // Results linked later stay on their sheet, so the sheet stays too.
  await undoImport(inSchool(school), { ...asked, importId: moved.id });
  expect(await results()).toEqual({ [to]: 2 });
});

test.each([
  ["another name", { ...LINA, firstName: "Lena" }],
  ["another birth date", { ...LINA, birthDate: "05/05/2014" }],
])("sheets of %s are not the same person", async (_, second) => {
  const { from, to, asked, results } = await aSchoolWithTwoSheets(second);
  expect(await followResults(inSchool(asked.organizationId), { ...asked, from, to })).toBe(false);
  expect(await results()).toEqual({ [from]: 2 });
});

test("results never move to a deactivated sheet, nor from or to another school", async () => {
  const { from, to, asked, results } = await aSchoolWithTwoSheets();
  const elsewhere = await aSchoolWithTwoSheets();
  expect(
    await followResults(inSchool(asked.organizationId), { ...asked, from: to, to: from }),
  ).toBe(false);
  expect(
    await followResults(inSchool(asked.organizationId), { ...asked, from, to: elsewhere.to }),
  ).toBe(false);
  expect(
    await followResults(inSchool(asked.organizationId), {
      ...asked,
      from: elsewhere.from,
      to: elsewhere.to,
    }),
  ).toBe(false);
  expect(await results()).toEqual({ [from]: 2 });
});
