import { expect, test } from "vitest";
import type { Duty } from "#worker/campaigns/view.ts";
import { listSteps, nextStep, type Standing } from "./steps.ts";

const duty = (state: Duty["levels"][number]["state"]): Duty => ({
  ...{ kind: "rentree", dueOn: "2026-10-16", isDone: false },
  levels: [
    { level: "6e", state: "open", expected: 160, received: 12 },
    { level: "5e", state, expected: 0, received: 0 },
  ],
});

const FRESH: Standing = {
  duties: [],
  school: { uai: "0808088X", name: "Collège Jean Demo", tool: "SIECLE" },
  members: 1,
  results: [],
  start: {
    schoolYear: "2026-2027",
    lastImport: null,
    otherYear: null,
    activePupils: 0,
    leavers: 0,
    unseenLeavers: null,
  },
};
const IMPORTED: Standing = {
  ...FRESH,
  duties: [duty("open")],
  members: 3,
  results: [{ schoolYear: "2025-2026", results: 41 }],
  start: {
    schoolYear: "2026-2027",
    otherYear: null,
    activePupils: 649,
    leavers: 180,
    unseenLeavers: null,
    lastImport: {
      ...{ id: "i", at: "2026-09-02T08:00:00Z", by: "Camille Demo" },
      ...{ exportedAt: "2026-09-01T08:15:00", added: 189, changed: 460, skipped: 8, leftOut: 0 },
    },
  },
};

const states = (standing: Standing) => listSteps(standing).map(({ state }) => state);

test("a school that just opened has every step to do, and sees which one is first", () => {
  expect(states(FRESH)).toEqual(["done", "todo", "todo", "todo", "later", "later"]);
  expect(nextStep(listSteps(FRESH))).toMatchObject({
    key: "colleagues",
    action: { to: "/etablissements/0808088X/equipe/invitations" },
  });
});

test("an empty base names the program of the school, not both", () => {
  const told = (tool: string) =>
    listSteps({ ...FRESH, school: { ...FRESH.school, tool } }).find(({ key }) => key === "base")
      ?.text;
  expect(told("SIECLE")).toMatch(/SIECLE/);
  expect(told("Fregata")).toMatch(/Fregata/);
  expect(told("Fregata")).not.toMatch(/SIECLE/);
});

test("a school whose base is imported reads its numbers, and has nothing left to do", () => {
  const steps = listSteps(IMPORTED);
  expect(states(IMPORTED)).toEqual(["done", "done", "done", "done", "done", "done"]);
  expect(nextStep(steps)).toBeUndefined();
  expect(steps[3]?.text).toBe(
    "Importée le 02/09/2026 par Camille Demo, export du 01/09/2026\u00a0: 189 ajoutés, 460 modifiés, 8 non importés.",
  );
  expect(steps[5]?.text).toContain("180 élèves ont quitté la liste");
  expect(steps[5]?.action?.to).toBe("/etablissements/0808088X/eleves?include=deactivated");
});

test("the leavers stay to be checked until a person opens their list, even after the import", () => {
  const unseenLeavers = { importId: "i", deactivated: 180 };
  const start = { ...IMPORTED.start, unseenLeavers };
  const [step] = listSteps({ ...IMPORTED, start }).slice(-1);
  expect(step).toMatchObject({
    state: "todo",
    action: { to: "/etablissements/0808088X/eleves/import/i/desactives" },
  });
  expect(step?.text).toContain("180 élèves");
});

test("skipped pupils stay a step of their own until an import takes them all", () => {
  const lastImport = IMPORTED.start.lastImport && { ...IMPORTED.start.lastImport, leftOut: 3 };
  const standing = { ...IMPORTED, start: { ...IMPORTED.start, lastImport } };
  expect(nextStep(listSteps(standing))).toMatchObject({
    key: "left-out",
    action: { to: "/etablissements/0808088X/eleves/import/i/non-importes" },
  });
  expect(nextStep(listSteps(standing))?.text).toContain("3 élèves du fichier");
});

test("a base that comes from a file of another year is not this year's", () => {
  const start = { ...IMPORTED.start, lastImport: null, otherYear: "2025-2026" };
  const base = listSteps({ ...IMPORTED, start }).find(({ key }) => key === "base");
  expect(base).toMatchObject({ state: "todo" });
  expect(base?.text).toContain("concerne l’année 2025-2026");
});

test("only results of the year before count: older or newer ones leave the step to do", () => {
  const results = [
    { schoolYear: "2026-2027", results: 5 },
    { schoolYear: "2024-2025", results: 9 },
  ];
  expect(states({ ...IMPORTED, results })[2]).toBe("todo");
});

test("the campaigns come after the base: those to make first, then those without a code", () => {
  const step = (standing: Standing) => listSteps(standing).find(({ key }) => key === "campaigns");
  expect(step({ ...IMPORTED, duties: [duty("missing")] })).toMatchObject({
    state: "todo",
    action: { to: "/etablissements/0808088X/campagnes/creer" },
  });
  expect(step({ ...IMPORTED, duties: [duty("planned")] })).toMatchObject({
    state: "todo",
    action: { to: "/etablissements/0808088X/campagnes" },
  });
  expect(step({ ...FRESH, duties: [duty("missing")] })?.state).toBe("later");
});
