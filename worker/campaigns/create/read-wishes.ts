import type { CampaignKind } from "../view.ts";
import { type CreateFault, readPastedLines } from "./codes.ts";
import type { Asked } from "./plan-campaigns.ts";

export type Tick = { kind: string; level: string; variant: string };

/**
 * The campaigns that the creation page requests: each pasted line, with the kind it names or else `kindOfCodes`,
 * then each ticked campaign without a pasted line, without a code. A line without a level is a fault: the level is
 * not guessed.
 */
export function readWishes(input: {
  pasted: string;
  kindOfCodes: CampaignKind;
  ticked: Tick[];
  /** ISO date by kind; absent for the programme's date. */
  due: Partial<Record<string, string>>;
}): { asked: Asked[]; errors: CreateFault[] } {
  const { due } = input;
  const asked: Asked[] = [];
  const errors: CreateFault[] = [];
  for (const { line, text, level, isSegpa, kind, code } of readPastedLines(input.pasted)) {
    if (level === null) {
      errors.push({ line, code: "LEVEL_MISSING", value: text });
      continue;
    }
    const named = kind ?? input.kindOfCodes;
    const variant = isSegpa ? "segpa" : "";
    asked.push({ line, kind: named, level, variant, code, dueOn: due[named] ?? "" });
  }
  const isAsked = (tick: Tick) =>
    asked.some(
      (one) => one.kind === tick.kind && one.level === tick.level && one.variant === tick.variant,
    );
  const ticked = input.ticked.filter((tick) => !isAsked(tick));
  return {
    asked: [...asked, ...ticked.map((tick) => ({ ...tick, line: 0, dueOn: due[tick.kind] ?? "" }))],
    errors,
  };
}
