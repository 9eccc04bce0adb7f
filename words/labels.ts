import { formatDate } from "./format.ts";
import {
  CHANGE_KIND_LABELS,
  LEAVING_LABELS,
  PUPIL_FIELD_LABELS,
  SKIP_REASONS,
  STATUS_LABELS,
} from "./import-labels.ts";

/** The names of reasons, states and columns: apart from the sentences of errors, which few pages show. */

export function skipReasonLabel(reason: keyof typeof SKIP_REASONS): string {
  return SKIP_REASONS[reason].label;
}

/** What to do so that the next import takes this pupil. */
export function skipReasonHelp(reason: keyof typeof SKIP_REASONS): string {
  return SKIP_REASONS[reason].help;
}

type Leaving = keyof typeof LEAVING_LABELS | keyof typeof SKIP_REASONS;

/**
 * Why a pupil is not imported or no longer active, worded the same in every list, record and file; "" when it is not
 * known. `leftOn` is an ISO date.
 */
export function leavingLabel({ reason, leftOn }: { reason?: Leaving; leftOn?: string }): string {
  if (reason === undefined) return "";
  if (isSkipReason(reason)) {
    return skipReasonLabel(reason) + (leftOn ? ` le ${formatDate(leftOn)}` : "");
  }
  return LEAVING_LABELS[reason];
}

function isSkipReason(reason: Leaving): reason is keyof typeof SKIP_REASONS {
  return Object.hasOwn(SKIP_REASONS, reason);
}

export function statusLabel(status: keyof typeof STATUS_LABELS): string {
  return STATUS_LABELS[status];
}

export function changeKindLabel(kind: keyof typeof CHANGE_KIND_LABELS): string {
  return CHANGE_KIND_LABELS[kind];
}

/** Name of a pupil's column; the column itself when it is unknown. */
export function pupilFieldLabel(field: string): string {
  return PUPIL_FIELD_LABELS[field] ?? field;
}
