import { and, count, eq, isNull } from "drizzle-orm";
import { database } from "../platform/database.ts";
import { membership } from "./schema.ts";

/** The current number of members of the school. */
export async function countMembers(env: Env, organizationId: number): Promise<number> {
  const [row] = await database(env)
    .select({ members: count() })
    .from(membership)
    .where(and(eq(membership.organizationId, organizationId), isNull(membership.removedAt)));
  return row?.members ?? 0;
}
