import { eq, type SQL } from "drizzle-orm";
import { database } from "../platform/database.ts";
import { organization } from "./schema.ts";

export type School = {
  id: string;
  uai: string;
  name: string;
  /** The functional mailbox of the national directory; empty when it gives none. */
  mailbox: string;
  state: "open" | "closed";
};

/** The school of this UAI, whoever asks: never for a page that would tell whether it exists. */
export async function findSchool(env: Env, uai: string): Promise<School | null> {
  return await selectSchool(env, eq(organization.uai, uai));
}

/** The school of an id that the database itself gave; throws for one that is none. */
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
