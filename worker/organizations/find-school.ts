import { eq, type SQL } from "drizzle-orm";
import { database } from "../platform/database.ts";
import { organization } from "./schema.ts";

export type School = {
  id: string;
  uai: string;
  name: string;
  /** The functional mailbox of the national directory; empty when the directory gives none. */
  mailbox: string;
  state: "open" | "closed";
};

/** The school of this UAI, without access control: never for a page that would reveal whether it exists. */
export async function findSchool(env: Env, uai: string): Promise<School | null> {
  return await selectSchool(env, eq(organization.uai, uai));
}

/** The school of an id from the database itself; throws for an unknown id. */
export async function loadSchool(env: Env, id: string): Promise<School> {
  const school = await selectSchool(env, eq(organization.id, id));
  if (!school) throw new Error("unknown organization");
  return school;
}

async function selectSchool(env: Env, which: SQL): Promise<School | null> {
  const { id, uai, name, mailbox, state } = organization;
  const [school] = await database(env)
    .select({ id, uai, name, mailbox, state })
    .from(organization)
    .where(which);
  return school ?? null;
}
