import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { expect, test, vi } from "vitest";
import {
  aCookie,
  aMember,
  anAbandonedImport,
  aSchool,
  call,
  env,
  importFile,
  ORIGIN,
} from "#tests/support/factories.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { deskOf } from "./desk.ts";
import { loadImport } from "./store.ts";
import type { Import } from "./view.ts";

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
  return { status: answer.status, received, isClosed: () => closed };
}

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

test("an administrator's page gets the errors, a member's page their number only", async () => {
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

test("pages keep being told after the desk was evicted", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const page = await openPage(school, admin);
  await vi.waitFor(() => expect(page.received).toHaveLength(1));
  await evictDurableObject(deskOf(env, school.id));
  await importFile(school, admin, aSiecleFile(school, somePupils(2)));
  await vi.waitFor(() => expect(page.received.at(-1)?.import?.status).toBe("done"));
});

test("another site, another school's member and nobody are refused at the handshake", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const stranger = await aMember(await aSchool());
  expect((await openPage(school, admin, "https://evil.example")).status).toBe(403);
  expect((await openPage(school, stranger)).status).toBe(404);
  expect((await openPage(school, { cookie: "" })).status).toBe(401);
});

test("somebody removed from the school is shown out at the next change", async () => {
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

test("after sign-out, the page of that session is told nothing more; the person's other page is", async () => {
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

test("a session that came to its end is shown out too", async () => {
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

test("one person's twenty-first page is refused, in the words of every refusal", async () => {
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
  await vi.waitFor(async () => expect((await loadImport(env, id))?.status).toBe("done"));
});

test("what a crash left of an import that ended goes at the next alarm", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const id = await anAbandonedImport(school, admin.id);
  await env.DB.prepare("UPDATE import SET status = 'refused', finished_at = 2 WHERE id = ?1")
    .bind(id)
    .run();
  const desk = deskOf(env, school.id);
  await desk.changed();
  await runDurableObjectAlarm(desk);
  expect((await loadImport(env, id))?.cleanedAt).not.toBeNull();
  expect(await env.FILES.head(`imports/${school.id}/${id}/source`)).toBeNull();
});

test("an import that never moves gets three epochs, then fails and keeps its file", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const id = await anAbandonedImport(school, admin.id);
  // A message of an epoch that never comes: nothing the desk sends can move this import.
  await env.DB.prepare(
    "UPDATE import SET status = 'applying', base_version_seen = 99 WHERE id = ?1",
  )
    .bind(id)
    .run();
  const desk = deskOf(env, school.id);
  await desk.changed();
  for (let alarms = 0; alarms < 32; alarms += 1) await runDurableObjectAlarm(desk);
  const row = await loadImport(env, id);
  expect(row).toMatchObject({ status: "failed" });
  expect(await env.FILES.head(row?.sourceKey ?? "")).not.toBeNull();
});

test("with nothing to watch, the desk stops its alarm", async () => {
  const school = await aSchool();
  const desk = deskOf(env, school.id);
  await desk.changed();
  await runDurableObjectAlarm(desk);
  const armed = await runInDurableObject(desk, (_, state) => state.storage.getAlarm());
  expect(armed).toBeNull();
});

test("pages hear of a busy import at most four times a second, and always of its last state", async () => {
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
