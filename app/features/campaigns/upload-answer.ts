import type { FileTarget } from "#worker/campaigns/files/enter-file.ts";
import type { FileReport } from "#worker/campaigns/view.ts";

/**
 * What the page answers for one results file; `asks`: the file would create its campaign, and nothing is stored yet.
 */
export type UploadAnswer =
  | { kind: "done"; filename: string; report: FileReport }
  | { kind: "asks"; filename: string; report: FileReport; target: FileTarget }
  | { kind: "refused"; filename: string; message: string }
  /** The connection was lost before the answer: whether the file arrived is unknown. */
  | { kind: "unanswered"; filename: string };
