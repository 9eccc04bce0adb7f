import { eq } from "drizzle-orm";
import { database } from "../platform/database.ts";
import { organization } from "./schema.ts";

/** The UAI of a school known by its id; throws for an id that is not one. */
export async function findUai(env: Env, organizationId: string): Promise<string> {
  const [row] = await database(env)
    .select({ uai: organization.uai })
    .from(organization)
    .where(eq(organization.id, organizationId));
  if (!row) throw new Error("unknown organization");
  return row.uai;
}

/** What the documents of a school say of it; throws for an id that is not one. */
export async function findSchool(
  env: Env,
  organizationId: string,
): Promise<{ id: string; uai: string; name: string }> {
  const [row] = await database(env)
    .select({ id: organization.id, uai: organization.uai, name: organization.name })
    .from(organization)
    .where(eq(organization.id, organizationId));
  if (!row) throw new Error("unknown organization");
  return row;
}
