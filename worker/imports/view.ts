import type { Leaving } from "../pupils/leaving.ts";
import type { Level } from "../pupils/level.ts";
import type { ImportCode, SkipReason } from "./codes.ts";

/** The types in which the API and the pages show imports (`docs/api.md`). */

export const ACTIVE_STATUSES = [
  "received",
  "reading",
  "checking",
  "awaiting-confirmation",
  "applying",
] as const;

export const END_STATUSES = ["done", "refused", "failed", "cancelled", "undone"] as const;

export type ActiveStatus = (typeof ACTIVE_STATUSES)[number];
export type ImportStatus = ActiveStatus | (typeof END_STATUSES)[number];

export const CHANGE_KINDS = ["added", "changed", "reactivated", "deactivated"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Why an import waits for a confirmation (`docs/domain/import.md` 4), in the order of display. */
export const WAITING_REASONS = [
  "year",
  "older",
  "few-in-common",
  "brake",
  "anomalies",
  "asked",
] as const;
export type WaitingReason = (typeof WAITING_REASONS)[number];

/** `class-gone`: a class of the base that is not in the file; it names no pupil. */
export const ANOMALY_KINDS = ["other-ine", "birth-date", "sex", "class-gone"] as const;
export type AnomalyKind = (typeof ANOMALY_KINDS)[number];

/**
 * An anomaly of a file compared with the base. `before` and `after`: INE, ISO date, sex, or number of pupils.
 * `pupilId` is the imported sheet, `otherPupilId` the sheet of the same person under the former INE.
 */
export type Anomaly = {
  kind: AnomalyKind;
  pupil: string;
  division: string;
  before: string;
  after: string;
  pupilId?: string;
  otherPupilId?: string;
};

export type ImportCounts = {
  added: number;
  changed: number;
  unchanged: number;
  reactivated: number;
  deactivated: number;
  skipped: number;
};

/**
 * `message` is the whole French sentence, with the correction; `value` is the content of the field, made
 * visible, in at most 80 characters; `cause` is present when the value shows what spoiled it.
 */
export type ImportError = {
  code: ImportCode;
  line?: number;
  ine?: string;
  pupil?: string;
  division?: string;
  field?: string;
  value?: string;
  cause?: "CONTROL_CHARACTER" | "SPREADSHEET";
  message: string;
};

/** The public Import. Times are ISO 8601; `createdBy` is a person's name. A member gets `errors: []`. */
export type Import = {
  id: string;
  status: ImportStatus;
  filename: string;
  createdAt: string;
  createdBy: string;
  finishedAt: string | null;
  progress: { bytes: number; totalBytes: number; rows: number };
  counts: ImportCounts;
  errors: ImportError[];
  errorCount: number;
  /** Grows with every change of any import of the school: the higher of two readings is the newer. */
  revision: number;
  /** Too many rows were wrong and reading stopped: there are more errors than `errorCount`. */
  errorCountIsMinimum?: true;
  /** `2026-2027`: from the file, else from the day of the import; null until the file is read. */
  schoolYear: string | null;
  /** When the file was exported: a local ISO time, or only its day; null when the file does not say. */
  exportedAt: string | null;
  /** Why it waits, or waited, for a confirmation. */
  reasons: WaitingReason[];
  /** The first anomalies of each kind; a member gets none. */
  anomalies: Anomaly[];
};

export type SkippedPupil = {
  reason: SkipReason;
  pupil: string;
  ine?: string;
  division?: string;
  line?: number;
  /** ISO date of departure, of a pupil who left. */
  leftOn?: string;
};

/** `before` and `after` hold only the fields that differ, under the names of the pupil's columns. */
export type PupilChange = {
  kind: ChangeKind;
  pupil: string;
  division: string;
  before?: Record<string, string>;
  after?: Record<string, string>;
} & Leaving;

/** A list whose rows were deleted by the retention rules keeps its total and sets `purged`. */
export type Purgeable<T> = T & { purged?: true };

/** Active pupils of one level before and after an import, split by what becomes of them. */
export type LevelMove = {
  level: Level;
  before: number;
  after: number;
  /** Pupils in this level before and after. */
  stays: number;
  /** Pupils active before and after who move from this level to another, and from another to this one. */
  movesOut: number;
  movesIn: number;
  leaves: number;
  arrives: number;
};

/** What the page of a waiting import shows in addition to the import. */
export type Confirmation = {
  /** The school year of the day of the upload. */
  currentYear: string;
  /** Active pupils of the base when the file was checked. */
  active: number;
  /** How many of them are in the file; null when at least half would stay active. */
  foundAgain: number | null;
  /** When the last imported file was exported, if this file is older; ISO local time. */
  olderThan: string | null;
  levels: LevelMove[];
  /** ISO; without an answer, the import is cancelled at this time. */
  expiresAt: string;
};

export function isActive(status: ImportStatus): status is ActiveStatus {
  return (ACTIVE_STATUSES as readonly string[]).includes(status);
}
