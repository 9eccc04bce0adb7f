import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { expect, test, vi } from "vitest";
import { breakBindings } from "#tests/support/broken-bindings.ts";
import {
  aCookie,
  aMember,
  anAbandonedImport,
  anUpload,
  aSchool,
  call,
  env,
  folderIn,
  homeOfImport,
  importFile,
  inSchool,
  ORIGIN,
} from "#tests/support/factories.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { confirmImport, retryImport } from "../decide/decide.ts";
import { failImport } from "../run/end-import.ts";
import { loadImport } from "../store.ts";
import type { Import } from "../view.ts";
import { deskOf } from "./desk.ts";

type Told = { import: Import | null };

async function openPage(school: { uai: string }, as: { cookie: string }, origin = ORIGIN) {
  const answer = await call(`/api/organizations/${school.uai}/imports/live`, {
    as,
    headers: { Upgrade: "websocket", Origin: origin },
  });
  const received: Told[] = [];
  const socket = answer.webSocket;
  let closed = false;
  socket?.accept();
  socket?.addEventListener("message", ({ data }) => {
    received.push(JSON.parse(String(data)));
  });
  socket?.addEventListener("close", () => {
    closed = true;
  });
  return { status: answer.status, received, isClosed: () => closed, socket };
}

test("a socket that sends a message is closed; the school's other pages stay open", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const page = await openPage(school, admin);
  for (const sent of ["x", "a".repeat(500_000), new Uint8Array(100)]) {
    const program = await openPage(school, admin);
    for (let time = 0; time < 50; time += 1) program.socket?.send(sent);
    await vi.waitFor(() => expect(program.isClosed()).toBe(true));
  }
  const done = await importFile(school, admin, aSiecleFile(school, somePupils(2)));
  await vi.waitFor(() => expect(page.received.at(-1)?.import).toMatchObject({ id: done.id }));
  expect(page.isClosed()).toBe(false);
});

test("a page gets the whole state on connecting, then each change, and the end", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const page = await openPage(school, admin);
  expect(page.status).toBe(101);
  await vi.waitFor(() => expect(page.received).toEqual([{ import: null }]));
  const done = await importFile(school, admin, aSiecleFile(school, somePupils(4)));
  await vi.waitFor(() =>
    expect(page.received.at(-1)?.import).toMatchObject({ id: done.id, status: "done" }),
  );
  const late = await openPage(school, admin);
  await vi.waitFor(() => expect(late.received[0]?.import).toMatchObject({ status: "done" }));
});

test("an administrator's page gets the errors, a member's page only their number", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const member = await aMember(school, "member");
  await importFile(school, admin, aSiecleFile(school, [{ sex: "" }]));
  const [boss, other] = [await openPage(school, admin), await openPage(school, member)];
  await vi.waitFor(() => expect(boss.received[0]?.import?.errors).toHaveLength(1));
  await vi.waitFor(() =>
    expect(other.received[0]?.import).toMatchObject({ errors: [], errorCount: 1 }),
  );
});

test("pages still get messages after the desk was evicted", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const page = await openPage(school, admin);
  await vi.waitFor(() => expect(page.received).toHaveLength(1));
  await evictDurableObject(deskOf(env, school.id));
  await importFile(school, admin, aSiecleFile(school, somePupils(2)));
  await vi.waitFor(() => expect(page.received.at(-1)?.import?.status).toBe("done"));
});

test("another site, another school's member and a signed-out user are refused at the handshake", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const stranger = await aMember(await aSchool());
  expect((await openPage(school, admin, "https://evil.example")).status).toBe(403);
  expect((await openPage(school, stranger)).status).toBe(404);
  expect((await openPage(school, { cookie: "" })).status).toBe(401);
});

test("the page of a person removed from the school is closed at the next change", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const member = await aMember(school, "member");
  const page = await openPage(school, member);
  await vi.waitFor(() => expect(page.received).toHaveLength(1));
  await env.DB.prepare("UPDATE membership SET removed_at = 1 WHERE user_id = ?1")
    .bind(member.id)
    .run();
  await importFile(school, admin, aSiecleFile(school, somePupils(2)));
  await vi.waitFor(() => expect(page.isClosed()).toBe(true));
  expect(page.received).toHaveLength(1);
});

test("after sign-out, the page of that session gets no more messages; the person's other page does", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const elsewhere = { cookie: await aCookie(admin) };
  const [left, stays] = [await openPage(school, admin), await openPage(school, elsewhere)];
  await vi.waitFor(() => expect(left.received).toHaveLength(1));
  const headers = { "Content-Type": "application/json" };
  await call("/api/auth/sign-out", { method: "POST", body: "{}", headers, as: admin });
  await importFile(school, admin, aSiecleFile(school, [{ sex: "" }]));
  await vi.waitFor(() => expect(stays.received.at(-1)?.import?.errors).toHaveLength(1));
  await vi.waitFor(() => expect(left.isClosed()).toBe(true));
  expect(left.received).toHaveLength(1);
});

test("the page of an expired session is closed too", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const page = await openPage(school, admin);
  await vi.waitFor(() => expect(page.received).toHaveLength(1));
  await env.DB.prepare("UPDATE session SET expires_at = ?2 WHERE user_id = ?1")
    .bind(admin.id, Date.now() - 1)
    .run();
  await deskOf(env, school.id).changed();
  await vi.waitFor(() => expect(page.isClosed()).toBe(true));
  expect(page.received).toHaveLength(1);
});

test("one person's twenty-first page is refused, in the usual problem format", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  for (let pages = 0; pages < 20; pages += 1) {
    expect((await openPage(school, admin)).status).toBe(101);
  }
  const path = `/api/organizations/${school.uai}/imports/live`;
  const headers = { Upgrade: "websocket", Origin: ORIGIN };
  const refused = await call(path, { as: admin, headers });
  expect(refused.status).toBe(429);
  expect(refused.headers.get("Content-Type")).toContain("application/problem+json");
  expect(refused.headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(await refused.json()).toMatchObject({ status: 429, code: "TOO_MANY_PAGES" });
  expect((await openPage(school, await aMember(school))).status).toBe(101);
});

test("an import whose message was lost is woken by the alarm", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const id = await anAbandonedImport(school, admin.id);
  const desk = deskOf(env, school.id);
  await desk.changed();
  await runDurableObjectAlarm(desk);
  await runDurableObjectAlarm(desk);
  await vi.waitFor(async () =>
    expect((await loadImport(inSchool(school), id))?.status).toBe("done"),
  );
});

test("an import whose writer crashed before notifying the desk is woken at the first alarm", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const dying = diesAfterTheRow();
  const id = await anUpload(school, admin, aSiecleFile(school, somePupils(3)), "x.xml", dying);
  const desk = deskOf(env, school.id);
  const armed = await runInDurableObject(desk, (_, state) => state.storage.getAlarm());
  expect((armed ?? Number.POSITIVE_INFINITY) - Date.now()).toBeLessThanOrEqual(5_000);
  await quiet(id);
  await runDurableObjectAlarm(desk);
  await vi.waitFor(async () =>
    expect((await loadImport(inSchool(school), id))?.status).toBe("done"),
  );
});

test.each(["confirm", "retry"] as const)(
  "the same holds if the writer of a %s crashes before notifying the desk",
  async (decision) => {
    const school = await aSchool();
    const admin = await aMember(school);
    await importFile(school, admin, aSiecleFile(school, somePupils(50)));
    const waiting = await importFile(school, admin, aSiecleFile(school, somePupils(10)));
    const input = { organizationId: school.id, importId: waiting.id, userId: admin.id };
    const desk = deskOf(env, school.id);
    if (decision === "retry") {
      await inSchool(school)
        .DB.prepare("UPDATE import SET status = 'checking', seq = seq + 1 WHERE id = ?1")
        .bind(waiting.id)
        .run();
      const row = await loadImport(await homeOfImport(waiting.id), waiting.id);
      expect(row && (await failImport(inSchool(school), row))).toBe(true);
    }
    await runDurableObjectAlarm(desk);
    const decide = decision === "confirm" ? confirmImport : retryImport;
    expect(await decide(inSchool(school, diesAfterTheRow()), input)).toEqual({ ok: true });
    const end = decision === "confirm" ? "done" : "awaiting-confirmation";
    await quiet(waiting.id);
    expect(await runDurableObjectAlarm(desk)).toBe(true);
    await vi.waitFor(async () =>
      expect((await loadImport(await homeOfImport(waiting.id), waiting.id))?.status).toBe(end),
    );
  },
);

test("an import unknown to the desk is watched as soon as a page of the school is open", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const id = await anAbandonedImport(school, admin.id);
  const page = await openPage(school, admin);
  await vi.waitFor(() => expect(page.received[0]?.import).toMatchObject({ status: "received" }));
  expect(await runDurableObjectAlarm(deskOf(env, school.id))).toBe(true);
  await vi.waitFor(() =>
    expect(page.received.at(-1)?.import).toMatchObject({ id, status: "done" }),
  );
});

test("an upload that arrives while the alarm queries D1 keeps its watchdog", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const desk = deskOf(env, school.id);
  await desk.changed();
  let id = "";
  await runInDurableObject(desk, (instance) => {
    slowDown(instance, async () => {
      id = await anAbandonedImport(school, admin.id);
      await instance.changed();
    });
  });
  await runDurableObjectAlarm(desk);
  const armed = await runInDurableObject(desk, (_, state) => state.storage.getAlarm());
  expect(armed).not.toBeNull();
  await runDurableObjectAlarm(desk);
  await vi.waitFor(async () =>
    expect((await loadImport(inSchool(school), id))?.status).toBe("done"),
  );
});

test("the alarm runs again when D1 fails", async () => {
  const school = await aSchool();
  const desk = deskOf(env, school.id);
  await desk.changed();
  await runInDurableObject(desk, (instance) => {
    Reflect.set(
      instance,
      "env",
      breakBindings(env, ({ binding }) => binding === "DB"),
    );
  });
  await runDurableObjectAlarm(desk);
  const armed = await runInDurableObject(desk, (_, state) => state.storage.getAlarm());
  expect(armed).not.toBeNull();
});

test("the next alarm cleans an ended import whose cleaning a crash interrupted", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const id = await anAbandonedImport(school, admin.id);
  await inSchool(school)
    .DB.prepare("UPDATE import SET status = 'refused', finished_at = 2 WHERE id = ?1")
    .bind(id)
    .run();
  const desk = deskOf(env, school.id);
  await desk.changed();
  await runDurableObjectAlarm(desk);
  expect((await loadImport(inSchool(school), id))?.cleaned).toBe(1);
  expect(await env.FILES.head(`${folderIn(school, "imports")}${id}/source`)).toBeNull();
});

test("an import that never moves gets three epochs, then fails and keeps its file", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const id = await anAbandonedImport(school, admin.id);
  // The base never has this version, so the commit always fails and no message can move the import.
  await inSchool(school)
    .DB.prepare("UPDATE import SET status = 'applying', base_version_seen = 99 WHERE id = ?1")
    .bind(id)
    .run();
  const desk = deskOf(env, school.id);
  await desk.changed();
  for (let alarms = 0; alarms < 32; alarms += 1) await runDurableObjectAlarm(desk);
  const row = await loadImport(inSchool(school), id);
  expect(row).toMatchObject({ status: "failed" });
  expect(await env.FILES.head(row?.sourceKey ?? "")).not.toBeNull();
});

test("when no import is active, the desk stops its alarm", async () => {
  const school = await aSchool();
  const desk = deskOf(env, school.id);
  await desk.changed();
  await runDurableObjectAlarm(desk);
  const armed = await runInDurableObject(desk, (_, state) => state.storage.getAlarm());
  expect(armed).toBeNull();
});

test("the desk of a school that does not exist says it once and stops its alarm", async () => {
  const failures = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const desk = deskOf(env, 987_654);
  await desk.expectWork();
  await runDurableObjectAlarm(desk);
  const armed = await runInDurableObject(desk, (_, state) => state.storage.getAlarm());
  expect([armed, failures.mock.calls.length]).toEqual([null, 1]);
  failures.mockRestore();
});

test("pages get at most four messages a second about a busy import, and always its last state", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const page = await openPage(school, admin);
  await vi.waitFor(() => expect(page.received).toHaveLength(1));
  const started = Date.now();
  for (let times = 0; times < 40; times += 1) await deskOf(env, school.id).changed();
  await vi.waitFor(() => expect(page.received.length).toBeGreaterThanOrEqual(3));
  const quarters = Math.ceil((Date.now() - started) / 250);
  expect(page.received.length).toBeLessThanOrEqual(2 + quarters);
});

/** A Worker that crashes once its batch is written, before it calls the desk or the queue. */
function diesAfterTheRow(): Env {
  let dead = false;
  const dying = breakBindings(env, () => dead);
  const DB: D1Database = new Proxy(dying.DB, {
    get: (real, name) => {
      const value = Reflect.get(real, name);
      if (name !== "batch") return typeof value === "function" ? value.bind(real) : value;
      return async (statements: D1PreparedStatement[]) => {
        const results = await env.DB.batch(statements);
        dead = true;
        return results;
      };
    },
  });
  const IMPORTS: Queue = Object.assign(Object.create(env.IMPORTS), {
    send: async (message: unknown) => {
      if (dead) throw new Error("the process is gone");
      return await env.IMPORTS.send(message);
    },
  });
  return { ...dying, DB, IMPORTS };
}

/** Makes the import look as if it had last moved five seconds earlier. */
async function quiet(importId: string): Promise<void> {
  await (await homeOfImport(importId)).DB.prepare(
    "UPDATE import SET heartbeat_at = heartbeat_at - 5000 WHERE id = ?1",
  )
    .bind(importId)
    .run();
}

/** Runs `meanwhile` after D1 has computed its first answer and before the desk receives it. */
function slowDown(desk: object, meanwhile: () => Promise<void>): void {
  let late = true;
  const slow = (statement: D1PreparedStatement): D1PreparedStatement =>
    new Proxy(statement, {
      get: (real, name) => {
        const value = Reflect.get(real, name);
        if (typeof value !== "function") return value;
        if (name === "bind") return (...values: unknown[]) => slow(value.apply(real, values));
        return async (...values: unknown[]) => {
          const rows = await value.apply(real, values);
          if (late) {
            late = false;
            await meanwhile();
          }
          return rows;
        };
      },
    });
  const DB: D1Database = new Proxy(env.DB, {
    get: (real, name) => {
      const value = Reflect.get(real, name);
      if (name === "prepare") return (sql: string) => slow(real.prepare(sql));
      return typeof value === "function" ? value.bind(real) : value;
    },
  });
  Reflect.set(desk, "env", { ...env, DB });
}
