import fc from "fast-check";
import { expect, test } from "vitest";
import { aCampaignFile } from "#tests/support/campaign-file.ts";
import {
  aMember,
  aSchool,
  env,
  importAnyway,
  importFile,
  inSchool,
  theBase,
} from "#tests/support/factories.ts";
import { aSiecleFile, THIS_YEAR } from "#tests/support/siecle-file.ts";
import { setExceptions } from "../change/set-exceptions.ts";
import { enterCampaignFile } from "../files/enter-file.ts";
import { undoLastFile } from "../files/undo-file.ts";
import { listCampaigns } from "../show/list-campaigns.ts";
import { listParticipants } from "../show/list-participants.ts";
import { readCampaign } from "../show/read-campaign.ts";
import { createCampaigns } from "./create-campaigns.ts";
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
    createCampaigns(inSchool(school), {
      organizationId: school.id,
      user,
      year: THIS_YEAR,
      campaigns,
      preview,
    });
  const list = async () =>
    (await listCampaigns(inSchool(school), { organizationId: school.id, year: THIS_YEAR }))
      .campaigns;
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

test("SEGPA pupils belong to the segpa campaign if there is one", async () => {
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

test("repeated calls, or two administrators at once, create one set", async () => {
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

test("an existing campaign takes its missing code; a different code creates another campaign", async () => {
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

test("a preview writes nothing", async () => {
  const { create, list } = await aCollege();
  expect(await create([{ kind: "rentree", level: "6e" }], true)).toMatchObject({ created: 1 });
  expect(await list()).toEqual([]);
});

test("every wrong entry is reported with its line, and the call writes nothing", async () => {
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

/**
 * Random years of one school: imports of the base, results files in any order of dates, exceptions, undo. After
 * each step the numbers of both campaigns must equal a simple count of the same facts.
 */
const LETTERS = ["A", "B", "C", "D", "E"];
const CLASSES = { "6A": MEF["6e"], "6B": MEF["6e"], "6S": MEF.segpa, "3A": MEF["3e"] };
const CODES = { "": "ABCDEF234", segpa: "BCDEFG345" };
type Division = keyof typeof CLASSES;
type Variant = keyof typeof CODES;

const aDivision = fc.constantFrom<Division>("6A", "6B", "6S", "3A");
const aVariant = fc.constantFrom<Variant>("", "segpa");
type Step =
  | { kind: "import"; base: Array<Division | null> }
  | { kind: "file"; variant: Variant; ranks: number[]; day: number }
  | { kind: "except"; variant: Variant; division: Division; pupil: number; in: [boolean, boolean] }
  | { kind: "undo" };
const aStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant("import" as const),
    base: fc.array(fc.option(aDivision), { minLength: 5, maxLength: 5 }),
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("file" as const),
      variant: aVariant,
      ranks: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 5, maxLength: 5 }),
      day: fc.integer({ min: 1, max: 28 }),
    }),
  },
  fc.record({
    kind: fc.constant("except" as const),
    variant: aVariant,
    division: aDivision,
    pupil: fc.nat(4),
    in: fc.tuple(fc.boolean(), fc.boolean()),
  }),
  fc.record({ kind: fc.constant("undo" as const) }),
);

/** A naive model of the facts, kept as plain lists. */
type Paper = {
  /** Class of each pupil who was ever in the base, and whether they still are. */
  pupils: Map<string, { division: Division; isHere: boolean }>;
  files: Array<{ variant: Variant; lines: Array<[letter: string, rank: number]> }>;
  canUndo: boolean;
  exceptions: Partial<Record<Variant, { division: [Division, boolean]; pupil: [string, boolean] }>>;
};

function isExpected(paper: Paper, variant: Variant, letter: string): boolean {
  const pupil = paper.pupils.get(letter);
  if (!pupil?.isHere) return false;
  const { division, pupil: one } = paper.exceptions[variant] ?? {};
  if (one?.[0] === letter) return one[1];
  if (division?.[0] === pupil.division) return division[1];
  return variant === "segpa"
    ? pupil.division === "6S"
    : pupil.division.startsWith("6") && pupil.division !== "6S";
}

function countPaper(paper: Paper, variant: Variant) {
  const counts = {
    expected: 0,
    notBegun: 0,
    begun: 0,
    finished: 0,
    received: 0,
    left: 0,
    unexpected: 0,
  };
  const lines = paper.files
    .filter((file) => file.variant === variant)
    .flatMap((file) => file.lines);
  for (const letter of paper.pupils.keys()) {
    const rank = Math.max(0, ...lines.filter(([who]) => who === letter).map(([, each]) => each));
    if (isExpected(paper, variant, letter)) {
      counts.expected += 1;
      counts[(["notBegun", "begun", "finished", "received"] as const)[rank] ?? "notBegun"] += 1;
    } else if (rank > 0) counts[paper.pupils.get(letter)?.isHere ? "unexpected" : "left"] += 1;
  }
  return counts;
}

test("the counts equal the naive model's after any sequence of imports, files, exceptions and undos", async () => {
  let minute = 0;
  const playYear = async (steps: Step[]) => {
    const school = await aSchool();
    const user = await aMember(school);
    const paper: Paper = { pupils: new Map(), files: [], canUndo: false, exceptions: {} };
    const bring = async (base: Array<Division | null>) => {
      const inside = LETTERS.flatMap((letter, at) =>
        base[at] ? [{ letter, division: base[at] }] : [],
      );
      // One pupil never leaves, so that the file is never empty; their level is not counted.
      const all = [...inside, { letter: "Z", division: "3A" as const }];
      const file = all.map(({ letter, division }) => ({
        ...{
          ine: `40000000${letter.charCodeAt(0) % 10}KA`,
          lastName: `NOM${letter}`,
          firstName: "Elève",
        },
        ...{ division, mef: CLASSES[division] },
      }));
      await importAnyway(school, user, aSiecleFile(school, file));
      for (const one of paper.pupils.values()) one.isHere = false;
      for (const { letter, division } of all) paper.pupils.set(letter, { division, isHere: true });
    };
    await bring(["6A", "6A", "6B", "6S", "3A"]);
    const made = await createCampaigns(inSchool(school), {
      ...{ organizationId: school.id, user, year: THIS_YEAR },
      campaigns: Object.entries(CODES).map(([variant, code]) => ({
        kind: "rentree",
        level: "6e",
        variant,
        code,
      })),
    });
    if (!made.ok) throw new Error("the campaigns are refused");
    const idOf = (variant: Variant) =>
      made.planned.find(({ campaign }) => campaign.variant === variant)?.campaign.id ?? "";
    for (const step of steps) {
      if (step.kind === "import") await bring(step.base);
      if (step.kind === "file") {
        const lines = LETTERS.flatMap((letter, at): Array<[string, number]> => {
          const rank = step.ranks[at] ?? 0;
          return rank > 0 && paper.pupils.has(letter) ? [[letter, rank]] : [];
        });
        if (lines.length === 0) continue;
        minute += 1;
        const clock = `${String(step.day).padStart(2, "0")}/10/2026 ${String(Math.floor(minute / 60) % 24).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
        const body = aCampaignFile(
          lines.map(([letter, rank]) => ({
            ...{
              lastName: `NOM${letter}`,
              firstName: "Eleve",
              division: paper.pupils.get(letter)?.division ?? "",
            },
            ...{
              startedOn: clock,
              shared: rank === 3,
              sharedOn: clock,
              progress: rank === 1 ? "0,5" : "1",
            },
          })),
          { code: CODES[step.variant], externalId: step.variant || "1" },
        );
        const filename = "resultats.csv";
        const entered = await enterCampaignFile(inSchool(school), {
          organizationId: school.id,
          user,
          body,
          filename,
        });
        expect(entered).toMatchObject({
          ok: true,
          report: { matched: lines.length, unchanged: 0 },
        });
        paper.files.push({ variant: step.variant, lines });
        paper.canUndo = true;
      }
      if (step.kind === "except") {
        const { variant, division } = step;
        const letter = LETTERS[step.pupil] ?? "A";
        const { id } =
          (await theBase(school)).find(({ last_name }) => last_name === `NOM${letter}`) ?? {};
        if (id === undefined) continue;
        const exceptions = {
          divisions: [{ division, in: step.in[0] }],
          pupils: [{ pupilId: id, in: step.in[1] }],
        };
        const input = { organizationId: school.id, campaignId: idOf(variant), userId: user.id };
        const { ok } = await setExceptions(inSchool(school), { ...input, ...exceptions });
        if (ok)
          paper.exceptions[variant] = {
            division: [division, step.in[0]],
            pupil: [letter, step.in[1]],
          };
      }
      if (step.kind === "undo") {
        const undone = await undoLastFile(inSchool(school), {
          organizationId: school.id,
          userId: user.id,
        });
        expect(undone !== null).toBe(paper.canUndo);
        if (undone) paper.files.pop();
        paper.canUndo = false;
      }
      for (const variant of ["", "segpa"] as const) {
        const which = { organizationId: school.id, campaignId: idOf(variant) };
        const detail = await readCampaign(inSchool(school), which);
        expect(detail).toMatchObject(countPaper(paper, variant));
        const { divisions = [], expected, left } = detail ?? {};
        for (const one of divisions) {
          expect(one.notBegun + one.begun + one.finished + one.received).toBe(one.expected);
        }
        expect(divisions.reduce((sum, one) => sum + one.expected, 0)).toBe(expected);
        const list = await listParticipants(inSchool(school), {
          ...which,
          page: "all",
          role: "member",
        });
        expect(list?.total).toBe((expected ?? 0) + (left ?? 0));
        expect(new Set(list?.participants.map(({ pupilId }) => pupilId)).size).toBe(list?.total);
      }
    }
  };
  // A failure prints its seed and the shortest failing year.
  await fc.assert(fc.asyncProperty(fc.array(aStep, { minLength: 3, maxLength: 9 }), playYear), {
    numRuns: Math.ceil(Number(env.TEST_HISTORIES) / 10),
  });
}, 300_000);
