import { expect, test } from "vitest";
import { aMember, aSchool, call, importFile, inSchool, theBase } from "#tests/support/factories.ts";
import { aSiecleFile, type SiecleFilePupil, somePupils } from "#tests/support/siecle-file.ts";
import { readPupil } from "../../pupils/read-pupil.ts";
import { undoImport } from "../decide/decide.ts";
import { readPupilHistory } from "../show/read-history.ts";
import { listChanges, listSkipped } from "../show/read-lists.ts";
import { readStartOfYear } from "../show/read-start.ts";

const LEFT = "<DATE_SORTIE>03/07/2026</DATE_SORTIE>";

async function aSchoolOf(count: number) {
  const school = await aSchool();
  const admin = await aMember(school);
  const send = async (pupils: SiecleFilePupil[]) =>
    await importFile(school, admin, aSiecleFile(school, pupils));
  await send(somePupils(count));
  return { school, admin, send };
}

const CASES: Array<[string, (pupil: SiecleFilePupil) => SiecleFilePupil[], object, string]> = [
  ["is absent from the file", () => [], { reason: "ABSENT" }, "Absent du fichier"],
  [
    "left on a day",
    (pupil) => [{ ...pupil, extra: LEFT }],
    { reason: "LEFT", leftOn: "2026-07-03" },
    "A quitté l’établissement le 03/07/2026",
  ],
  [
    "has no class",
    (pupil) => [{ ...pupil, division: "" }],
    { reason: "NO_DIVISION" },
    "Sans classe",
  ],
  [
    "left, and is listed a second time without class",
    (pupil) => [
      { ...pupil, extra: LEFT },
      { ...pupil, division: "" },
    ],
    { reason: "NO_DIVISION" },
    "Sans classe",
  ],
  [
    "lost the INE in the file",
    (pupil) => [{ ...pupil, ine: "" }],
    { reason: "NO_INE" },
    "Sans INE",
  ],
  [
    "has an INE that is not genuine",
    (pupil) => [{ ...pupil, ine: "12345" }],
    { reason: "INE_NOT_GENUINE" },
    "INE non véritable",
  ],
  [
    "left, without INE",
    (pupil) => [{ ...pupil, ine: "", extra: LEFT }],
    { reason: "LEFT", leftOn: "2026-07-03" },
    "A quitté l’établissement le 03/07/2026",
  ],
];

test.each(CASES)("a pupil who %s: same reason everywhere", async (_, inFile, leaving, words) => {
  const { school, admin, send } = await aSchoolOf(3);
  const [first, ...others] = somePupils(3);
  const [before] = await theBase(school);
  const done = await send([...others, ...inFile(first ?? {})]);
  expect(done).toMatchObject({ status: "done", counts: { deactivated: 1, unchanged: 2 } });

  const input = { organizationId: school.id, importId: done.id, page: 1 };
  const changes = await listChanges(inSchool(school), { ...input, kind: "deactivated" });
  expect(changes?.changes).toEqual([
    { kind: "deactivated", pupil: "Noé GARNIER0000", division: "6A", ...leaving },
  ]);
  const skipped = await listSkipped(inSchool(school), input);
  if (skipped && skipped.total > 0)
    expect(skipped.skipped).toContainEqual(expect.objectContaining(leaving));

  const asked = { organizationId: school.id, pupilId: before?.id ?? "" };
  expect(await readPupil(inSchool(school), asked)).toMatchObject(leaving);
  expect((await readPupilHistory(inSchool(school), asked))[0]).toMatchObject({
    kind: "deactivated",
    ...leaving,
  });

  const api = `/api/organizations/${school.uai}`;
  const get = async (path: string) => await call(api + path, { as: admin });
  const listed = await (await get("/pupils?include=deactivated")).json();
  expect(listed).toMatchObject({ pupils: [{ firstName: "Noé", ...leaving }, {}, {}] });
  for (const path of [
    "/pupils?include=deactivated&format=csv",
    `/imports/${done.id}/changes?kind=deactivated&format=csv`,
  ]) {
    expect(await (await get(path)).text(), path).toContain(words);
  }
});

test("a pupil who comes back loses the reason, and an undo restores it", async () => {
  const { school, admin, send } = await aSchoolOf(2);
  await send(somePupils(2).map((one, index) => (index === 0 ? { ...one, extra: LEFT } : one)));
  const gone = await theBase(school);
  expect(gone[0]).toMatchObject({ leaving_reason: "LEFT", left_on: "2026-07-03" });
  const back = await send(somePupils(2));
  expect((await theBase(school))[0]).toMatchObject({ leaving_reason: null, left_on: null });
  await undoImport(inSchool(school), {
    organizationId: school.id,
    importId: back.id,
    userId: admin.id,
  });
  expect(await theBase(school)).toEqual(gone);
});

test("leavers count as unchecked until their list is opened; pupils left out, until they are imported", async () => {
  const { school, admin, send } = await aSchoolOf(3);
  const start = async () =>
    await readStartOfYear(inSchool(school), { organizationId: school.id, now: Date.now() });
  expect((await start()).unseenLeavers).toBeNull();
  const [first, second] = somePupils(3);
  const done = await send([{ ...first }, { ...second, division: "" }]);
  expect(await start()).toMatchObject({
    unseenLeavers: { importId: done.id, deactivated: 2 },
    lastImport: { leftOut: 1, skipped: 1 },
  });
  // Another import without leavers does not mark the earlier leavers as seen.
  await send([{ ...first }, { ...second, division: "" }]);
  expect((await start()).unseenLeavers?.importId).toBe(done.id);
  await call(`/api/organizations/${school.uai}/imports/${done.id}/changes?kind=added`, {
    as: admin,
  });
  expect((await start()).unseenLeavers?.importId).toBe(done.id);
  await call(`/api/organizations/${school.uai}/imports/${done.id}/changes?kind=deactivated`, {
    as: admin,
  });
  expect((await start()).unseenLeavers).toBeNull();

  expect((await start()).lastImport?.leftOut).toBe(1);
  await send([{ ...first }, { ...second, extra: LEFT }]);
  // A pupil who left needs no correction.
  expect((await start()).lastImport).toMatchObject({ leftOut: 0, skipped: 1 });
});
