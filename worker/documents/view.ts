/** Types of the documents in the API and the pages. Pure. */

export const DOCUMENT_KINDS = ["attestations", "archive", "sheets"] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
export const DOCUMENT_STATUSES = ["queued", "running", "done", "failed"] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

/** The public document. `progress` counts pages, or parts of an archive. */
export type DocumentView = {
  id: string;
  status: DocumentStatus;
  progress: { done: number; total: number };
  /** ISO 8601 date of its deletion. */
  expiresAt: string;
  createdAt: string;
  size: number | null;
};

export function isUnderWay(status: DocumentStatus): boolean {
  return status === "queued" || status === "running";
}
