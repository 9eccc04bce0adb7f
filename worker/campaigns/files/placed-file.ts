import type { CampaignKind, CampaignState, FileReport } from "../view.ts";
import type { PlacedLine } from "./place-lines.ts";

/** The campaign of a file: an existing one, or one that the file creates. */
export type Target = {
  id: string;
  isNew: boolean;
  year: string;
  kind: CampaignKind;
  level: string | null;
  name: string;
  code: string | null;
  externalId: string | null;
  state: CampaignState;
};

export type PlacedFile = {
  target: Target;
  token: string;
  filename: string;
  asOf: number;
  /** Lines that are new to the campaign, or had no pupil so far. */
  fresh: PlacedLine[];
  /** True when the file has a date of its own, later than that of every earlier file. */
  isNewer: boolean;
  report: FileReport;
};
