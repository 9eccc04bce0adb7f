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

/** Lists the imports of this database that settled since `since` (ms) and are not announced yet, oldest first, at most `limit`. */
export async function listSettledImports(
  env: SchoolEnv,
  input: { since: number; limit: number },
): Promise<SettledImport[]> {
  const { results } = await env.DB.prepare(
    `SELECT id, organization_id AS organizationId, status, created_by_name AS createdByName,
       error_count AS errorCount, heartbeat_at AS at,
       added, changed, unchanged, reactivated, deactivated, skipped
     FROM import WHERE news_due = 1 AND heartbeat_at >= ?1
       AND status IN (SELECT value FROM json_each(?2))
     ORDER BY heartbeat_at, id LIMIT ?3`,
  )
    .bind(input.since, JSON.stringify(SETTLED_STATUSES), input.limit)
    .all<Row>();
  return results.map(
    ({ added, changed, unchanged, reactivated, deactivated, skipped, ...row }) => ({
      ...row,
      counts: { added, changed, unchanged, reactivated, deactivated, skipped },
    }),
  );
}

/** Once their mails are posted: the states are no news any more, unless an import moved on meanwhile. */
export async function markAnnounced(env: SchoolEnv, announced: SettledImport[]): Promise<void> {
  const states = announced.map(({ id, status }) => [id, status]);
  await env.DB.prepare(
    `UPDATE import SET news_due = 0 FROM json_each(?1) a
     WHERE import.id = a.value ->> 0 AND import.status = a.value ->> 1`,
  )
    .bind(JSON.stringify(states))
    .run();
}

/** What is older than `before` (ms) is not announced any more. */
export async function forgetOldNews(env: SchoolEnv, before: number): Promise<void> {
  await env.DB.prepare("UPDATE import SET news_due = 0 WHERE news_due = 1 AND heartbeat_at < ?1")
    .bind(before)
    .run();
}
