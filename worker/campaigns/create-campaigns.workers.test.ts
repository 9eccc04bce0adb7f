import { expect, test } from "vitest";
import { aMember, aSchool, env, importFile } from "#tests/support/factories.ts";
import { aSiecleFile, THIS_YEAR } from "#tests/support/siecle-file.ts";
import { createCampaigns } from "./create-campaigns.ts";
import { listCampaigns } from "./list-campaigns.ts";
import type { Asked } from "./plan-campaigns.ts";

const MEF = { "6e": "10010012110", "3e": "10310019110", segpa: "1640001A11A", CAP1: "24122427210" };

async function aCollege() {
  const school = await aSchool();
  const user = await aMember(school);
  const pupils = [
    ...[1, 2, 3].map(() => ({ mef: MEF["6e"], division: "6A" })),
    { mef: MEF.segpa, division: "6S" },
    ...[1, 2].map(() => ({ mef: MEF["3e"], division: "3A" })),
    { mef: MEF.CAP1, division: "CAP" },
  ];
  await importFile(school, user, aSiecleFile(school, pupils));
  const create = (campaigns: Asked[], preview = false) =>
    createCampaigns(env, { organizationId: school.id, user, year: THIS_YEAR, campaigns, preview });
  const list = async () =>
    (await listCampaigns(env, { organizationId: school.id, year: THIS_YEAR })).campaigns;
  return { school, user, create, list };
}

test("the levels of the base are created at once, each with its link and its pupils", async () => {
  const { create, list } = await aCollege();
  const made = await create([
    { kind: "rentree", level: "3e", code: "abc-def 234" },
    { kind: "rentree", level: "6e" },
    { kind: "rentree", level: "CAP1" },
  ]);
  expect(made).toMatchObject({ ok: true, created: 3, filled: 0, unchanged: 0 });
  expect(await list()).toMatchObject([
    { level: "6e", state: "planned", code: null, link: null, expected: 4, notBegun: 4 },
    {
      level: "3e",
      state: "open",
      code: "ABCDEF234",
      link: "https://app.pix.fr/campagnes/ABCDEF234",
      expected: 2,
      name: "Parcours de rentrée 3e",
      asOf: null,
    },
    { level: "CAP1", expected: 1, name: "Parcours de rentrée 1re année de CAP" },
  ]);
});

test("SEGPA pupils are of the segpa campaign if there is one", async () => {
  const { create, list } = await aCollege();
  await create([
    { kind: "rentree", level: "6e" },
    { kind: "rentree", level: "6e", variant: "SEGPA" },
    { kind: "collecte", level: "6e" },
  ]);
  expect((await list()).map(({ kind, variant, expected }) => [kind, variant, expected])).toEqual([
    ["rentree", "", 3],
    ["rentree", "segpa", 1],
    ["collecte", "", 4],
  ]);
});

test("twice, or by two administrators at once, makes one set", async () => {
  const { create, list } = await aCollege();
  const asked = [
    { kind: "rentree", level: "6e", code: "ABCDEF234" },
    { kind: "rentree", level: "3e" },
  ];
  const both = await Promise.all([create(asked), create(asked), create(asked)]);
  expect(both.map((one) => one.ok && one.created).sort()).toEqual([0, 0, 2]);
  expect(await create(asked)).toMatchObject({ created: 0, unchanged: 2 });
  expect(await list()).toHaveLength(2);
});

test("a known campaign takes the code it had not; another code makes one more", async () => {
  const { create, list } = await aCollege();
  await create([{ kind: "rentree", level: "6e" }]);
  const filled = await create([{ kind: "rentree", level: "6e", code: "ABCDEF234" }]);
  expect(filled).toMatchObject({ created: 0, filled: 1, unchanged: 0 });
  const more = await create([{ kind: "rentree", level: "6e", code: "BCDEFG345" }]);
  expect(more).toMatchObject({ created: 1, filled: 0, unchanged: 0 });
  expect((await list()).map(({ code, state }) => [code, state]).sort()).toEqual([
    ["ABCDEF234", "open"],
    ["BCDEFG345", "open"],
  ]);
});

test("a preview keeps nothing", async () => {
  const { create, list } = await aCollege();
  expect(await create([{ kind: "rentree", level: "6e" }], true)).toMatchObject({ created: 1 });
  expect(await list()).toEqual([]);
});

test("every wrong entry is told with its line, and nothing of the call is kept", async () => {
  const { create, list } = await aCollege();
  await create([{ kind: "rentree", level: "6e", code: "ABCDEF234" }]);
  const refused = await create([
    { kind: "rentree", level: "3e" },
    { kind: "rentree", level: "3e", code: "abcdef234" },
    { kind: "rentree", level: "5e" },
    { kind: "attestation-6e", level: "3e" },
    { kind: "rentree", level: "3e", code: "ABC" },
    { kind: "rentree", level: "3e", code: "http://app.pix.fr/ABCDEF345" },
    { kind: "collecte", level: "6e", code: "ZZZZZZ999" },
    { kind: "collecte", level: "3e", code: "ZZZZZZ999" },
    { kind: "collecte", level: "3e", variant: "segpa" },
    { kind: "devoir", level: "3e" },
    { line: 40, kind: "rentree", level: "3e", dueOn: "2026-02-31" },
  ]);
  expect(refused.ok ? [] : refused.errors.map(({ line, code }) => [line, code])).toEqual([
    [2, "CODE_TAKEN"],
    [3, "LEVEL_ABSENT"],
    [4, "KIND_LEVEL"],
    [5, "CODE_INVALID"],
    [6, "HOST_NOT_ALLOWED"],
    [8, "CODE_TAKEN"],
    [9, "LEVEL_ABSENT"],
    [10, "KIND_INVALID"],
    [40, "DUE_INVALID"],
  ]);
  expect(await list()).toHaveLength(1);
});

test("two schools may have the same code", async () => {
  const [one, other] = [await aCollege(), await aCollege()];
  const asked = [{ kind: "rentree", level: "6e", code: "ABCDEF234" }];
  expect(await one.create(asked)).toMatchObject({ created: 1 });
  expect(await other.create(asked)).toMatchObject({ created: 1 });
});
