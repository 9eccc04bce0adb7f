import { eq, type SQL } from "drizzle-orm";
import { database } from "../platform/database.ts";
import { Gone } from "../platform/gone.ts";
import { onShard, type SchoolEnv } from "../platform/school-env.ts";
import { organization } from "./schema.ts";

export type School = {
  id: number;
  uai: string;
  name: string;
  /** The functional mailbox of the national directory; empty when the directory gives none. */
  mailbox: string;
  state: "open" | "closed";
  /** The number of its school database. */
  shard: number;
};

/** The school of this UAI, without access control: never for a page that would reveal whether it exists. */
export async function findSchool(env: Env, uai: string): Promise<School | null> {
  return await selectSchool(env, eq(organization.uai, uai));
}

/** The school of an id from the database itself; throws `Gone` for an unknown id. */
export async function loadSchool(env: Env, id: number): Promise<School> {
  const school = await selectSchool(env, eq(organization.id, id));
  if (!school) throw new Gone("school");
  return school;
}

/** The bindings for the database where this school is now; throws `Gone` for an unknown id. */
export async function openSchool(env: Env, id: number): Promise<SchoolEnv> {
  return onShard(env, (await loadSchool(env, id)).shard);
}

async function selectSchool(env: Env, which: SQL): Promise<School | null> {
  const { id, uai, name, mailbox, state, shard } = organization;
  const [school] = await database(env)
    .select({ id, uai, name, mailbox, state, shard })
    .from(organization)
    .where(which);
  return school ?? null;
}
