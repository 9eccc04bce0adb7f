import { listShards } from "./school-env.ts";

export type NamedDatabase = { name: string; db: D1Database };

/** The central database and then the school databases, `schools-1`, `schools-2`… by the number of their binding. */
export function databasesOf(env: Env): NamedDatabase[] {
  return [{ name: "central", db: env.DB }, ...schoolDatabasesOf(env)];
}

export function schoolDatabasesOf(env: Env): NamedDatabase[] {
  const bindings = env as unknown as Record<string, D1Database | undefined>;
  return listShards(env).flatMap((number) => {
    const db = bindings[`SCHOOLS_${number}`];
    return db ? [{ name: `schools-${number}`, db }] : [];
  });
}
