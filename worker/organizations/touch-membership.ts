import { HOUR } from "../platform/clock.ts";
import type { Access } from "./access.ts";

/**
 * Records that a member opened their school: once an hour, so that most requests write nothing, and each time they come
 * from another of their schools, so that the home page opens the last one. A page need not await it; two calls at once
 * write the same.
 */
export async function touchMembership(
  env: Env,
  visit: { userId: string; access: Access; now: number },
): Promise<void> {
  const { access, now } = visit;
  const recent = access.lastSeenAt !== null && access.lastSeenAt > now - HOUR;
  if (recent && access.isLastSeen) return;
  await env.DB.prepare(
    `UPDATE membership SET last_seen_at = ?3
     WHERE organization_id = ?1 AND user_id = ?2 AND removed_at IS NULL
       AND (last_seen_at IS NULL OR last_seen_at < ?3)`,
  )
    .bind(access.organization.id, visit.userId, now)
    .run();
}
