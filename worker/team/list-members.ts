import type { Role } from "../organizations/access.ts";

export type ListedMember = {
  userId: string;
  name: string;
  email: string;
  role: Role;
  /** ISO 8601. */
  joinedAt: string;
  /** Null when the person has not come back since joining. */
  lastSeenAt: string | null;
};

type Row = Omit<ListedMember, "joinedAt" | "lastSeenAt"> & {
  joinedAt: number;
  lastSeenAt: number | null;
};

/** The members of the school, by name; `search` keeps those whose name or address holds each word of it. */
export async function listMembers(
  env: Env,
  input: { organizationId: number; search?: string },
): Promise<{ total: number; members: ListedMember[] }> {
  const { results } = await env.DB.prepare(
    `SELECT u.id AS userId, u.name, u.email, m.role, m.joined_at AS joinedAt,
       m.last_seen_at AS lastSeenAt
     FROM membership m JOIN user u ON u.id = m.user_id
     WHERE m.organization_id = ?1 AND m.removed_at IS NULL`,
  )
    .bind(input.organizationId)
    .all<Row>();
  const words = plain(input.search ?? "").split(/\s+/);
  const members = results
    .filter(({ name, email }) => words.every((word) => plain(`${name} ${email}`).includes(word)))
    .map((row) => ({
      ...row,
      joinedAt: new Date(row.joinedAt).toISOString(),
      lastSeenAt: row.lastSeenAt === null ? null : new Date(row.lastSeenAt).toISOString(),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, "fr"));
  return { total: results.length, members };
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
