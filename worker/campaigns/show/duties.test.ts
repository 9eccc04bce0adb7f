import { expect, test } from "vitest";
import { DEFAULT_PROGRAMME } from "../programme.ts";
import type { Campaign, LevelOfYear } from "../view.ts";
import { listDuties } from "./duties.ts";

const level = (name: string, isSegpa = false): LevelOfYear => ({
  level: name,
  isSegpa,
  pupils: 20,
  divisions: 1,
});
const campaign = (change: Partial<Campaign>): Campaign => ({
  ...{ id: "c", name: "Rentrée", kind: "rentree", level: "6e", variant: "", code: "ABCDEF234" },
  ...{ link: null, state: "open", dueOn: null, expected: 20, notBegun: 20, begun: 0 },
  ...{ finished: 0, received: 0, left: 0, asOf: null },
  ...change,
});
const dutiesOf = (levels: LevelOfYear[], campaigns: Campaign[] = []) =>
  listDuties({ programme: DEFAULT_PROGRAMME, year: "2026-2027", levels, campaigns });

test("a school owes what the programme asks for its own levels, earliest due date first, undated last", () => {
  const duties = dutiesOf([level("4e"), level("6e"), level("6e", true), level("3e")]);
  expect(duties.map(({ kind, dueOn }) => [kind, dueOn])).toEqual([
    ["rentree", "2026-10-16"],
    ["attestation-6e", "2027-06-30"],
    ["pix-ia", "2027-06-30"],
    ["collecte", null],
  ]);
  expect(duties[0]?.levels.map((one) => one.level)).toEqual(["6e", "4e", "3e"]);
  expect(duties[2]?.levels.map((one) => one.level)).toEqual(["4e"]);
  expect(dutiesOf([])).toEqual([]);
});

test("a level is missing, planned, open, then over; the duty is done when every result came", () => {
  const sixth = [level("6e")];
  const stateWith = (campaigns: Campaign[]) => {
    const [rentree] = dutiesOf(sixth, campaigns).filter(({ kind }) => kind === "rentree");
    return [rentree?.levels[0]?.state, rentree?.isDone];
  };
  expect(stateWith([])).toEqual(["missing", false]);
  expect(stateWith([campaign({ state: "planned", code: null })])).toEqual(["planned", false]);
  expect(stateWith([campaign({ received: 19 })])).toEqual(["open", false]);
  expect(stateWith([campaign({ received: 20 })])).toEqual(["open", true]);
  expect(stateWith([campaign({ state: "closed" })])).toEqual(["over", true]);
  // A level without expected pupils is not done.
  expect(stateWith([campaign({ expected: 0 })])).toEqual(["open", false]);
});

test("a due date set by the school replaces the programme's, unless its campaign is over", () => {
  const due = (campaigns: Campaign[]) => dutiesOf([level("6e")], campaigns)[0]?.dueOn;
  expect(due([campaign({ dueOn: "2026-09-30" })])).toBe("2026-09-30");
  expect(due([campaign({ dueOn: "2026-09-30", state: "closed" })])).toBe("2026-10-16");
});
