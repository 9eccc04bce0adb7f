import { expect, test } from "vitest";
import {
  aNetwork,
  aPersonWithPassword,
  apiSignIn,
  cookiesFrom,
  mailsTo,
  PASSWORD,
} from "#tests/support/accounts.ts";
import { env } from "#tests/support/factories.ts";
import { aVisitor } from "#tests/support/visitor.ts";
import { consumeAttempt } from "../platform/attempts.ts";
import { MINUTE } from "../platform/clock.ts";

/** Whose attempts delay whom (decision 0011), and that a wait is always announced. */

test("after sixty wrong passwords in a minute a network waits, and others are let in", async () => {
  const network = aNetwork();
  for (let time = 0; time < 59; time += 1) await aFailureFrom(network);
  const sixtieth = await apiSignIn("personne@essai.test", "x", { network });
  const next = await apiSignIn("personne@essai.test", "x", { network });
  const elsewhere = await apiSignIn("personne@essai.test", "x");
  expect([sixtieth.status, next.status, elsewhere.status]).toEqual([401, 429, 401]);
  const seconds = Number(next.headers.get("Retry-After"));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
});

test("a browser that the account knows is not limited by its network, whatever came from there", async () => {
  const { email } = await aPersonWithPassword();
  const network = aNetwork();
  const cookies = await knownBrowser(email, network);
  for (let time = 0; time < 60; time += 1) await aFailureFrom(network);
  expect((await apiSignIn(email, PASSWORD, { network })).status).toBe(429);
  expect((await apiSignIn(email, PASSWORD, { network, cookies })).status).toBe(200);
  const head = aVisitor({ network, cookie: cookies[0] ?? "" });
  expect((await head("/connexion", { email, password: PASSWORD })).location).toBe("/");
});

test("a malformed sign-in does not count, and a right password does not count for the network", async () => {
  const { email } = await aPersonWithPassword();
  const network = aNetwork();
  const before = await countAttempts();
  const go = aVisitor({ network });
  for (const malformed of ["", "x", "a@b", "é@essai.test", "a".repeat(5000), "x@essai.test"]) {
    const password = malformed === "x@essai.test" ? "" : PASSWORD;
    expect((await apiSignIn(malformed, password, { network })).status, malformed).toBe(400);
    expect((await go("/connexion", { email: malformed, password })).status, malformed).toBe(400);
  }
  expect((await apiSignIn(email, "x".repeat(257), { network })).status).toBe(400);
  expect((await apiSignIn(email, PASSWORD, { network })).status).toBe(200);
  expect(await countAttempts()).toBe(before);
});

test("a browser that the account knows may ask for a new password, however many others asked", async () => {
  const { email } = await aPersonWithPassword();
  const network = aNetwork();
  const [cookie = ""] = await knownBrowser(email, network);
  const stranger = aVisitor({ network });
  const answers = [];
  for (let time = 0; time < 4; time += 1) {
    answers.push(await stranger("/mot-de-passe-oublie", { email }));
  }
  for (let time = 0; time < 28; time += 1) {
    answers.push(await stranger("/mot-de-passe-oublie", { email: `p${time}@essai.test` }));
  }
  const statuses = answers.map(({ status }) => status);
  expect(statuses).toEqual([303, 303, 303, 429, ...Array(27).fill(303), 429]);
  const [perAddress, perNetwork] = answers.filter(({ status }) => status === 429);
  expect(perAddress?.text).toContain("trois demandes ont déjà été faites");
  expect(perNetwork?.text).toContain("depuis votre réseau");
  for (const refused of [perAddress, perNetwork]) {
    expect(refused?.text).toMatch(/Aucun (nouvel )?e-mail n’a été envoyé/);
    expect(Number(refused?.headers.get("Retry-After"))).toBeGreaterThan(3000);
  }
  expect(await mailsTo(email, "password-reset")).toHaveLength(3);
  const own = aVisitor({ network, cookie });
  expect((await own("/mot-de-passe-oublie", { email })).location).toBe(
    "/mot-de-passe-oublie?envoye",
  );
  expect(await mailsTo(email, "password-reset")).toHaveLength(4);
});

test("an address without account is refused a new password in the same way as one with an account", async () => {
  const { email } = await aPersonWithPassword();
  const texts = [];
  for (const address of [email, `${crypto.randomUUID()}@essai.test`]) {
    const go = aVisitor();
    for (let time = 0; time < 3; time += 1) {
      expect((await go("/mot-de-passe-oublie", { email: address })).status).toBe(303);
    }
    const refused = await go("/mot-de-passe-oublie", { email: address });
    const { done } = JSON.parse(refused.text);
    texts.push(`${refused.status} ${JSON.stringify(done).replaceAll(address, "…")}`);
  }
  expect(texts[0]).toBe(texts[1]);
});

/** The cookie by which this account recognises the browser that just signed in. */
async function knownBrowser(email: string, network: string): Promise<string[]> {
  const { headers } = await apiSignIn(email, PASSWORD, { network });
  return cookiesFrom(headers).filter((cookie) => cookie.startsWith("__Host-known="));
}

async function aFailureFrom(network: string) {
  const limit = { key: `sign-in failures network ${network}`, limit: 60, windowMs: MINUTE };
  await consumeAttempt(env, [limit], Date.now());
}

async function countAttempts(): Promise<number> {
  const row = await env.DB.prepare("SELECT COUNT(*) AS n FROM attempt").first<{ n: number }>();
  return row?.n ?? -1;
}
