import type { FileTarget } from "#worker/campaigns/enter-file.ts";
import type { FileReport } from "#worker/campaigns/view.ts";

/** What the page answers of one results file; `asks`: it would make its campaign, and nothing is kept yet. */
export type UploadAnswer =
  | { kind: "done"; filename: string; report: FileReport }
  | { kind: "asks"; filename: string; report: FileReport; target: FileTarget }
  | { kind: "refused"; filename: string; message: string }
  /** The connection was lost before the answer: nothing says whether the file arrived. */
  | { kind: "unanswered"; filename: string };
