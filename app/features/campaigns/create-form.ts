import type { CampaignKind, LevelOfYear } from "#worker/campaigns/view.ts";

/** The words of `Tick` in the name of its box: forms of pages have plain names, each once. */
export function tickName(kind: string, level: LevelOfYear): string {
  return `tick_${kind}_${level.level}${level.isSegpa ? "_segpa" : ""}`;
}

export function dueName(kind: string): string {
  return `due_${kind}`;
}

/** What the form held when it was sent, to be shown again. */
export type CreateValues = {
  codes: string;
  kindOfCodes: CampaignKind;
  /** Names of the ticked boxes. */
  ticked: string[];
  due: Record<string, string>;
};
