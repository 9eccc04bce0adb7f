import { expect, test } from "vitest";
import {
  aPersonWithPassword,
  aProtectedPerson,
  apiSignIn,
  aRequest,
  begin,
  cookiesFrom,
  mailsTo,
  owner,
  PASSWORD,
  rowsOf,
} from "#tests/support/accounts.ts";
import { aCookie, call, env, type Person } from "#tests/support/factories.ts";
import { totp } from "#tests/support/totp.ts";
import { aVisitor } from "#tests/support/visitor.ts";
import { secondFactorWords } from "#words/accounts.ts";
import { completeSignIn } from "./complete-sign-in.ts";
import {
  beginSecondFactor,
  confirmSecondFactor,
  countRecoveryCodes,
  disableSecondFactor,
  renewRecoveryCodes,
} from "./second-factor.ts";

/** The cookies of a sign-in that waits for its code. */
async function aChallenge(person: Person): Promise<string[]> {
  return cookiesFrom((await apiSignIn(person.email, PASSWORD)).headers);
}

const complete = async (cookies: string[], code: string) =>
  await completeSignIn(env, aRequest({ cookies }), code);

test("a secret protects nothing until one code proves that the authenticator has it", async () => {
  const person = await aPersonWithPassword();
  const cookie = await aCookie(person);
  const { request, key } = await begin(person, cookie);
  expect((await apiSignIn(person.email, PASSWORD)).status).toBe(200);
  expect(await rowsOf("session", "user_id", person.id)).toBe(2);
  const wrong = String((Number(totp(key)) + 1) % 1_000_000).padStart(6, "0");
  for (const code of [wrong, "", "abcde-fghij", "9".repeat(10_000)]) {
    const refused = await confirmSecondFactor(env, request, { ...owner(person), code });
    expect(refused).toEqual({ ok: false });
  }
  const confirmed = await confirmSecondFactor(env, request, { ...owner(person), code: totp(key) });
  expect(confirmed).toMatchObject({ ok: true });
  expect(await mailsTo(person.email, "second-factor-changed")).toHaveLength(1);
  // The session is a new one: a stolen older session opens nothing.
  expect((await call("/api/me", { as: { cookie } })).status).toBe(401);
});

test("neither the secret nor the codes are readable in the database", async () => {
  const { person, key, codes } = await aProtectedPerson();
  const row = await env.DB.prepare("SELECT secret, backup_codes FROM two_factor WHERE user_id = ?1")
    .bind(person.id)
    .first<{ secret: string; backup_codes: string }>();
  expect(row?.secret).not.toContain(key);
  expect(codes).toHaveLength(10);
  for (const code of codes) expect(row?.backup_codes).not.toContain(code);
});

test("the password alone opens no session; the code does, and each code once", async () => {
  const { person, key } = await aProtectedPerson();
  const answer = await apiSignIn(person.email, PASSWORD);
  expect(await answer.json()).toMatchObject({ twoFactorRedirect: true });
  const names = answer.headers.getSetCookie();
  for (const header of names) expect(header).toMatch(/^__Host-.*; Path=\/; .*Secure/);
  const cookies = cookiesFrom(answer.headers);
  expect(cookies.map((cookie) => cookie.split("=")[0])).toEqual(["__Host-second-factor"]);
  expect((await call("/api/me", { as: { cookie: cookies.join("; ") } })).status).toBe(401);

  const code = totp(key);
  const opened = await complete(cookies, code);
  if (!opened.ok) throw new Error(opened.reason);
  const cookie = cookiesFrom(opened.headers).join("; ");
  expect(cookie).toContain("__Host-known=");
  expect((await call("/api/me", { as: { cookie } })).status).toBe(200);
  // The challenge has ended, and a code seen over a shoulder cannot be used again.
  expect(await complete(cookies, code)).toEqual({ ok: false, reason: "EXPIRED" });
  const before = await rowsOf("session", "user_id", person.id);
  expect(await complete(await aChallenge(person), code)).toEqual({ ok: false, reason: "USED" });
  expect(await rowsOf("session", "user_id", person.id)).toBe(before);
  expect(await complete(await aChallenge(person), totp(key, 1))).toMatchObject({ ok: true });
});

test("a recovery code opens once, even used twice at the same moment", async () => {
  const { person, codes } = await aProtectedPerson();
  const code = codes[0] ?? "";
  const challenges = [await aChallenge(person), await aChallenge(person)];
  const outcomes = await Promise.all(challenges.map((cookies) => complete(cookies, code)));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await complete(await aChallenge(person), code)).toEqual({ ok: false, reason: "INVALID" });
  expect(await countRecoveryCodes(env, aRequest(), person.id)).toBe(9);
  const typed = ` ${codes[1]?.toUpperCase().replace("-", " ")} `;
  expect(await complete(await aChallenge(person), typed)).toMatchObject({ ok: true });
});

test("five codes a sign-in, ten wrong ones in a row a quarter of an hour, the password in between", async () => {
  const { person, key } = await aProtectedPerson();
  const wrong = String((Number(totp(key)) + 500_000) % 1_000_000).padStart(6, "0");
  const first = await aChallenge(person);
  for (let time = 0; time < 5; time += 1) {
    expect(await complete(first, wrong)).toEqual({ ok: false, reason: "INVALID" });
  }
  expect(await complete(first, totp(key))).toEqual({ ok: false, reason: "EXPIRED" });
  const second = await aChallenge(person);
  for (let time = 0; time < 5; time += 1) await complete(second, wrong);
  const third = await aChallenge(person);
  expect(await complete(third, totp(key))).toEqual({ ok: false, reason: "LOCKED" });
  await env.DB.prepare("UPDATE two_factor SET locked_until = ?2 WHERE user_id = ?1")
    .bind(person.id, Date.now() - 1)
    .run();
  expect(await complete(third, totp(key))).toMatchObject({ ok: true });
});

test("a challenge that is forged, expired or missing leads back to the password", async () => {
  const { person, key } = await aProtectedPerson();
  const expired = { ok: false, reason: "EXPIRED" };
  expect(await complete([], totp(key))).toEqual(expired);
  expect(await complete(["__Host-second-factor=2fa-abc.def"], totp(key))).toEqual(expired);
  const cookies = await aChallenge(person);
  await env.DB.prepare("UPDATE verification SET expires_at = 1 WHERE value = ?1")
    .bind(person.id)
    .run();
  expect(await complete(cookies, totp(key))).toEqual(expired);
});

test("an open session does not replace the challenge: the code page turns nothing on", async () => {
  const person = await aPersonWithPassword();
  const cookie = await aCookie(person);
  const { key } = await begin(person, cookie);
  expect(await complete([cookie], totp(key))).toEqual({ ok: false, reason: "EXPIRED" });
  expect(await rowsOf("user", "two_factor_enabled = 1 AND id", person.id)).toBe(0);
});

test("starting requires the password and is refused when on; two starts at once leave one secret", async () => {
  const person = await aPersonWithPassword();
  const cookie = await aCookie(person);
  const request = aRequest({ cookies: [cookie] });
  const wrong = { ...owner(person), password: "faux faux faux" };
  expect(await beginSecondFactor(env, request, wrong)).toEqual({
    ok: false,
    reason: "WRONG_PASSWORD",
  });
  await Promise.all([begin(person, cookie), begin(person, cookie)]);
  expect(await rowsOf("two_factor", "user_id", person.id)).toBe(1);
  const on = await aProtectedPerson();
  const again = { ...owner(on.person), password: PASSWORD };
  expect(await beginSecondFactor(env, aRequest(on), again)).toEqual({
    ok: false,
    reason: "ALREADY",
  });
});

test("new recovery codes replace the old ones, and turning it off deletes everything", async () => {
  const { person, codes, cookies } = await aProtectedPerson();
  const request = aRequest({ cookies });
  const password = PASSWORD;
  const renewed = await renewRecoveryCodes(env, request, { ...owner(person), password });
  if (!renewed.ok) throw new Error(renewed.reason);
  const challenge = await aChallenge(person);
  expect(await complete(challenge, codes[2] ?? "")).toEqual({ ok: false, reason: "INVALID" });
  expect(await complete(challenge, renewed.codes[2] ?? "")).toMatchObject({ ok: true });

  const refused = await disableSecondFactor(env, { ...owner(person), password: "faux faux" });
  expect(refused).toEqual({ ok: false, reason: "WRONG_PASSWORD" });
  const pending = await aChallenge(person);
  expect(await disableSecondFactor(env, { ...owner(person), password })).toEqual({ ok: true });
  expect(await rowsOf("two_factor", "user_id", person.id)).toBe(0);
  expect(await complete(pending, "123456")).toEqual({ ok: false, reason: "EXPIRED" });
  const answer = await apiSignIn(person.email, PASSWORD);
  expect(cookiesFrom(answer.headers).join()).toContain("__Host-session=");
  expect(await mailsTo(person.email, "second-factor-changed")).toHaveLength(2);
});

test("a second factor cannot be started before the address is confirmed", async () => {
  const person = await aPersonWithPassword();
  await env.DB.prepare("UPDATE user SET email_verified = 0 WHERE id = ?1").bind(person.id).run();
  const cookie = await aCookie(person);
  const request = aRequest({ cookies: [cookie] });
  const input = { ...owner(person), password: PASSWORD };
  expect(await beginSecondFactor(env, request, input)).toEqual({ ok: false, reason: "UNVERIFIED" });
  expect(await rowsOf("two_factor", "user_id", person.id)).toBe(0);

  const go = aVisitor({ draws: true, cookie });
  const page = await go("/compte/double-authentification");
  expect(page.text).toContain(secondFactorWords.unverified);
  expect(page.text).not.toContain('name="password"');
  const sent = await go("/compte/double-authentification", { intent: "begin", password: PASSWORD });
  expect(sent.location).toBe("/compte/double-authentification");

  await env.DB.prepare("UPDATE user SET email_verified = 1 WHERE id = ?1").bind(person.id).run();
  expect(await beginSecondFactor(env, request, input)).toMatchObject({ ok: true });
});
