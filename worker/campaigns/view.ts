/** The campaigns in the JSON contract. Pure: pages and the server share it. */

export const CAMPAIGN_KINDS = ["rentree", "attestation-6e", "pix-ia", "collecte", "autre"] as const;
export type CampaignKind = (typeof CAMPAIGN_KINDS)[number];

/** `planned`: has no code yet. */
export const CAMPAIGN_STATES = ["planned", "open", "closed", "archived"] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/**
 * The progress of a pupil; `left`: took part, and is no longer active in the school; `unexpected`: took part, is
 * active, and is not expected there, so counted nowhere.
 */
export const PARTICIPANT_STATES = [
  ...(["notBegun", "begun", "finished", "received", "left", "unexpected"] as const),
] as const;
export type ParticipantState = (typeof PARTICIPANT_STATES)[number];

/** A person's answer for a line that belongs to no pupil. */
export const ANSWERS = ["nobody", "staff"] as const;
export type Answer = (typeof ANSWERS)[number];

/** `OTHER_CLASS`: one pupil has the name, in another class. `AMBIGUOUS`: several have it. */
export const WAITING_REASONS = ["UNKNOWN", "AMBIGUOUS", "OTHER_CLASS"] as const;
export type WaitingReason = (typeof WAITING_REASONS)[number];

export type Counts = {
  expected: number;
  notBegun: number;
  begun: number;
  finished: number;
  received: number;
};

export type Campaign = Counts & {
  id: string;
  name: string;
  kind: CampaignKind;
  /** As returned by `levelOfYear` of `pupils/`; null for a campaign of several levels. */
  level: string | null;
  variant: string;
  code: string | null;
  /** Built from the code, never taken from outside; null without a code. */
  link: string | null;
  state: CampaignState;
  /** ISO date. */
  dueOn: string | null;
  left: number;
  /** ISO 8601 UTC of the newest file; null before the first. */
  asOf: string | null;
};

export type CampaignList = { year: string; campaigns: Campaign[] };

export type CampaignDivision = Counts & { division: string };

/**
 * A campaign of the list with `year` and `divisions`; classes where no pupil has begun come first. `unexpected`:
 * active pupils who took part without being expected, counted nowhere else.
 */
export type CampaignDetail = Campaign & {
  year: string;
  unexpected: number;
  divisions: CampaignDivision[];
};

/** `mastery` (0 to 1) and `pix` are for administrators alone. */
export type Participant = {
  pupilId: string;
  /** `NOM Prénom`. */
  pupil: string;
  division: string;
  state: ParticipantState;
  /** ISO 8601 UTC; null before the first attempt, or when the file lacks it. */
  at: string | null;
  mastery?: number | null;
  pix?: number | null;
};

export type ParticipantPage = {
  total: number;
  page: number;
  pageSize: number;
  participants: Participant[];
};

export type Candidate = { pupilId: string; pupil: string; division: string };

export type WaitingRow = {
  id: string;
  campaign: { id: string; name: string };
  name: string;
  division: string;
  reason: WaitingReason;
  candidates: Candidate[];
};

export type WaitingList = { total: number; waiting: WaitingRow[] };

/**
 * The lines of a results file, counted by outcome. `older` lines are among the matched ones; `unchanged` also
 * counts known lines that wait or belong to staff.
 */
export type FileReport = {
  /** `id` is null in the preview of a file that would create its campaign. */
  campaign: { id: string | null; name: string; created: boolean };
  rows: number;
  matched: number;
  waiting: number;
  staff: number;
  unchanged: number;
  older: number;
};

export function isCampaignKind(value: unknown): value is CampaignKind {
  return CAMPAIGN_KINDS.some((kind) => kind === value);
}

/** A level of pupils of the base; SEGPA is a separate level here. */
export type LevelOfYear = { level: string; isSegpa: boolean; pupils: number; divisions: number };

/** A campaign in the follow-up: with the classes where no pupil has begun, and its newest file. */
export type FollowedCampaign = Campaign & {
  idle: string[];
  classes: number;
  file: { filename: string; by: string } | null;
};

/**
 * An imported results file; `undone`: whether it was undone since. `campaign` is empty when it was deleted with its
 * file.
 */
export type EnteredFile = {
  id: string;
  campaign: string;
  filename: string;
  at: string;
  by: string;
  rows: number;
  matched: number;
  waiting: number;
  unchanged: number;
  undone: boolean;
};

/** What a school year asks of a school: one kind of campaign, due on one day, for some of its levels. */
export type Duty = {
  kind: CampaignKind;
  /** ISO date; null when there is none. */
  dueOn: string | null;
  levels: DutyLevel[];
  isDone: boolean;
};

/** `missing`: no campaign is prepared; `planned`: it has no code yet. */
export type DutyLevel = {
  level: string;
  state: "missing" | "planned" | "open" | "over";
  expected: number;
  received: number;
};
