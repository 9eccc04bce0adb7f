import type { SchoolEnv } from "../../platform/school-env.ts";
import type { ImportCounts } from "../view.ts";

/** The statuses in which an import stops by itself and the school is notified. */
export const SETTLED_STATUSES = ["done", "refused", "failed", "awaiting-confirmation"] as const;
export type SettledStatus = (typeof SETTLED_STATUSES)[number];

export type SettledImport = {
  id: string;
  organizationId: number;
  status: SettledStatus;
  createdByName: string;
  errorCount: number;
  counts: ImportCounts;
  /** When it reached this status, in ms. */
  at: number;
};

type Row = Omit<SettledImport, "counts"> & ImportCounts;

/**
 * Lists the imports of all schools that settled after `since` (ms), oldest first, at most `limit`. `after` is
 * the last import of the previous page.
 */
export async function listSettledImports(
  env: SchoolEnv,
  input: { since: number; after: { at: number; id: string } | null; limit: number },
): Promise<SettledImport[]> {
  const { results } = await env.DB.prepare(
    `SELECT id, organization_id AS organizationId, status, created_by_name AS createdByName,
       error_count AS errorCount, heartbeat_at AS at,
       added, changed, unchanged, reactivated, deactivated, skipped
     FROM import
     WHERE heartbeat_at >= ?1 AND (heartbeat_at, id) > (?1, ?2)
       AND status IN (SELECT value FROM json_each(?3))
     ORDER BY heartbeat_at, id LIMIT ?4`,
  )
    .bind(
      input.after?.at ?? input.since,
      input.after?.id ?? "",
      JSON.stringify(SETTLED_STATUSES),
      input.limit,
    )
    .all<Row>();
  return results.map(
    ({ added, changed, unchanged, reactivated, deactivated, skipped, ...row }) => ({
      ...row,
      counts: { added, changed, unchanged, reactivated, deactivated, skipped },
    }),
  );
}
