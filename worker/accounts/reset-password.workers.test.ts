import { expect, test } from "vitest";
import {
  aNetwork,
  aPersonWithPassword,
  aProtectedPerson,
  apiSignIn,
  aRequest,
  mailsTo,
  PASSWORD,
  rowsOf,
  tokenIn,
} from "#tests/support/accounts.ts";
import { aCookie, aPerson, call, env } from "#tests/support/factories.ts";
import { HOUR } from "../platform/clock.ts";
import { changePassword } from "./change-password.ts";
import { confirmAddress, readConfirmLink } from "./confirm-address.ts";
import { readResetLink, requestPasswordReset, resetPassword } from "./reset-password.ts";

const CHOSEN = "trois lampes jaunes sur le quai";

async function ask(email: string, now = Date.now(), network = aNetwork()): Promise<string[]> {
  await requestPasswordReset(env, aRequest({ network }), { email, now });
  return await mailsTo(email.trim().toLowerCase(), "password-reset");
}

async function stateOf(token: string, now = Date.now()) {
  return (await readResetLink(env, token, now)).state;
}

function reset(token: string, password = CHOSEN, now = Date.now()) {
  return resetPassword(env, aRequest(), { token, password, now });
}

test("the link of the mail changes the password once, ends every session and confirms the address", async () => {
  const person = await aPersonWithPassword();
  await env.DB.prepare("UPDATE user SET email_verified = 0 WHERE id = ?1").bind(person.id).run();
  const cookie = await aCookie(person);
  const [mail] = await ask(` ${person.email.toUpperCase()} `);
  const token = tokenIn(mail);
  expect(await stateOf(token)).toBe("open");
  expect(await stateOf(token)).toBe("open");

  expect(await reset(token)).toMatchObject({ ok: true });
  expect((await call("/api/me", { as: { cookie } })).status).toBe(401);
  expect(await rowsOf("session", "user_id", person.id)).toBe(0);
  expect(await rowsOf("user", "email_verified = 1 AND id", person.id)).toBe(1);
  expect((await apiSignIn(person.email, PASSWORD)).status).toBe(401);
  expect((await apiSignIn(person.email, CHOSEN)).status).toBe(200);
  expect(await mailsTo(person.email, "password-changed")).toHaveLength(1);

  expect(await stateOf(token)).toBe("used");
  expect(await reset(token, "une autre phrase bien longue")).toEqual({ ok: false, reason: "LINK" });
});

test("of five uses at once, one changes the password", async () => {
  const person = await aPersonWithPassword();
  const token = tokenIn((await ask(person.email))[0]);
  const outcomes = await Promise.all(
    Array.from({ length: 5 }, (_, at) => reset(token, `${CHOSEN} numéro ${at}`)),
  );
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await mailsTo(person.email, "password-changed")).toHaveLength(1);
});

test("a link expires after an hour, and a new request replaces it", async () => {
  const { email } = await aPersonWithPassword();
  const now = Date.now();
  const first = tokenIn((await ask(email, now))[0]);
  expect(await stateOf(first, now + HOUR - 1)).toBe("open");
  expect(await stateOf(first, now + HOUR)).toBe("expired");
  expect(await reset(first, CHOSEN, now + HOUR)).toEqual({ ok: false, reason: "LINK" });
  const second = tokenIn((await ask(email, now))[1]);
  expect(await stateOf(first)).toBe("unknown");
  expect(await stateOf(second)).toBe("open");
  expect(await stateOf(`${second.slice(0, -1)}~`)).toBe("unknown");
  expect(await stateOf("")).toBe("unknown");
});

test("the secret of the link is not in the database, nor does a confirmation link open it", async () => {
  const person = await aPersonWithPassword();
  const token = tokenIn((await ask(person.email))[0]);
  expect(await rowsOf("account_link", "token_hash", token)).toBe(0);
  await env.DB.prepare("UPDATE account_link SET purpose = 'confirm-address' WHERE user_id = ?1")
    .bind(person.id)
    .run();
  expect(await stateOf(token)).toBe("unknown");
  expect(await reset(token)).toEqual({ ok: false, reason: "LINK" });
});

test("the link of a reset confirms no address", async () => {
  const person = await aPersonWithPassword();
  await env.DB.prepare("UPDATE user SET email_verified = 0 WHERE id = ?1").bind(person.id).run();
  const token = tokenIn((await ask(person.email))[0]);
  expect((await readConfirmLink(env, token, Date.now())).state).toBe("unknown");
  expect(await confirmAddress(env, token, Date.now())).toBe(false);
  expect(await stateOf(token)).toBe("open");
});

test("a password changed from the account ends the link that was mailed", async () => {
  const { id: userId, name, email } = await aPersonWithPassword();
  const token = tokenIn((await ask(email))[0]);
  const who = { userId, name, email, sessionId: "", origin: "http://localhost:8787" };
  const change = { ...who, present: PASSWORD, chosen: CHOSEN, now: Date.now() };
  expect(await changePassword(env, change)).toEqual({ ok: true });
  expect(await stateOf(token)).toBe("unknown");
});

test("a new password is no way around the second factor", async () => {
  const { person } = await aProtectedPerson();
  const token = tokenIn((await ask(person.email))[0]);
  expect(await reset(token)).toMatchObject({ ok: true });
  const answer = await apiSignIn(person.email, CHOSEN);
  expect(await answer.json()).toMatchObject({ twoFactorRedirect: true });
  expect(await rowsOf("session", "user_id", person.id)).toBe(0);
});

test("an address without account gets no mail, and the answer does not reveal it", async () => {
  const email = `${crypto.randomUUID()}@essai.test`;
  expect(await ask(email)).toEqual([]);
  const total = await env.DB.prepare(
    "SELECT COUNT(*) AS n FROM outbox WHERE recipient = ''",
  ).first<{
    n: number;
  }>();
  expect(total?.n).toBe(0);
});

test("three mails an hour for one address, thirty requests an hour from one network", async () => {
  const { email } = await aPersonWithPassword();
  const now = Date.now();
  for (let time = 0; time < 5; time += 1) await ask(email, now);
  expect(await mailsTo(email, "password-reset")).toHaveLength(3);
  expect(await ask(email, now + HOUR)).toHaveLength(4);

  const network = aNetwork();
  const people = await Promise.all(Array.from({ length: 32 }, () => aPerson()));
  for (const person of people) await ask(person.email, now, network);
  const mails = await Promise.all(people.map((each) => mailsTo(each.email, "password-reset")));
  expect(mails.flat()).toHaveLength(30);
});

test("a password that is easy to guess is refused, and the link still opens", async () => {
  const { email } = await aPersonWithPassword();
  const token = tokenIn((await ask(email))[0]);
  expect(await reset(token, "court")).toEqual({ ok: false, reason: "TOO_SHORT" });
  expect(await reset(token, "motdepasse2026")).toEqual({ ok: false, reason: "COMMON" });
  expect(await reset(token, "x".repeat(100_000))).toEqual({ ok: false, reason: "TOO_LONG" });
  expect(await reset(token, "CamilleEssai2026")).toEqual({ ok: false, reason: "PERSONAL" });
  expect(await stateOf(token)).toBe("open");
});

test("a person delayed by strangers signs in right after, and a sign-in waiting for its code ends", async () => {
  const person = await aPersonWithPassword();
  await env.DB.prepare(
    `INSERT INTO verification (id, identifier, value, expires_at, created_at, updated_at)
     VALUES (?1, '2fa-x', ?2, ?3, 1, 1)`,
  )
    .bind(crypto.randomUUID(), person.id, Date.now() + HOUR)
    .run();
  const network = aNetwork();
  for (let time = 0; time < 6; time += 1) await apiSignIn(person.email, "faux faux", { network });
  const token = tokenIn((await ask(person.email))[0]);
  await resetPassword(env, aRequest({ network }), { token, password: CHOSEN, now: Date.now() });
  expect(await rowsOf("verification", "value", person.id)).toBe(0);
  expect((await apiSignIn(person.email, CHOSEN, { network })).status).toBe(200);
});

test("links lead to the configured origin, whatever host the request names", async () => {
  const { email } = await aPersonWithPassword();
  const deployed = { ...env, DEMO: undefined, ORIGIN: "https://orga.example" };
  const request = new Request("https://evil.example/mot-de-passe-oublie", {
    headers: { Host: "evil.example", "CF-Connecting-IP": aNetwork() },
  });
  await requestPasswordReset(deployed, request, { email, now: Date.now() });
  const [mail] = await mailsTo(email, "password-reset");
  expect(mail).toContain("https://orga.example/mot-de-passe-oublie?jeton=");
  expect(mail).not.toContain("evil");
});
