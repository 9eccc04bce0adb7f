import { spoken } from "#words/import-banner.ts";
import type { Import, ImportStatus } from "#worker/imports/view.ts";

/** The four steps a person sees; `awaiting-confirmation` stands after the checks. */
export type StepState = "done" | "now" | "todo";

const RANK: Record<ImportStatus, number> = {
  received: 1,
  reading: 1,
  checking: 2,
  "awaiting-confirmation": 3,
  applying: 3,
  done: 4,
  refused: 4,
  failed: 4,
  cancelled: 4,
  undone: 4,
};

/** The percentage of the file that is read, never 100 before its end. */
export function readPercent({ progress }: Pick<Import, "progress">): number {
  if (progress.totalBytes <= 0) return 0;
  const percent = Math.floor((100 * progress.bytes) / progress.totalBytes);
  return Math.min(Math.max(percent, 0), 100);
}

/** Sending, reading, checking, applying. */
export function stepStates(status: ImportStatus | "sending"): StepState[] {
  const rank = status === "sending" ? 0 : RANK[status];
  return [0, 1, 2, 3].map((step) => (step < rank ? "done" : step === rank ? "now" : "todo"));
}

/**
 * Of two readings of the school's last import, returns the newer by the server's sequence number. On a tie it returns
 * `loaded`, which is consistent with the rest of the page.
 */
export function newer(pushed: Import | null, loaded: Import | null): Import | null {
  return pushed && pushed.revision > (loaded?.revision ?? 0) ? pushed : loaded;
}

/**
 * The last success that the page has loaded, or null when the newest state, which may come by the socket before the page
 * is loaded again, says that it no longer is the last.
 */
export function lastSuccess(newest: Import | null, loaded: Import | null): Import | null {
  if (!newest || !loaded) return loaded;
  if (newest.id === loaded.id) return newest.status === "done" ? loaded : null;
  return newest.status === "done" ? null : loaded;
}

/** What a screen reader announces for this state: the text changes only when it is worth announcing. */
export function announcement(one: Import): string {
  switch (one.status) {
    case "reading":
      return spoken.reading(Math.floor(readPercent(one) / 25) * 25);
    case "done":
      return spoken.done(one.counts);
    case "refused":
      return spoken.refused(one.errorCount, one.errorCountIsMinimum);
    default:
      return spoken[one.status];
  }
}
