import { expect, onTestFinished, test, vi } from "vitest";
import {
  aPersonWithPassword,
  apiSignIn,
  aRequest,
  cookiesFrom,
  mailsTo,
  PASSWORD,
  rowsOf,
  tokenIn,
} from "#tests/support/accounts.ts";
import { aCookie, aMember, aSchool, call, env } from "#tests/support/factories.ts";
import { anActivation, aReachableSchool } from "#tests/support/team.ts";
import { aVisitor } from "#tests/support/visitor.ts";
import { asOpenRequest } from "../platform/traffic.ts";
import { type Asker, hashInTurn } from "./hash-queue.ts";
import { hashPassword } from "./password.ts";
import { requestPasswordReset } from "./reset-password.ts";

test("between two hashes that wait, another request is answered", async () => {
  const school = await aSchool();
  const cookie = await aCookie(await aMember(school));
  const ended: string[] = [];
  const hashes = Array.from({ length: 4 }, async (_, at) => {
    await hashPassword(`phrase numéro ${at}`);
    ended.push(`hash ${at}`);
  });
  const page = call(`/api/organizations/${school.uai}/pupils`, { as: { cookie } }).then(
    ({ status }) => ended.push(`page ${status}`),
  );
  await Promise.all([...hashes, page]);
  // One hash may be computed first, never two: the page reads the database several times.
  expect(ended.indexOf("page 200")).toBeLessThanOrEqual(1);
  expect(ended.filter((one) => one.startsWith("hash"))).toEqual(
    [0, 1, 2, 3].map((at) => `hash ${at}`),
  );
});

/** On a busy machine a hash soon has waited so long that it lets no more pages pass: here no time passes. */
function stopTheClock() {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
}

test("a requested hash is computed after a page that came later, then the next page", async () => {
  stopTheClock();
  const ended: string[] = [];
  const hash = async (at: number) => {
    await hashPassword(`phrase numéro ${at}`);
    ended.push(`hash ${at}`);
    await call("/healthz");
    ended.push(`page after ${at}`);
  };
  await Promise.all([hash(0), hash(1), hash(2)]);
  for (const at of [0, 1]) {
    expect(ended.indexOf(`page after ${at}`)).toBeLessThan(ended.indexOf(`hash ${at + 1}`));
  }
});

test("even the first hash of the queue lets open pages end", async () => {
  stopTheClock();
  const ended: string[] = [];
  const page = asOpenRequest(async () => {
    for (let query = 0; query < 3; query += 1) await env.DB.prepare("SELECT 1").first();
    ended.push("page");
  });
  const hash = hashInTurn("known", () => ended.push("hash"));
  await Promise.all([page, hash]);
  expect(ended).toEqual(["page", "hash"]);
});

test("beyond the limit strangers are refused at once, and known askers pass them", async () => {
  const { email } = await aPersonWithPassword();
  const cookies = cookiesFrom((await apiSignIn(email, PASSWORD)).headers);
  const line = fillLine("stranger", 32);
  const refused = await apiSignIn("personne@essai.test", "douze lettres");
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ code: "BUSY" });
  const head = hashInTurn("known", () => line.ended.length);
  const known = apiSignIn(email, PASSWORD, { cookies });
  line.release();
  // Behind the hash that was next, before the other strangers.
  expect(await head).toBe(1);
  expect((await known).status).toBe(200);
  await line.drained;
  expect(line.ended).toHaveLength(32);
});

test("every page that hashes answers 503 when busy, and the link and the attempt stay usable", async () => {
  const person = await aPersonWithPassword();
  const cookie = await aCookie(person);
  const token = await anActivation(await aReachableSchool());
  await requestPasswordReset(env, aRequest(), { email: person.email, now: Date.now() });
  const reset = tokenIn((await mailsTo(person.email, "password-reset"))[0]);
  const anonymous = aVisitor({ draws: true });
  const invited = aVisitor({ draws: true });
  const mailed = aVisitor({ draws: true });
  const signedIn = aVisitor({ draws: true, cookie });
  await invited(`/rejoindre?jeton=${token}`);
  await mailed(`/mot-de-passe-oublie?jeton=${reset}`);
  const before = await rowsOf("attempt", "1", "1");
  const chosen = "trois lampes sur le quai";
  const email = `${crypto.randomUUID()}@essai.test`;
  const account = { firstName: "Zoé", lastName: "Essai", email, password: chosen, terms: "on" };
  const forms = [
    () => anonymous("/connexion", { email: person.email, password: PASSWORD }),
    () => invited("/rejoindre", { intent: "sign-in", email: person.email, password: PASSWORD }),
    () => invited("/rejoindre", { intent: "sign-up", ...account }),
    () => mailed("/mot-de-passe-oublie", { password: chosen }),
    () => signedIn("/compte/mot-de-passe", { present: PASSWORD, chosen }),
    () => signedIn("/compte/double-authentification", { intent: "begin", password: PASSWORD }),
  ];
  const line = fillLine("known", 48);
  for (const { status, headers, text } of await Promise.all(forms.map((send) => send()))) {
    expect(status).toBe(503);
    expect(Number(headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(text).toContain("Beaucoup de personnes se connectent en ce moment");
  }
  expect(await rowsOf("attempt", "1", "1")).toBe(before);
  line.release();
  await line.drained;
  // Nothing was consumed: the link makes an account, the other changes the password.
  expect((await forms[2]?.())?.status).toBe(303);
  expect((await forms[3]?.())?.status).toBe(303);
});

/** As many hashes as may wait; none of them ends before `release`. */
function fillLine(asker: Asker, count: number) {
  const gate = Promise.withResolvers<void>();
  const ended: number[] = [];
  const hashes = Array.from({ length: count }, async (_, at) => {
    await hashInTurn(asker, () => gate.promise);
    ended.push(at);
  });
  return { ended, release: gate.resolve, drained: Promise.all(hashes) };
}
