import { expect, test } from "vitest";
import { nextStep, type Standing, tellSteps } from "./steps.ts";

const FRESH: Standing = {
  school: { uai: "0808088X", name: "Collège Jean Demo" },
  isAdmin: true,
  members: 1,
  results: [],
  start: { schoolYear: "2026-2027", lastImport: null, activePupils: 0, leavers: 0 },
};
const IMPORTED: Standing = {
  ...FRESH,
  members: 3,
  results: [{ schoolYear: "2025-2026", results: 41 }],
  start: {
    schoolYear: "2026-2027",
    activePupils: 649,
    leavers: 180,
    lastImport: {
      ...{ id: "i", at: "2026-09-02T08:00:00Z", by: "Camille Demo" },
      ...{ added: 189, changed: 460, deactivated: 180, skipped: 8 },
    },
  },
};

const states = (standing: Standing) => tellSteps(standing).map(({ state }) => state);

test("a school that just opened has all before it, and is told what is first", () => {
  expect(states(FRESH)).toEqual(["done", "todo", "todo", "todo", "later"]);
  expect(nextStep(tellSteps(FRESH))).toMatchObject({
    key: "colleagues",
    action: { to: "/etablissements/0808088X/equipe/invitations" },
  });
});

test("a school whose base is imported reads its numbers, and has nothing left to do", () => {
  const steps = tellSteps(IMPORTED);
  expect(states(IMPORTED)).toEqual(["done", "done", "done", "done", "done"]);
  expect(nextStep(steps)).toBeUndefined();
  expect(steps[3]?.text).toBe(
    "Importée le 02/09/2026 par Camille Demo\u00a0: 189 ajoutés, 460 modifiés, 8 non importés.",
  );
  expect(steps[4]?.text).toContain("180 élèves ont quitté la liste");
  expect(steps[4]?.action?.to).toBe("/etablissements/0808088X/eleves/import/i/desactives");
});

test("results of the year before are those that count: older or newer ones leave the step to do", () => {
  const results = [
    { schoolYear: "2026-2027", results: 5 },
    { schoolYear: "2024-2025", results: 9 },
  ];
  expect(states({ ...IMPORTED, results })[2]).toBe("todo");
});

test("a member sees where the school stands, without what only administrators may do", () => {
  const member = { ...FRESH, isAdmin: false };
  expect(states(member)).toEqual(states(FRESH));
  expect(tellSteps(member).map(({ action }) => action?.to)).toEqual([
    undefined,
    "/etablissements/0808088X/equipe",
    undefined,
    undefined,
    undefined,
  ]);
  expect(tellSteps({ ...IMPORTED, isAdmin: false })[4]?.action?.to).toBe(
    "/etablissements/0808088X/eleves?include=deactivated",
  );
});
