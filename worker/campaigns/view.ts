/** What the campaigns are, as the JSON contract tells them. Pure: pages and the server share it. */

export const CAMPAIGN_KINDS = ["rentree", "attestation-6e", "pix-ia", "collecte", "autre"] as const;
export type CampaignKind = (typeof CAMPAIGN_KINDS)[number];

/** `planned`: has no code yet. */
export const CAMPAIGN_STATES = ["planned", "open", "closed", "archived"] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/**
 * How far a pupil is; `left`: took part, and is no longer active in the school; `unexpected`: took part, is active, and
 * is not expected there, so in no number.
 */
export const PARTICIPANT_STATES = [
  ...(["notBegun", "begun", "finished", "received", "left", "unexpected"] as const),
] as const;
export type ParticipantState = (typeof PARTICIPANT_STATES)[number];

/** What a person says of a line that is no pupil's. */
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
  /** As `levelOfYear` of the pupils' room tells it; null for a campaign of several levels. */
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
 * `year` and `divisions` beside what a list says; classes where no pupil began come first. `unexpected`: active pupils
 * who took part and are not expected, in no other number.
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
  /** ISO 8601 UTC; null before the first attempt, or when the file does not tell it. */
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

/** What a results file brought, in lines. `older` lines are among the matched ones; `unchanged` also counts known lines that wait or are staff's. */
export type FileReport = {
  /** `id` is null in the preview of a file that would make its campaign. */
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

/** A level that pupils of the base follow; those of SEGPA are a level of their own here. */
export type LevelOfYear = { level: string; isSegpa: boolean; pupils: number; divisions: number };

/** A campaign as the follow-up shows it: with the classes where no pupil began, and its newest file. */
export type FollowedCampaign = Campaign & {
  idle: string[];
  classes: number;
  file: { filename: string; by: string } | null;
};

/** A results file that was entered; `undone`: taken back since. `campaign` is empty when it went with its file. */
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
  /** ISO date; null when nothing tells one. */
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
