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
  env: Env,
  input: { organizationId: string; importId: string },
): Promise<PastDecision | null> {
  const row = await findImport(env, input);
  if (!row) return null;
  const line = await env.DB.prepare(
    `SELECT j.event, j.at, u.name FROM journal j LEFT JOIN user u ON u.id = j.user_id
     WHERE j.organization_id = ?1 AND j.at >= ?2 AND j.subject = ?3
       AND j.event IN (SELECT 'import.' || value FROM json_each(?4))
     ORDER BY j.at DESC, j.id DESC LIMIT 1`,
  )
    .bind(input.organizationId, row.createdAt, row.id, JSON.stringify(DECISIONS))
    .first<{ event: string; at: number; name: string | null }>();
  const kind = DECISIONS.find((each) => line?.event === `import.${each}`);
  return line && kind ? { kind, by: line.name, at: new Date(line.at).toISOString() } : null;
}
