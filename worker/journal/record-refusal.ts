import { HOUR } from "../platform/clock.ts";
import { lineNumber } from "./record.ts";

/**
 * Records that a member was refused a route of administrators. Once an hour for each person and route: repeated tries
 * must not fill the journal. `route` is a pattern of `policies.ts`, never a URL.
 */
export async function recordRefusal(
  env: Env,
  refusal: { organizationId: number; userId: string; route: string; at: number },
): Promise<void> {
  await env.DB.prepare(
    `INSERT INTO journal (organization_id, at, n, user_id, event, subject)
     SELECT ?1, ?2, ${lineNumber("?1", "?2")}, ?3, 'access.refused', ?4
     WHERE NOT EXISTS (SELECT 1 FROM journal WHERE organization_id = ?1 AND at > ?5
       AND user_id = ?3 AND event = 'access.refused' AND subject = ?4)`,
  )
    .bind(refusal.organizationId, refusal.at, refusal.userId, refusal.route, refusal.at - HOUR)
    .run();
}
