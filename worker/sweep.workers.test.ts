import { afterEach, expect, test, vi } from "vitest";
import { type Broken, breakBindings } from "#tests/support/broken-bindings.ts";
import {
  aMember,
  anAbandonedImport,
  aSchool,
  env as bindings,
  inSchool,
} from "#tests/support/factories.ts";
import { IMPORT_SWEEPS } from "./imports/sweep-imports.ts";
import { runSweeps } from "./platform/sweep.ts";
import { SWEEPS, sweep } from "./sweep.ts";

// With a secret that is being changed, every sweep has something to ask.
const env: Env = { ...bindings, AUTH_SECRET_PREVIOUS: "a-previous-secret-for-the-tests-of-32" };

afterEach(() => vi.restoreAllMocks());

/** The failures that the product logs from now on. */
function listenToFailures() {
  const failures: Array<{ sweep: string; id?: string }> = [];
  vi.spyOn(console, "error").mockImplementation((line: string) => {
    const { event, at: _, cause: __, ...rest } = JSON.parse(line);
    if (event === "sweep.failed") failures.push(rest);
  });
  return failures;
}

async function lastRuns() {
  const { results } = await env.DB.prepare(
    "SELECT name, last_run_at AS lastRun, ms, failed FROM sweep_run",
  ).all<{ name: string; lastRun: number; ms: number; failed: number }>();
  return new Map(results.map(({ name, ...run }) => [name, run]));
}

/** The first call of this sweep to D1 or R2, when it runs alone. */
async function firstCallOf(name: string): Promise<Broken> {
  const calls: Broken[] = [];
  const watched = breakBindings(env, (call) => {
    calls.push(call);
    return false;
  });
  await runSweeps(
    watched,
    SWEEPS.filter((each) => each.name === name),
    Date.now(),
  );
  const [first] = calls;
  if (!first) throw new Error(`${name} asks nothing`);
  return first;
}

test.each(SWEEPS.map(({ name }) => name))(
  "%s fails: the others still run, and its failure is logged once with its name",
  async (name) => {
    const first = await firstCallOf(name);
    const failures = listenToFailures();
    const now = Date.now() + 1;
    const isFirst = (call: Broken) => JSON.stringify(call) === JSON.stringify(first);
    await runSweeps(breakBindings(env, isFirst), SWEEPS, now);
    const sweep = SWEEPS.find((each) => each.name === name);
    const ofSchools = sweep && "perDatabase" in sweep;
    // A listing of R2 names the database; a statement is the same in both.
    const databases = !ofSchools ? [] : first.of?.startsWith("s01/") ? [1] : [1, 2];
    const own = failures.filter((failure) => failure.sweep === name);
    expect(own).toEqual(
      ofSchools
        ? databases.map((one) => ({ sweep: name, id: `database ${one}` }))
        : [{ sweep: name }],
    );
    // Another sweep fails only if it makes the very same call: the journal is kept in every database.
    expect(failures.filter((failure) => !failure.sweep.startsWith("journal.")).length).toBe(
      name.startsWith("journal.") ? 0 : own.length,
    );
    const runs = await lastRuns();
    for (const each of SWEEPS) {
      if (each.name !== name && each.name.startsWith("journal.")) continue;
      const failed = each.name === name ? own.length : 0;
      expect([each.name, runs.get(each.name)]).toEqual([
        each.name,
        { lastRun: now, ms: expect.any(Number), failed },
      ]);
    }
  },
);

test("with R2 down, expired links and mails are still deleted, and the desk of an import is still woken", async () => {
  const school = await aSchool();
  const importId = await anAbandonedImport(school, (await aMember(school)).id);
  await env.DB.prepare(
    `INSERT INTO outbox (id, kind, recipient, subject, text, html, created_at)
     VALUES ('an-old-mail', 'password-reset', 'a@essai.test', '', '', '', 1)`,
  ).run();
  const failures = listenToFailures();
  await sweep(breakBindings(env, ({ binding, what }) => binding === "FILES" && what === "list"));
  expect([...new Set(failures.map((failure) => failure.sweep))].toSorted()).toEqual([
    "archives.delete-orphans",
    "documents.delete-orphans",
    "imports.delete-orphans",
  ]);
  expect(await env.DB.prepare("SELECT 1 FROM outbox WHERE id = 'an-old-mail'").first()).toBeNull();
  const moved = inSchool(school)
    .DB.prepare("SELECT heartbeat_at FROM import WHERE id = ?1")
    .bind(importId);
  await vi.waitFor(async () => expect(await moved.first("heartbeat_at")).toBeGreaterThan(1), {
    timeout: 20_000,
  });
});

test("one desk, document or invitation that fails does not stop the others", async () => {
  const [first, second] = [await aSchool(), await aSchool()];
  for (const school of [first, second]) {
    await anAbandonedImport(school, (await aMember(school)).id);
    await aForgottenDocument(school.id);
    await anExpiringInvitation(school.id);
  }
  const failures = listenToFailures();
  // The first call fails, whichever it is.
  const failedOnce = new Set<string>();
  const broken = breakBindings(env, ({ binding, what }) => {
    const target =
      binding === "DB"
        ? /^INSERT INTO outbox|UPDATE document SET status = 'queued'/.exec(what)?.[0]
        : binding;
    if (!target || target === "FILES" || failedOnce.has(target)) return false;
    failedOnce.add(target);
    return true;
  });
  const now = Date.now();
  await runSweeps(broken, SWEEPS, now);
  expect(failures.map((failure) => failure.sweep).toSorted()).toEqual([
    "documents.wake",
    "imports.wake",
    "invitations.remind",
  ]);
  expect(failures.every(({ id }) => id !== undefined)).toBe(true);
  const runs = await lastRuns();
  expect(runs.get("imports.wake")).toMatchObject({ lastRun: now, failed: 1 });
  const count = async (db: D1Database, sql: string) =>
    (await db.prepare(sql).bind(now).first<number>("n")) ?? 0;
  const invitations = "SELECT count(*) AS n FROM invitation WHERE reminded_at = ?1";
  expect(await count(env.DB, invitations)).toBe(1);
  const documents = "SELECT count(*) AS n FROM document WHERE heartbeat_at >= ?1";
  expect((await count(env.SCHOOLS_1, documents)) + (await count(env.SCHOOLS_2, documents))).toBe(1);
});

test("a sweep whose run cannot be recorded still runs, and logs it", async () => {
  const lines: string[] = [];
  vi.spyOn(console, "error").mockImplementation((line: string) => void lines.push(line));
  const broken = breakBindings(env, ({ what }) => what.startsWith("INSERT INTO sweep_run"));
  await expect(runSweeps(broken, IMPORT_SWEEPS, Date.now())).resolves.toBeUndefined();
  expect(lines.filter((line) => line.includes("sweep.unrecorded"))).toHaveLength(
    IMPORT_SWEEPS.length,
  );
});

async function aForgottenDocument(organizationId: number) {
  await inSchool(organizationId)
    .DB.prepare(
      `INSERT INTO document (id, organization_id, kind, status, total, requested_by, created_at,
       heartbeat_at, expires_at)
     VALUES (?1, ?2, 'archive', 'queued', 1, '', ?3, 1, ?3 + 1000000)`,
    )
    .bind(crypto.randomUUID(), organizationId, Date.now())
    .run();
}

async function anExpiringInvitation(organizationId: number) {
  await env.DB.prepare(
    `INSERT INTO invitation (id, organization_id, purpose, email, role, token_hash, sent_at,
       expires_at, outbox_id) VALUES (?1, ?2, 'invitation', ?3, 'member', ?1, 1, ?4, '')`,
  )
    .bind(
      crypto.randomUUID(),
      organizationId,
      `${crypto.randomUUID()}@essai.test`,
      Date.now() + 3_600_000,
    )
    .run();
}

test("between two items of a sweep, what waits on the event loop is done", async () => {
  let answered = 0;
  const before: number[] = [];
  await runSweeps(
    env,
    [
      {
        name: "essai",
        work: async ({ each }) =>
          await each([{ id: 1 }, { id: 2 }, { id: 3 }], async () => {
            before.push(answered);
            setTimeout(() => (answered += 1), 0);
          }),
      },
    ],
    1,
  );
  expect(before).toEqual([0, 1, 2]);
});
