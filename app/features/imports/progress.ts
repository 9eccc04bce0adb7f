import { type Import, type ImportStatus, isActive } from "#worker/imports/view.ts";
import { spoken } from "../../i18n/imports.ts";

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

/** Part of the file that is read, 0 to 100, never 100 before its end. */
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
 * Of the state the socket told and the state the loader read, the one to believe: that of the import which
 * runs, or ended last: one started again is older than what ended since. Of the same import, the loader's, which came after a decision or a change of state, unless
 * the socket is further in it while it runs.
 */
export function fresher(live: Import | null, loaded: Import | null): Import | null {
  if (!live || !loaded) return live ?? loaded;
  if (live.id !== loaded.id) return lastSign(live) > lastSign(loaded) ? live : loaded;
  if (!isActive(live.status) || !isActive(loaded.status)) return loaded;
  const rank = RANK[live.status] - RANK[loaded.status];
  const further = rank > 0 || (rank === 0 && live.progress.bytes >= loaded.progress.bytes);
  return further ? live : loaded;
}

/** Sorts as text: what runs after what ended, then by the end, or by the beginning. */
function lastSign({ finishedAt, createdAt }: Import): string {
  return finishedAt ?? `runs since ${createdAt}`;
}

/** What a screen reader is told of this state: the text changes only when it is worth speaking. */
export function announcement(one: Import): string {
  switch (one.status) {
    case "reading":
      return spoken.reading(Math.floor(readPercent(one) / 25) * 25);
    case "done":
      return spoken.done(one.counts);
    case "refused":
      return spoken.refused(one.errorCount);
    default:
      return spoken[one.status];
  }
}
