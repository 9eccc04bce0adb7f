import { MINUTE } from "../platform/clock.ts";

export type Role = "admin" | "member";
export type Organization = {
  id: number;
  uai: string;
  name: string;
  kind: "sco-menj" | "sco-masa";
  city: string;
  /** The number of its school database. */
  shard: number;
};
/**
 * `lastSeenAt`: when this person last opened the school; null for never. `isLastSeen`: true for the school this user
 * opened most recently. `joinedAt`: when this person joined, for the last time.
 */
export type Access = {
  organization: Organization;
  role: Role;
  lastSeenAt: number | null;
  isLastSeen: boolean;
  joinedAt: number;
};

/** SQL: a membership `m` and its organization `o`. The schools of a person are read with the session. */
export const ACCESS_COLUMNS = `o.id, o.uai, o.name, o.kind, o.city, o.shard, m.role,
  m.last_seen_at AS lastSeenAt, m.joined_at AS joinedAt`;

export type AccessRow = Organization & Pick<Access, "role" | "lastSeenAt" | "joinedAt">;

/** The schools of one person, in the order of their rows: the last one opened comes first. */
export function toAccess(rows: AccessRow[]): Access[] {
  const latest = rows[0]?.lastSeenAt ?? null;
  return rows.map(({ id, uai, name, kind, city, shard, role, lastSeenAt, joinedAt }) => ({
    organization: { id, uai, name, kind, city, shard },
    role,
    lastSeenAt,
    isLastSeen: lastSeenAt === latest,
    joinedAt,
  }));
}

const WELCOME_MS = 15 * MINUTE;

/** True for the first minutes of a person who joined by a link: no later visit is recorded yet. */
export function hasJustJoined({ lastSeenAt, joinedAt }: Access, now: number): boolean {
  return lastSeenAt !== null && lastSeenAt <= joinedAt && joinedAt > now - WELCOME_MS;
}

/**
 * The current role of each of these sessions in the school. A session that has expired or was signed out is absent, and
 * so is the session of a person who left.
 */
export async function listSessionRoles(
  env: Env,
  organizationId: number,
  sessionIds: string[],
): Promise<Map<string, Role>> {
  // Raw SQL by table name: this room may not import the room that has the table of sessions.
  const { results } = await env.DB.prepare(
    `SELECT s.id, m.role FROM session s JOIN membership m ON m.user_id = s.user_id
     WHERE s.id IN (SELECT value FROM json_each(?2)) AND s.expires_at > ?3
       AND m.organization_id = ?1 AND m.removed_at IS NULL`,
  )
    .bind(organizationId, JSON.stringify(sessionIds), Date.now())
    .all<{ id: string; role: Role }>();
  return new Map(results.map(({ id, role }) => [id, role]));
}
