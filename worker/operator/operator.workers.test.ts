import { beforeAll, expect, test, vi } from "vitest";
import {
  aMember,
  anUpload,
  aSchool,
  call,
  deliver,
  env,
  importFile,
  inSchool,
} from "#tests/support/factories.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { SWEEPS, sweep } from "../sweep.ts";
import { countDeadLetters } from "./dead-letters.ts";
import { readStatus } from "./read-status.ts";
import type { ImportTrace, SchoolLine, Status } from "./view.ts";

const asOperator = { headers: { Authorization: "Bearer demo-operator" } };

async function status(): Promise<Status> {
  const answer = await call("/api/operator/status", asOperator);
  expect(answer.status).toBe(200);
  return await answer.json();
}

// What wrangler writes when it migrates; the tests run the migrations themselves.
beforeAll(async () => {
  await env.DB.batch([
    env.DB.prepare("CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY, name TEXT) STRICT"),
    env.DB.prepare("INSERT INTO d1_migrations VALUES (1, '0000_a.sql'), (2, '0001_b.sql')"),
  ]);
});

test("the status counts imports, mails, dead letters, documents and sweeps, and says where data is", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const pupils = aSiecleFile(school, somePupils(3));
  await importFile(school, admin, pupils);
  const before = await status();
  expect(Object.keys(before).toSorted()).toEqual([
    "databases",
    "deadLetters",
    "documents",
    "imports",
    "mails",
    "sweeps",
    "version",
  ]);
  expect(before).toMatchObject({
    version: "local",
    imports: { byState: { done: 1 }, oldestActiveSeconds: null, failed24h: 0 },
    deadLetters: 0,
    mails: { pending: 0, oldestSeconds: null, refusedByCause: {} },
    documents: {},
  });
  const [central] = before.databases;
  expect(central).toMatchObject({ name: "central", schools: 1, lastMigration: "0001_b.sql" });
  expect(central?.bytes).toBeGreaterThan(10_000);

  const waiting = await anUpload(school, admin, pupils);
  const now = Date.now() + 90_000;
  const later = await readStatus(env, now);
  expect(later.imports.oldestActiveSeconds).toBeGreaterThanOrEqual(90);
  await inSchool(school)
    .DB.prepare("UPDATE import SET status = 'reading', plain_key = 'none' WHERE id = ?1")
    .bind(waiting)
    .run();
  await deliver("pix-orga-essai-imports-dead", {
    v: 1,
    organizationId: school.id,
    importId: waiting,
    epoch: 0,
  });
  await sweep(env);
  // Without the news of the imports above.
  await env.DB.prepare("DELETE FROM outbox WHERE created_at >= 0").run();
  const mail = `INSERT INTO outbox (id, organization_id, kind, recipient, subject, text, html, state, cause,
    refusal, created_at, expires_at)
    VALUES (?1, NULL, 'activation', 'a@essai.test', '', '', '', ?2, ?3, 'E_X', ?4, ?4)`;
  for (const [state, cause] of [
    ["pending", null],
    ["refused", "address"],
    ["refused", "address"],
  ]) {
    await env.DB.prepare(mail)
      .bind(crypto.randomUUID(), state, cause, Date.now() - 60_000)
      .run();
  }
  const after = await status();
  expect(after.imports).toMatchObject({ byState: { done: 1, failed: 1 }, failed24h: 1 });
  expect(after).toMatchObject({ deadLetters: 1 });
  expect(after.mails).toMatchObject({ pending: 1, refusedByCause: { address: 2 } });
  expect(after.mails.oldestSeconds).toBeGreaterThanOrEqual(60);
  expect(after.sweeps.map(({ name }) => name).sort()).toEqual(
    SWEEPS.map(({ name }) => name).sort(),
  );
  expect(after.sweeps.every(({ lastRun }) => Date.parse(lastRun) > 0)).toBe(true);
});

test("messages given up count for 24 hours, not until the end of the next day", async () => {
  const early = Date.parse("2031-03-01T00:05:00Z");
  const late = early + 22 * 3_600_000;
  for (const at of [early, late]) {
    vi.setSystemTime(at);
    await countDeadLetters(env, "pix-orga-essai-mails-dead", 1);
  }
  vi.useRealTimers();
  expect((await readStatus(env, late + 60_000)).deadLetters).toBe(2);
  expect((await readStatus(env, early + 25 * 3_600_000)).deadLetters).toBe(1);
});

test("an import that waits for a person's answer is not one that is stuck", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const { id } = await importFile(school, admin, aSiecleFile(school, somePupils(3)));
  const now = Date.now() + 2 * 3_600_000;
  const setStatus = (status: string) =>
    inSchool(school)
      .DB.prepare("UPDATE import SET status = ?2 WHERE id = ?1")
      .bind(id, status)
      .run();
  await setStatus("awaiting-confirmation");
  const { imports } = await readStatus(env, now);
  expect(imports.byState).toMatchObject({ "awaiting-confirmation": 1 });
  expect(imports.oldestActiveSeconds).toBeNull();
  // Confirmed, or tried again, two hours later: our work began then.
  await inSchool(school)
    .DB.prepare(`UPDATE import SET status = 'applying', finished_at = NULL WHERE id = ?1`)
    .bind(id)
    .run();
  await inSchool(school)
    .DB.prepare(
      `INSERT INTO journal (organization_id, at, n, user_id, event, subject)
       SELECT organization_id, ?2, 0, NULL, 'import.confirmed', number FROM import WHERE id = ?1`,
    )
    .bind(id, now - 5000)
    .run();
  expect((await readStatus(env, now)).imports.oldestActiveSeconds).toBe(5);
  await inSchool(school)
    .DB.prepare("UPDATE import SET status = 'done', finished_at = ?2 WHERE id = ?1")
    .bind(id, now)
    .run();
});

test("a database that does not answer is told, and the others all the same", async () => {
  const refuse = () => {
    throw new Error("D1_ERROR: overloaded");
  };
  const SCHOOLS_2 = { prepare: refuse, batch: refuse } as unknown as D1Database;
  const { databases } = await readStatus({ ...env, SCHOOLS_2 } as Env, Date.now());
  expect(databases.at(-1)).toMatchObject({
    name: "schools-2",
    bytes: null,
    error: "Error: D1_ERROR: overloaded",
  });
  expect(databases[0]?.error).toBeUndefined();
  const silent = { prepare: refuse, batch: refuse } as unknown as D1Database;
  const { version, ...told } = await readStatus({ ...env, DB: silent } as Env, Date.now());
  expect(told.databases.map(({ error }) => error)).toEqual([
    "Error: D1_ERROR: overloaded",
    undefined,
    undefined,
  ]);
  expect(told).toMatchObject({ deadLetters: null, mails: { pending: null }, sweeps: [] });
});

test("an import is found by its reference, with its steps and nobody's name", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  await importFile(school, admin, aSiecleFile(school, somePupils(2)));
  const { id } = await importFile(school, admin, aSiecleFile(school, somePupils(3)));
  const answer = await call(`/api/operator/imports/${id}`, asOperator);
  const text = await answer.text();
  const found: ImportTrace = JSON.parse(text);
  expect(found).toMatchObject({ id, status: "done", rows: 3, school: { uai: school.uai } });
  expect(found.steps.map(({ what }) => what).toSorted()).toEqual([
    "ended as done",
    "file received",
    "import.done",
    "import.received",
    "last sign of life",
  ]);
  expect(text).not.toMatch(/ElevesSansAdresses|@/);
  expect(text).not.toContain(admin.name);
  await inSchool(school)
    .DB.prepare("UPDATE import SET status = 'undone', undone_at = ?2 WHERE id = ?1")
    .bind(id, Date.now())
    .run();
  const undone = await (await call(`/api/operator/imports/${id}`, asOperator)).json<ImportTrace>();
  expect(undone.steps.map(({ what }) => what)).toEqual(
    expect.arrayContaining(["ended as done", "undone"]),
  );
  expect((await call("/api/operator/imports/none", asOperator)).status).toBe(404);
});

test("the eight characters that a page shows find an import; several that begin so are listed", async () => {
  const start = crypto.randomUUID().slice(0, 8);
  const known: string[] = [];
  const ask = async (reference: string) => {
    const answer = await call(`/api/operator/imports/${reference}`, asOperator);
    return { status: answer.status, told: await answer.json<Record<string, unknown>>() };
  };
  for (let many = 0; many < 2; many += 1) {
    const school = await aSchool();
    const { id } = await importFile(
      school,
      await aMember(school),
      aSiecleFile(school, somePupils(2)),
    );
    known.push(`${start}${id.slice(8)}`);
    const renamed = "UPDATE import SET id = ?1 WHERE id = ?2";
    await inSchool(school).DB.prepare(renamed).bind(known[many], id).run();
    if (many === 0) expect(await ask(start)).toMatchObject({ status: 200, told: { id: known[0] } });
  }
  expect(await ask(start.toUpperCase())).toMatchObject({
    status: 409,
    told: {
      code: "SEVERAL_IMPORTS",
      imports: expect.arrayContaining(
        known.map((id) => expect.objectContaining({ id, status: "done" })),
      ),
    },
  });
  expect(await ask(known[1] ?? "")).toMatchObject({ status: 200, told: { id: known[1] } });
  // Too short, not of an id, or too long.
  for (const wrong of [start.slice(0, 7), `${start.slice(0, 7)}%25`, `${known[0]}0`]) {
    expect((await ask(wrong)).status, wrong).toBe(404);
  }
});

test("the schools in use are listed, and any other is found by its UAI", async () => {
  const [used, unused] = [await aSchool(), await aSchool()];
  await aMember(used);
  await aMember(used, "member");
  const list = async (query: string): Promise<SchoolLine[]> => {
    const answer = await call(`/api/operator/schools${query}`, asOperator);
    return (await answer.json<{ schools: SchoolLine[] }>()).schools;
  };
  const all = await list("");
  expect(all.find(({ uai }) => uai === used.uai)).toMatchObject({ administrators: 1, members: 1 });
  expect(all.map(({ uai }) => uai)).not.toContain(unused.uai);
  expect(await list(`?search=${unused.uai.toLowerCase()}`)).toMatchObject([
    { uai: unused.uai, members: 0 },
  ]);
});
