import { eq } from "drizzle-orm";
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
  const { id, name, mailbox, state } = organization;
  const [school] = await database(env)
    .select({ id, uai: organization.uai, name, mailbox, state })
    .from(organization)
    .where(eq(organization.uai, uai));
  return school ?? null;
}
