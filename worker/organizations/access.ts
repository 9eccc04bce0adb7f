import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { database } from "../platform/database.ts";
import { membership, organization } from "./schema.ts";

export type Role = "admin" | "member";
export type Organization = {
  id: string;
  uai: string;
  name: string;
  kind: "sco-menj" | "sco-masa";
  city: string;
};
export type Access = { organization: Organization; role: Role };

const columns = {
  id: organization.id,
  uai: organization.uai,
  name: organization.name,
  kind: organization.kind,
  city: organization.city,
  role: membership.role,
};

/** The school of the URL as this person may see it; null for an unknown school and a foreign one alike. */
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
  if (!row) return null;
  const { role, ...school } = row;
  return { organization: school, role };
}

/** Every school this person belongs to, by name. */
export async function listAccess(env: Env, userId: string): Promise<Access[]> {
  const rows = await database(env)
    .select(columns)
    .from(membership)
    .innerJoin(organization, eq(organization.id, membership.organizationId))
    .where(and(eq(membership.userId, userId), isNull(membership.removedAt)))
    .orderBy(asc(organization.name));
  return rows.map(({ role, ...school }) => ({ organization: school, role }));
}

/** Role of each of these people in the school today; somebody who left is absent. */
export async function listRoles(
  env: Env,
  organizationId: string,
  userIds: string[],
): Promise<Map<string, Role>> {
  const rows = await database(env)
    .select({ userId: membership.userId, role: membership.role })
    .from(membership)
    .where(
      and(
        eq(membership.organizationId, organizationId),
        isNull(membership.removedAt),
        sql`${membership.userId} IN (SELECT value FROM json_each(${JSON.stringify(userIds)}))`,
      ),
    );
  return new Map(rows.map((row) => [row.userId, row.role]));
}
