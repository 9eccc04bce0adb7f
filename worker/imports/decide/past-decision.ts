import { readNames } from "../../organizations/read-names.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { findImport } from "../store.ts";

const DECISIONS = ["confirmed", "cancelled", "undone", "retried"] as const;

/** The decision taken about an import; `by` is null when the import expired without an answer. */
export type PastDecision = {
  kind: (typeof DECISIONS)[number];
  by: string | null;
  /** ISO 8601. */
  at: string;
};

/** The last decision about an import, shown to a person who decided too late; null if none. */
export async function readPastDecision(
  env: SchoolEnv,
  input: { organizationId: number; importId: string },
): Promise<PastDecision | null> {
  const row = await findImport(env, input);
  if (!row) return null;
  const line = await env.DB.prepare(
    `SELECT event, at, user_id AS userId FROM journal
     WHERE organization_id = ?1 AND at >= ?2 AND subject = ?3
       AND event IN (SELECT 'import.' || value FROM json_each(?4))
     ORDER BY at DESC, n DESC LIMIT 1`,
  )
    .bind(input.organizationId, row.createdAt, String(row.number), JSON.stringify(DECISIONS))
    .first<{ event: string; at: number; userId: string | null }>();
  const kind = DECISIONS.find((each) => line?.event === `import.${each}`);
  if (!line || !kind) return null;
  const names = await readNames(env.CENTRAL, [line.userId]);
  return { kind, by: names.get(line.userId) ?? null, at: new Date(line.at).toISOString() };
}
