import type { CampaignKind, LevelOfYear } from "#worker/campaigns/view.ts";

/** The parts of `Tick` in the name of its checkbox: field names must be plain and unique. */
export function tickName(kind: string, level: LevelOfYear): string {
  return `tick_${kind}_${level.level}${level.isSegpa ? "_segpa" : ""}`;
}

export function dueName(kind: string): string {
  return `due_${kind}`;
}

/** The values of the form as sent, to fill it again. */
export type CreateValues = {
  codes: string;
  kindOfCodes: CampaignKind;
  /** Names of the ticked boxes. */
  ticked: string[];
  due: Record<string, string>;
};
