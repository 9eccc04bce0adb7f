import { waitingReasons as words } from "#words/import-waiting.ts";
import type { Confirmation, Import, WaitingReason } from "#worker/imports/view.ts";

/** Reasons to doubt the file; when empty, the school only asked for a preview. */
export function isDoubtful({ reasons }: Pick<Import, "reasons">): boolean {
  return reasons.some((reason) => reason !== "asked");
}

/** Why an import waits for confirmation, one sentence per reason, in their order. */
export function describeReasons(
  one: Import,
  confirmation: Confirmation,
  odd: number,
): Array<{ reason: WaitingReason; text: string }> {
  const { active, foundAgain, currentYear, olderThan } = confirmation;
  const sentences: Record<WaitingReason, () => string> = {
    year: () => words.year(one.schoolYear ?? "", one.exportedAt, currentYear),
    older: () => words.older(one.exportedAt ?? "", olderThan ?? ""),
    "few-in-common": () => words["few-in-common"](foundAgain ?? 0, active),
    brake: () => words.brake(active, one.counts.deactivated),
    anomalies: () => words.anomalies(odd),
    asked: () => words.asked,
  };
  return one.reasons.map((reason) => ({ reason, text: sentences[reason]() }));
}
