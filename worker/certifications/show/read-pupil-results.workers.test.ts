import { expect, test } from "vitest";
import { aMember, aSchool, env, importFile, inSchool, theBase } from "#tests/support/factories.ts";
import { aSiecleFile } from "#tests/support/siecle-file.ts";
import { countMembers } from "../../organizations/count-members.ts";
import { countResults } from "./count-results.ts";
import { readPupilResults } from "./read-pupil-results.ts";

async function aResult(input: {
  organizationId: number;
  number: string;
  pupilId: string | null;
  takenOn: string;
  schoolYear: string;
}) {
  await inSchool(input.organizationId)
    .DB.prepare(
      `INSERT INTO certification (organization_id, number, pupil_id, first_name, last_name,
       birth_date, birth_city, external_id, type, status, level, score, competences, complementary,
       comment, session, center, taken_on, delivered_on, verification_code, version, school_year,
       division, file, search)
     VALUES (?1, ?2, ?3, 'Lila', 'MOREAU', '2013-09-04', '', '', 'Pix', 'validated', '', 312,
       '[]', '{}', '', '', '', ?4, '', '', 'v3', ?5, '3A', 1, 'moreau lila')`,
    )
    .bind(input.organizationId, input.number, input.pupilId, input.takenOn, input.schoolYear)
    .run();
}

test("results are counted by year and listed for their pupil, within their school only", async () => {
  const [school, other] = [await aSchool(), await aSchool()];
  const admin = await aMember(school);
  await importFile(school, admin, aSiecleFile(school, [{ lastName: "MOREAU" }]));
  const [pupil] = await theBase(school);
  const pupilId = pupil?.id ?? "";
  const base = { organizationId: school.id, pupilId };
  await aResult({ ...base, number: "1", takenOn: "2025-03-02", schoolYear: "2024-2025" });
  await aResult({ ...base, number: "2", takenOn: "2026-03-02", schoolYear: "2025-2026" });
  await aResult({
    ...base,
    pupilId: null,
    number: "3",
    takenOn: "2026-03-02",
    schoolYear: "2025-2026",
  });
  expect(await countResults(inSchool(school), school.id)).toEqual([
    { schoolYear: "2025-2026", results: 2 },
    { schoolYear: "2024-2025", results: 1 },
  ]);
  expect(await countResults(inSchool(other), other.id)).toEqual([]);
  const told = await readPupilResults(inSchool(school), base);
  expect(told.map(({ number, schoolYear }) => [number, schoolYear])).toEqual([
    ["2", "2025-2026"],
    ["1", "2024-2025"],
  ]);
  expect(await readPupilResults(inSchool(other), { ...base, organizationId: other.id })).toEqual(
    [],
  );
});

test("people who left the school are not counted among its members", async () => {
  const school = await aSchool();
  await aMember(school);
  const gone = await aMember(school, "member");
  await env.DB.prepare("UPDATE membership SET removed_at = 5 WHERE user_id = ?1")
    .bind(gone.id)
    .run();
  expect(await countMembers(env, school.id)).toBe(1);
});
