import { listDurableObjectIds, reset, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, expect } from "vitest";
import { refuseForeignStatements } from "./foreign-statements.ts";
import { recordStatements } from "./recorded-statements.ts";
import { findWalks } from "./table-walks.ts";

// All in one batch: one by one, they would take most of the time of a small file.
const migrate = async (db: D1Database, migrations: typeof env.TEST_MIGRATIONS) =>
  await db.batch(migrations.flatMap(({ queries }) => queries.map((query) => db.prepare(query))));
// Test files share one runtime, to share the cost of starting it: each begins with empty storage. A statement of the
// file before that is still under way makes a database keep its tables: it is emptied again.
for (let left = 5; ; left -= 1) {
  await reset();
  try {
    await migrate(env.DB, env.TEST_MIGRATIONS);
    await migrate(env.SCHOOLS_1, env.TEST_SCHOOL_MIGRATIONS);
    await migrate(env.SCHOOLS_2, env.TEST_SCHOOL_MIGRATIONS);
    break;
  } catch (error) {
    if (left === 0 || !String(error).includes("already exists")) throw error;
  }
}

refuseForeignStatements(env.DB);
const statements = recordStatements(env.DB);

/** Every statement that the product ran during the tests of this file finds its rows by an index. */
afterAll(async () => {
  expect(await findWalks(env, statements)).toEqual([]);
});

/** A desk's alarm must not fire once its test file has ended: the runner is gone, and workerd would log an error. */
afterAll(async () => {
  for (const id of await listDurableObjectIds(env.IMPORT_DESK)) {
    const desk = env.IMPORT_DESK.get(id);
    await runInDurableObject(desk, (_, state) => state.storage.deleteAlarm());
  }
});
