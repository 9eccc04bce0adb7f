import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { MINUTE } from "../platform/clock.ts";
import { database } from "../platform/database.ts";
import { membership, organization } from "./schema.ts";

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

const columns = {
  id: organization.id,
  uai: organization.uai,
  name: organization.name,
  kind: organization.kind,
  city: organization.city,
  shard: organization.shard,
  role: membership.role,
  lastSeenAt: membership.lastSeenAt,
  joinedAt: membership.joinedAt,
  latest: sql<number | null>`(SELECT max(m.last_seen_at) FROM membership m
    WHERE m.user_id = ${membership.userId} AND m.removed_at IS NULL)`,
};

type Row = Organization & {
  role: Role;
  lastSeenAt: number | null;
  joinedAt: number;
  latest: number | null;
};

function toAccess({ role, lastSeenAt, joinedAt, latest, ...organization }: Row): Access {
  return { organization, role, lastSeenAt, isLastSeen: lastSeenAt === latest, joinedAt };
}

const WELCOME_MS = 15 * MINUTE;

/** True for the first minutes of a person who joined by a link: no later visit is recorded yet. */
export function hasJustJoined({ lastSeenAt, joinedAt }: Access, now: number): boolean {
  return lastSeenAt !== null && lastSeenAt <= joinedAt && joinedAt > now - WELCOME_MS;
}

/** The school of the URL for this person; null for an unknown school and for a school of others alike. */
export async function findAccess(
  env: Env,
  input: { userId: string; uai: string },
): Promise<Access | null> {
  const [row] = await database(env)
    .select(columns)
    .from(membership)
    .innerJoin(organization, eq(organization.id, membership.organizationId))
    .where(
      and(
        eq(organization.uai, input.uai),
        eq(membership.userId, input.userId),
        isNull(membership.removedAt),
      ),
    );
  return row ? toAccess(row) : null;
}

/** Every school this person belongs to, the last one opened first, then by name. */
export async function listAccess(env: Env, userId: string): Promise<Access[]> {
  const rows = await database(env)
    .select(columns)
    .from(membership)
    .innerJoin(organization, eq(organization.id, membership.organizationId))
    .where(and(eq(membership.userId, userId), isNull(membership.removedAt)))
    .orderBy(desc(membership.lastSeenAt), asc(organization.name));
  return rows.map(toAccess);
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
