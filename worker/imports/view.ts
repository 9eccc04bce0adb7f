import type { ImportCode, SkipReason } from "./codes.ts";

/** Pure shapes of what the API and the pages tell about imports (`architecture.md`, "The contract"). */

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

export type ImportCounts = {
  added: number;
  changed: number;
  unchanged: number;
  reactivated: number;
  deactivated: number;
  skipped: number;
};

/**
 * `message` is the whole French sentence, with how to correct it; `value` is what stands in the field, made
 * visible, in at most 80 characters; `cause` is there when the value tells what spoiled it.
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
  /** Grows with every change of any import of the school: of two readings, the higher is the newer. */
  revision: number;
  /** Too many rows were wrong and reading stopped: there are more errors than `errorCount`. */
  errorCountIsMinimum?: true;
};

export type SkippedPupil = {
  reason: SkipReason;
  pupil: string;
  ine?: string;
  division?: string;
  line?: number;
};

/** `before` and `after` hold only the fields that differ, by the names of the pupil's columns. */
export type PupilChange = {
  kind: ChangeKind;
  pupil: string;
  division: string;
  before?: Record<string, string>;
  after?: Record<string, string>;
};

/** Lists whose rows were deleted by the retention rules keep their total and say so. */
export type Purgeable<T> = T & { purged?: true };

/** Why an import waits for a yes (`domain/import.md` 4). */
export type Confirmation = {
  /** More than half of the active pupils, and more than 20, would be deactivated. */
  brake: { active: number; deactivated: number } | null;
  /** The file was exported before the one imported last; ISO local times. */
  olderExport: { thisFile: string; lastFile: string } | null;
};

export function isActive(status: ImportStatus): status is ActiveStatus {
  return (ACTIVE_STATUSES as readonly string[]).includes(status);
}
