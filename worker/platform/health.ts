import { databasesOf } from "./databases.ts";
import { causeText, log } from "./log.ts";

/** After a write that succeeded, a database is not tried again for so long by this isolate: anybody may ask. */
const TRUSTED_MS = 1000;

const written = new WeakMap<D1Database, number>();

/** The names of the databases that take no write now; each is logged with its cause. Never throws. */
export async function findUnwritable(env: Env): Promise<string[]> {
  const broken: string[] = [];
  for (const { name, db } of databasesOf(env)) {
    if (Date.now() - (written.get(db) ?? 0) < TRUSTED_MS) continue;
    try {
      await db.batch([
        db.prepare("INSERT INTO _assert (ok) VALUES (1)"),
        db.prepare("DELETE FROM _assert"),
      ]);
      written.set(db, Date.now());
    } catch (error) {
      log({ event: "database.unwritable", database: name, cause: causeText(error) }, error);
      broken.push(name);
    }
  }
  return broken;
}
