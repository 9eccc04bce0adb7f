import type { DBAdapter } from "better-auth/types";
import { eq, inArray } from "drizzle-orm";
import { database } from "../platform/database.ts";
import { account, user } from "./schema.ts";

/** A person and their accounts, in the shape that better-auth asks for at a sign-in. */
export type KnownAccount = typeof user.$inferSelect & {
  account: Array<typeof account.$inferSelect>;
};

/** The account of this address, read with whatever else is asked at the same moment; null when there is none. */
export async function readAccountOf(env: Env, email: string): Promise<KnownAccount | null> {
  const db = database(env);
  const owner = db.select({ id: user.id }).from(user).where(eq(user.email, email));
  const [[person], accounts] = await Promise.all([
    db.select().from(user).where(eq(user.email, email)),
    db.select().from(account).where(inArray(account.userId, owner)),
  ]);
  return person ? { ...person, account: accounts } : null;
}

/**
 * An adapter of better-auth that answers its question for the account of `email` from what was read a moment before.
 * Every other question goes to the database. The library asks it in two calls, one after the other.
 */
export function knowing<Options extends object>(
  adapter: DBAdapter<Options>,
  email: string,
  found: KnownAccount | null,
): DBAdapter<Options> {
  const findOne: DBAdapter<Options>["findOne"] = async <T>(
    asked: Parameters<DBAdapter<Options>["findOne"]>[0],
  ) => {
    const [where, ...others] = asked.where;
    const isKnown = asked.model === "user" && where?.field === "email" && where.value === email;
    return isKnown && others.length === 0 ? (found as T | null) : await adapter.findOne<T>(asked);
  };
  return { ...adapter, findOne };
}
