import { runInDurableObject } from "cloudflare:test";
import { expect, test, vi } from "vitest";
import {
  aMember,
  anAbandonedImport,
  aSchool,
  env,
  folderIn,
  homeOfImport,
  importFile,
  inSchool,
} from "#tests/support/factories.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { DAY } from "../platform/clock.ts";
import { runSweeps } from "../platform/sweep.ts";
import { RETENTION_SWEEPS } from "../rights/sweep-retention.ts";
import { deskOf } from "./desk/desk.ts";
import { failImport } from "./run/end-import.ts";
import { loadImport } from "./store.ts";
import { IMPORT_SWEEPS, IMPORT_SWEEPS_AT_START } from "./sweep-imports.ts";

test("an import awaiting an answer for more than a day is cancelled", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  await importFile(school, admin, aSiecleFile(school, somePupils(50)));
  const waiting = await importFile(school, admin, aSiecleFile(school, somePupils(3)));
  await runSweeps(env, IMPORT_SWEEPS, Date.now() + DAY - 60_000);
  expect((await loadImport(await homeOfImport(waiting.id), waiting.id))?.status).toBe(
    "awaiting-confirmation",
  );
  await runSweeps(env, IMPORT_SWEEPS, Date.now() + DAY + 60_000);
  expect((await loadImport(await homeOfImport(waiting.id), waiting.id))?.status).toBe("cancelled");
});

test("an import without an answer is cancelled without a user, and the journal says that it expired", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  await importFile(school, admin, aSiecleFile(school, somePupils(50)));
  const waiting = await importFile(school, admin, aSiecleFile(school, somePupils(3)));
  await runSweeps(env, IMPORT_SWEEPS, Date.now() + DAY + 60_000);
  const line = await (await homeOfImport(waiting.id)).DB.prepare(
    `SELECT user_id, detail FROM journal WHERE organization_id = ?1 AND event = 'import.cancelled'
       AND subject = (SELECT CAST(number AS TEXT) FROM import WHERE id = ?2)`,
  )
    .bind(school.id, waiting.id)
    .first();
  expect(line).toEqual({ user_id: null, detail: '{"reason":"expired"}' });
});

test("an import that did not move for a minute is woken", async () => {
  const school = await aSchool();
  const id = await anAbandonedImport(school, (await aMember(school)).id);
  await runSweeps(env, IMPORT_SWEEPS, Date.now());
  await vi.waitFor(
    async () => expect((await loadImport(inSchool(school), id))?.status).toBe("done"),
    {
      timeout: 20_000,
    },
  );
});

test("an import that waits to start is woken after seconds; a working one after a minute", async () => {
  const [waits, works] = [await aSchool(), await aSchool()];
  // Tomorrow: the sweep of a queue that starts meanwhile never finds them late.
  const seen = Date.now() + DAY;
  const abandon = async (school: typeof waits) =>
    anAbandonedImport(school, (await aMember(school)).id, aSiecleFile(school, [{}]), seen);
  await abandon(waits);
  const reading = await abandon(works);
  await (await homeOfImport(reading)).DB.prepare(
    "UPDATE import SET status = 'reading' WHERE id = ?1",
  )
    .bind(reading)
    .run();
  const isWatched = (school: { id: number }) =>
    runInDurableObject(deskOf(env, school.id), (_, state) => state.storage.getAlarm());
  await runSweeps(env, IMPORT_SWEEPS_AT_START, seen + 4_000);
  expect(await isWatched(waits)).toBeNull();
  await runSweeps(env, IMPORT_SWEEPS_AT_START, seen + 6_000);
  expect(await isWatched(waits)).not.toBeNull();
  expect(await isWatched(works)).toBeNull();
  await runSweeps(env, IMPORT_SWEEPS_AT_START, seen + 61_000);
  expect(await isWatched(works)).not.toBeNull();
});

test("the file of a failed import is kept for a day for a retry, then deleted", async () => {
  const school = await aSchool();
  const id = await anAbandonedImport(school, (await aMember(school)).id);
  const row = await loadImport(inSchool(school), id);
  expect(row && (await failImport(inSchool(school), row))).toBe(true);
  const key = row?.sourceKey ?? "";
  await runSweeps(env, IMPORT_SWEEPS, Date.now() + DAY - 60_000);
  expect(await env.FILES.head(key)).not.toBeNull();
  await runSweeps(env, IMPORT_SWEEPS, Date.now() + DAY + 60_000);
  expect(await env.FILES.head(key)).toBeNull();
  expect((await loadImport(inSchool(school), id))?.sourceKey).toBeNull();
});

test("an interrupted cleaning is finished a minute later", async () => {
  const school = await aSchool();
  const done = await importFile(school, await aMember(school), aSiecleFile(school, [{}]));
  await inSchool(school).DB.batch([
    inSchool(school).DB.prepare("UPDATE import SET cleaned = 0 WHERE id = ?1").bind(done.id),
    inSchool(school)
      .DB.prepare(
        "INSERT INTO import_class (import_id, ordinal, eleve_id, division) VALUES (?1, 0, '1', '6A')",
      )
      .bind(done.id),
  ]);
  await runSweeps(env, IMPORT_SWEEPS, Date.now() + 2 * 60_000);
  expect((await loadImport(await homeOfImport(done.id), done.id))?.cleaned).toBe(1);
  const left = inSchool(school)
    .DB.prepare("SELECT 1 FROM import_class WHERE import_id = ?1")
    .bind(done.id);
  expect(await left.first()).toBeNull();
});

test("an object without a row is deleted after a day; one with its row stays", async () => {
  const school = await aSchool();
  const orphan = `${folderIn(school, "imports")}${crypto.randomUUID()}/source`;
  await env.FILES.put(orphan, "x");
  const admin = await aMember(school);
  await importFile(school, admin, aSiecleFile(school, somePupils(50)));
  const waiting = await importFile(school, admin, aSiecleFile(school, somePupils(3)));
  const kept = (await loadImport(await homeOfImport(waiting.id), waiting.id))?.sourceKey ?? "";
  await runSweeps(env, IMPORT_SWEEPS, Date.now());
  expect(await env.FILES.head(orphan)).not.toBeNull();
  await inSchool(school)
    .DB.prepare("UPDATE import SET heartbeat_at = ?2 WHERE id = ?1")
    .bind(waiting.id, Date.now() + 2 * DAY)
    .run();
  await runSweeps(env, IMPORT_SWEEPS, Date.now() + DAY + 60_000);
  expect(await env.FILES.head(orphan)).toBeNull();
  expect(await env.FILES.head(kept)).not.toBeNull();
});

test("errors and skipped pupils are deleted after thirty days; their counts stay", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const refused = await importFile(school, admin, aSiecleFile(school, [{ sex: "" }, { ine: "" }]));
  await runSweeps(env, IMPORT_SWEEPS, Date.now() + 29 * DAY);
  expect(await detailsOf(refused.id)).toEqual({ errors: 1, skips: 1 });
  await runSweeps(env, IMPORT_SWEEPS, Date.now() + 31 * DAY);
  expect(await detailsOf(refused.id)).toEqual({ errors: 0, skips: 0 });
  expect(await loadImport(await homeOfImport(refused.id), refused.id)).toMatchObject({
    errorCount: 1,
    skipped: 1,
  });
});

test("the changes of an import are deleted after a year; its counts stay", async () => {
  const school = await aSchool();
  const done = await importFile(school, await aMember(school), aSiecleFile(school, somePupils(3)));
  const count = () =>
    inSchool(school)
      .DB.prepare(
        "SELECT count(*) AS n FROM pupil_change WHERE (organization_id, import_number) = (SELECT organization_id, number FROM import WHERE id = ?1)",
      )
      .bind(done.id)
      .first<number>("n");
  await runSweeps(env, RETENTION_SWEEPS, Date.now() + 364 * DAY);
  expect(await count()).toBe(3);
  await runSweeps(env, RETENTION_SWEEPS, Date.now() + 366 * DAY);
  expect(await count()).toBe(0);
  expect(await loadImport(await homeOfImport(done.id), done.id)).toMatchObject({
    status: "done",
    added: 3,
  });
});

test("the journal cannot be rewritten, nor shortened before a year", async () => {
  const school = await aSchool();
  await importFile(school, await aMember(school), aSiecleFile(school, [{}]));
  const where = "WHERE organization_id = ?1";
  const change = inSchool(school)
    .DB.prepare(`UPDATE journal SET event = 'x' ${where}`)
    .bind(school.id);
  await expect(change.run()).rejects.toThrow("append-only");
  const erase = inSchool(school).DB.prepare(`DELETE FROM journal ${where}`).bind(school.id);
  await expect(erase.run()).rejects.toThrow("twelve months");
});

async function detailsOf(importId: string) {
  return await (await homeOfImport(importId)).DB.prepare(
    `SELECT (SELECT count(*) FROM import_error WHERE import_id = ?1) AS errors,
       (SELECT count(*) FROM import_skip WHERE import_id = ?1) AS skips`,
  )
    .bind(importId)
    .first();
}
