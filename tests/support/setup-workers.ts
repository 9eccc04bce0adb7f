import { applyD1Migrations, listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll } from "vitest";

await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);

/** A desk's alarm must not ring once its file is over: the runner is gone, and workerd would say so aloud. */
afterAll(async () => {
  for (const id of await listDurableObjectIds(env.IMPORT_DESK)) {
    const desk = env.IMPORT_DESK.get(id);
    await runInDurableObject(desk, (_, state) => state.storage.deleteAlarm());
  }
});
