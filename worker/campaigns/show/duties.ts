import { YEAR_LEVELS } from "../../pupils/level.ts";
import { dueDate, type Programme } from "../programme.ts";
import {
  CAMPAIGN_KINDS,
  type Campaign,
  type Duty,
  type DutyLevel,
  type LevelOfYear,
} from "../view.ts";

type Known = Pick<Campaign, "kind" | "level" | "state" | "dueOn" | "expected" | "received">;

/**
 * What the programme asks of a school in a year, for each kind of campaign: the state of each level that has
 * pupils. Earliest due date first, undated last. Levels without pupils owe nothing.
 */
export function listDuties(input: {
  programme: Programme;
  year: string;
  levels: LevelOfYear[];
  campaigns: Known[];
}): Duty[] {
  const { programme, year, campaigns } = input;
  const here = YEAR_LEVELS.filter((level) => input.levels.some((one) => one.level === level));
  const duties = CAMPAIGN_KINDS.flatMap((kind): Duty[] => {
    const asked = here.filter((level) => programme.kinds[kind].proposed.includes(level));
    if (asked.length === 0) return [];
    const ofKind = campaigns.filter((one) => one.kind === kind);
    const levels = asked.map((level) =>
      dutyOfLevel(
        level,
        ofKind.filter((one) => one.level === level),
      ),
    );
    const dates = ofKind
      .filter(({ level, state }) => !isOver(state) && asked.some((one) => one === level))
      .flatMap(({ dueOn }) => dueOn ?? [])
      .sort();
    const dueOn = dates[0] ?? dueDate(programme, kind, year);
    return [{ kind, dueOn, levels, isDone: levels.every(isFulfilled) }];
  });
  return duties.sort((a, b) => (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999"));
}

function dutyOfLevel(level: string, campaigns: Known[]): DutyLevel {
  const states = campaigns.map(({ state }) => state);
  return {
    level,
    state: stateOf(states),
    expected: campaigns.reduce((sum, one) => sum + one.expected, 0),
    received: campaigns.reduce((sum, one) => sum + one.received, 0),
  };
}

function stateOf(states: Array<Campaign["state"]>): DutyLevel["state"] {
  if (states.length === 0) return "missing";
  if (states.every(isOver)) return "over";
  return states.includes("planned") ? "planned" : "open";
}

function isOver(state: Campaign["state"]): boolean {
  return state === "closed" || state === "archived";
}

function isFulfilled({ state, expected, received }: DutyLevel): boolean {
  return state === "over" || (state === "open" && expected > 0 && received === expected);
}
