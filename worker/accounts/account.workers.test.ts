import { expect, test } from "vitest";
import {
  aPersonWithPassword,
  apiSignIn,
  cookiesFrom,
  mailsTo,
  PASSWORD,
  rowsOf,
} from "#tests/support/accounts.ts";
import { aCookie, aPerson, call, env, ORIGIN } from "#tests/support/factories.ts";
import { DAY } from "../platform/clock.ts";
import { runSweeps } from "../platform/sweep.ts";
import { changePassword } from "./change-password.ts";
import { chooseImportNews, readAccount, renamePerson } from "./read-account.ts";
import { closeAllSessions, closeSession, listSessions } from "./sessions.ts";
import { ACCOUNT_SWEEPS } from "./sweep-accounts.ts";

const CHOSEN = "trois lampes jaunes sur le quai";
type Someone = Awaited<ReturnType<typeof aPersonWithPassword>>;

async function sessionsOf(person: Someone, sessionId = "") {
  return await listSessions(env, { userId: person.id, sessionId, now: Date.now() });
}

async function change(person: Someone, present: string, chosen: string, sessionId = "") {
  const { id: userId, name, email } = person;
  const who = { userId, name, email, present, chosen, sessionId };
  return await changePassword(env, { ...who, origin: ORIGIN, now: Date.now() });
}

test("a changed password ends the other sessions, keeps this one, and is announced", async () => {
  const person = await aPersonWithPassword();
  const [here, there] = [await aCookie(person), await aCookie(person)];
  const opened = await sessionsOf(person);
  const hereId = await env.DB.prepare("SELECT id FROM session WHERE user_id = ?1 AND token = ?2")
    .bind(person.id, decodeURIComponent(here).slice("__Host-session=".length).split(".")[0])
    .first<{ id: string }>();
  expect(opened).toHaveLength(2);
  expect(await change(person, PASSWORD, CHOSEN, hereId?.id)).toEqual({ ok: true });
  expect((await call("/api/me", { as: { cookie: here } })).status).toBe(200);
  expect((await call("/api/me", { as: { cookie: there } })).status).toBe(401);
  const [mail] = await mailsTo(person.email, "password-changed");
  expect(mail).toContain(`${ORIGIN}/mot-de-passe-oublie`);
  expect((await apiSignIn(person.email, CHOSEN)).status).toBe(200);
});

test("the current password is required, the new one is checked, and the sixth guess waits", async () => {
  const person = await aPersonWithPassword();
  expect(await change(person, PASSWORD, "motdepasse2026")).toEqual({ ok: false, reason: "COMMON" });
  for (let time = 0; time < 5; time += 1) {
    const refused = await change(person, "faux faux", CHOSEN);
    expect(refused).toEqual({ ok: false, reason: "WRONG_PASSWORD" });
  }
  expect(await change(person, PASSWORD, CHOSEN)).toMatchObject({ ok: false, reason: "TOO_MANY" });
  expect(await mailsTo(person.email, "password-changed")).toEqual([]);
  // A guesser in a session found open does not make its owner wait in another one.
  expect(await change(person, PASSWORD, CHOSEN, "another")).toEqual({ ok: true });
});

test("sessions are listed with their device, closed one by one or all, and only by their owner", async () => {
  const person = await aPersonWithPassword();
  for (const browser of ["Firefox/140.0", "Chrome/140.0", "curl/8"]) {
    await env.DB.prepare(
      `INSERT INTO session (id, user_id, token, user_agent, expires_at, created_at, updated_at)
       VALUES (?1, ?2, ?1, ?3, ?4, ?5, ?5)`,
    )
      .bind(crypto.randomUUID(), person.id, `Windows ${browser}`, Date.now() + DAY, Date.now())
      .run();
  }
  const listed = await sessionsOf(person);
  expect(new Set(listed.map(({ device }) => device.browser))).toEqual(
    new Set(["Firefox", "Chrome", null]),
  );
  const [first, second] = listed.map(({ id }) => id);
  const marked = await sessionsOf(person, second);
  expect(marked[0]).toMatchObject({ id: second, isThisOne: true });
  expect(marked.filter(({ isThisOne }) => isThisOne)).toHaveLength(1);

  const stranger = await aPerson();
  await closeSession(env, { userId: stranger.id, sessionId: first ?? "" });
  expect(await sessionsOf(person)).toHaveLength(3);
  await closeSession(env, { userId: person.id, sessionId: first ?? "" });
  expect((await sessionsOf(person)).map(({ id }) => id)).not.toContain(first);
  await closeAllSessions(env, person.id);
  expect(await sessionsOf(person)).toEqual([]);
});

test("a session stores the browser's user agent and the network Cloudflare saw, no other header", async () => {
  const person = await aPersonWithPassword();
  const answer = await call("/api/auth/sign-in/email", {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "CF-Connecting-IP": "192.0.2.77",
      "X-Forwarded-For": "203.0.113.1",
      "User-Agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0",
    },
    body: JSON.stringify({ email: person.email, password: PASSWORD }),
  });
  expect(cookiesFrom(answer.headers).map((cookie) => cookie.split("=")[0])).toEqual([
    "__Host-session",
    "__Host-known",
  ]);
  expect(await rowsOf("session", "ip_address = '192.0.2.77' AND user_id", person.id)).toBe(1);
  expect((await sessionsOf(person))[0]?.device).toEqual({ browser: "Firefox", system: "Linux" });
});

test("a name is changed, and the account shows which terms were accepted and when", async () => {
  const person = await aPersonWithPassword();
  await renamePerson(env, { userId: person.id, name: "Zoé D’Hondt", now: Date.now() });
  expect(await readAccount(env, person.id)).toEqual({
    ...{ name: "Zoé D’Hondt", email: person.email, emailVerified: true, hasSecondFactor: false },
    importNews: true,
    terms: null,
  });
  await env.DB.prepare(
    "UPDATE user SET terms_version = '2026-11', terms_accepted_at = ?2 WHERE id = ?1",
  )
    .bind(person.id, Date.UTC(2026, 10, 24))
    .run();
  const { terms } = await readAccount(env, person.id);
  expect(terms).toEqual({ version: "2026-11", acceptedAt: "2026-11-24T00:00:00.000Z" });
});

test("news of imports are mailed unless the person opts out, and again once they opt in", async () => {
  const person = await aPersonWithPassword();
  for (const wanted of [false, true]) {
    await chooseImportNews(env, { userId: person.id, wanted, now: Date.now() });
    expect((await readAccount(env, person.id)).importNews).toBe(wanted);
  }
});

test("the sweep deletes what has ended: sessions, challenges, links and known places", async () => {
  const person = await aPerson();
  const now = Date.now();
  await aCookie(person);
  await env.DB.batch([
    env.DB.prepare("INSERT INTO known_place (key, seen_at) VALUES ('vieux', ?1)").bind(
      now - 366 * DAY,
    ),
    env.DB.prepare("INSERT INTO known_place (key, seen_at) VALUES ('neuf', ?1)").bind(now),
    env.DB.prepare(
      "INSERT INTO account_link VALUES ('vieux', ?1, 'password-reset', 1, ?2, NULL)",
    ).bind(person.id, now - 31 * DAY),
    env.DB.prepare(
      "INSERT INTO account_link VALUES ('neuf', ?1, 'password-reset', 1, ?2, NULL)",
    ).bind(person.id, now - DAY),
    env.DB.prepare("INSERT INTO verification VALUES ('v', 'v', ?1, ?2, 1, 1)").bind(
      person.id,
      now - 1,
    ),
  ]);
  await runSweeps(env, ACCOUNT_SWEEPS, now);
  expect(await rowsOf("known_place", "key", "vieux")).toBe(0);
  expect(await rowsOf("known_place", "key", "neuf")).toBe(1);
  expect(await rowsOf("account_link", "user_id", person.id)).toBe(1);
  expect(await rowsOf("verification", "value", person.id)).toBe(0);
  expect(await rowsOf("session", "user_id", person.id)).toBe(1);
  await runSweeps(env, ACCOUNT_SWEEPS, now + DAY);
  expect(await rowsOf("session", "user_id", person.id)).toBe(0);
});
