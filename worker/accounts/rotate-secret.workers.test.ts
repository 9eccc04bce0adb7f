import { createExecutionContext } from "cloudflare:test";
import { expect, test } from "vitest";
import {
  aProtectedPerson,
  apiSignIn,
  aRequest,
  cookiesFrom,
  PASSWORD,
} from "#tests/support/accounts.ts";
import { aCookie, aMember, aSchool, env, ORIGIN } from "#tests/support/factories.ts";
import { totp } from "#tests/support/totp.ts";
import worker from "#tests/support/worker-entry.ts";
import { runSweeps } from "../platform/sweep.ts";
import { completeSignIn } from "./complete-sign-in.ts";
import { SECRET_SWEEP } from "./rotate-secret.ts";
import { countRecoveryCodes } from "./second-factor.ts";

const NEW = "another-secret-for-the-tests-of-32-characters";
/** While the secret is changed, and after the previous one was deleted. */
const changing: Env = { ...env, AUTH_SECRET: NEW, AUTH_SECRET_PREVIOUS: env.AUTH_SECRET };
const changed: Env = { ...env, AUTH_SECRET: NEW };

async function statusOf(by: Env, cookie: string): Promise<number> {
  const request = new Request(`${ORIGIN}/api/me`, { headers: { Cookie: cookie } });
  return (await worker.fetch(request, by, createExecutionContext())).status;
}

test("a session of the previous secret stays open while that one is known", async () => {
  const { cookie } = await aMember(await aSchool());
  expect(await statusOf(env, cookie)).toBe(200);
  expect(await statusOf(changing, cookie)).toBe(200);
  expect(await statusOf(changing, `__Host-known=abc; ${cookie}`)).toBe(200);
  const forged = cookie.replace(/=(.)/, (_, first) => (first === "a" ? "=b" : "=a"));
  expect(await statusOf(changing, forged)).toBe(401);
  expect(await statusOf(changed, cookie)).toBe(401);
});

test("a second factor of the previous secret still opens, and is encrypted anew by its use", async () => {
  const { person, key } = await aProtectedPerson();
  // A sign-in that was begun before the change ends after it.
  const challenge = cookiesFrom((await apiSignIn(person.email, PASSWORD)).headers);
  const request = () => aRequest({ cookies: challenge });
  const opened = await completeSignIn(changing, request(), totp(key));
  if (!opened.ok) throw new Error(opened.reason);
  expect(await statusOf(changed, cookiesFrom(opened.headers).join("; "))).toBe(200);
  expect(await countRecoveryCodes(changed, aRequest(), person.id)).toBe(10);
});

test("the cron encrypts every second factor anew, so that the previous secret can be deleted", async () => {
  const { person } = await aProtectedPerson();
  await expect(countRecoveryCodes(changed, aRequest(), person.id)).rejects.toThrow("not found");
  await runSweeps(changing, [SECRET_SWEEP], Date.now());
  expect(await countRecoveryCodes(changed, aRequest(), person.id)).toBe(10);
  // The other tests of this file's database keep the secret of before.
  const back = { ...env, AUTH_SECRET_PREVIOUS: NEW };
  await runSweeps(back, [SECRET_SWEEP], Date.now());
  expect(await countRecoveryCodes(env, aRequest(), person.id)).toBe(10);
  expect(await statusOf(env, await aCookie(person))).toBe(200);
});
