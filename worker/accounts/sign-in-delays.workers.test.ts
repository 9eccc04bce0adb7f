import { expect, test } from "vitest";
import {
  aNetwork,
  aPersonWithPassword,
  apiSignIn,
  aRequest,
  cookiesFrom,
  PASSWORD,
} from "#tests/support/accounts.ts";
import { env } from "#tests/support/factories.ts";
import { MINUTE } from "../platform/clock.ts";
import { recordFailure } from "../platform/failure-throttle.ts";
import { findPlace } from "./place.ts";
import { signIn } from "./sign-in.ts";

/** Records wrong passwords from these networks directly, without hashing. */
async function strangersFail(email: string, networks: string[]) {
  for (const network of networks) {
    const { throttles } = await findPlace(env, aRequest({ network }), email);
    await recordFailure(env, throttles, Date.now());
  }
}

async function letTimePass(ms: number) {
  await env.DB.prepare("UPDATE attempt SET at = at - ?1").bind(ms).run();
}

test("after five wrong passwords from one place the next waits a minute, even the right one", async () => {
  const { email } = await aPersonWithPassword();
  const network = aNetwork();
  for (let time = 0; time < 5; time += 1) {
    expect((await apiSignIn(email, "un autre mot", { network })).status).toBe(401);
  }
  const delayed = await apiSignIn(email, PASSWORD, { network });
  expect(delayed.status).toBe(429);
  expect(Number(delayed.headers.get("Retry-After"))).toBeGreaterThan(50);
  const page = await signIn(env, aRequest({ network }), { email, password: PASSWORD });
  expect(page).toMatchObject({ ok: false, reason: "TOO_MANY" });
  // Another network counts as another place.
  expect((await apiSignIn(email, PASSWORD)).status).toBe(200);
  await letTimePass(MINUTE);
  expect((await apiSignIn(email, PASSWORD, { network })).status).toBe(200);
  // The failures are forgotten.
  expect((await apiSignIn(email, "un autre mot", { network })).status).toBe(401);
});

test("an unknown address waits as a known one, in any spelling", async () => {
  const network = aNetwork();
  await strangersFail("personne.du.tout@essai.test", Array(5).fill(network));
  const answer = await apiSignIn("Personne.du.Tout@essai.test ".trim(), PASSWORD, { network });
  expect(answer.status).toBe(429);
});

test("strangers' failures stop strangers, never a browser or a network that signed in before", async () => {
  const { email } = await aPersonWithPassword();
  const school = aNetwork();
  const opened = await apiSignIn(email, PASSWORD, { network: school });
  const known = cookiesFrom(opened.headers).filter((cookie) => cookie.startsWith("__Host-known="));
  expect(known).toHaveLength(1);

  await strangersFail(email, Array.from({ length: 60 }, aNetwork));
  expect((await apiSignIn(email, PASSWORD)).status).toBe(429);
  expect((await apiSignIn(email, PASSWORD, { network: school })).status).toBe(200);
  expect((await apiSignIn(email, PASSWORD, { cookies: known })).status).toBe(200);

  // A pupil on the school's network delays that network, not the head teacher's browser.
  await strangersFail(email, Array(9).fill(school));
  expect((await apiSignIn(email, PASSWORD, { network: school })).status).toBe(429);
  const browser = { network: school, cookies: known };
  expect((await apiSignIn(email, PASSWORD, browser)).status).toBe(200);
});

test("the cookie of a known browser opens nothing, and a forged one counts as a stranger's", async () => {
  const { email } = await aPersonWithPassword();
  const opened = await apiSignIn(email, PASSWORD);
  const header = opened.headers.getSetCookie().find((one) => one.startsWith("__Host-known="));
  expect(header).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  await strangersFail(email, Array.from({ length: 60 }, aNetwork));
  const forged = [`__Host-known=${"A".repeat(43)}`];
  expect((await apiSignIn(email, PASSWORD, { cookies: forged })).status).toBe(429);
  // A browser known for one account is not known for another.
  const other = await aPersonWithPassword();
  await strangersFail(other.email, Array.from({ length: 60 }, aNetwork));
  const cookies = cookiesFrom(opened.headers);
  expect((await apiSignIn(other.email, PASSWORD, { cookies })).status).toBe(429);
});

test("of twelve guesses sent at once, five get an answer, even if a late one is right", async () => {
  const { email } = await aPersonWithPassword();
  const network = aNetwork();
  const guesses = [...Array.from({ length: 11 }, (_, at) => `essai numéro ${at}`), PASSWORD];
  const answers = await Promise.all(guesses.map((guess) => apiSignIn(email, guess, { network })));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(5);
  expect(statuses.filter((status) => status === 429)).toHaveLength(7);
  const { n } = (await env.DB.prepare(
    "SELECT COUNT(*) AS n FROM session JOIN user ON user.id = user_id WHERE email = ?1",
  )
    .bind(email)
    .first<{ n: number }>()) ?? { n: -1 };
  expect(n).toBe(0);
});

test("a hash made with older parameters is renewed by the sign-in", async () => {
  const person = await aPersonWithPassword();
  const { scryptSync } = await import("node:crypto");
  const salt = Buffer.from("sel de seize oct");
  const key = scryptSync(PASSWORD.normalize("NFKC"), salt, 32, { N: 2 ** 14, r: 8, p: 1 });
  const old = `scrypt$14$8$1$${salt.toString("base64")}$${key.toString("base64")}`;
  await env.DB.prepare("UPDATE account SET password = ?2 WHERE user_id = ?1")
    .bind(person.id, old)
    .run();
  expect((await apiSignIn(person.email, PASSWORD)).status).toBe(200);
  const stored = await env.DB.prepare("SELECT password FROM account WHERE user_id = ?1")
    .bind(person.id)
    .first<{ password: string }>();
  expect(stored?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect((await apiSignIn(person.email, PASSWORD)).status).toBe(200);
});
