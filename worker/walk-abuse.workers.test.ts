import { createExecutionContext } from "cloudflare:test";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { ABUSES, abusive } from "#tests/support/abuse.ts";
import { aCookie, env, ORIGIN } from "#tests/support/factories.ts";
import { appWithPages } from "#tests/support/page-worker.ts";
import { holdingsOf, pathOf, ROUTES } from "#tests/support/policy-walk.ts";
import { recordDatabase } from "#tests/support/recorded-database.ts";
import { aWorld } from "#tests/support/walked-world.ts";

/**
 * Sends every writing route of the table of policies all the requests that stopped the product or might: a route added
 * to the table is tested without a change here. Each request is refused, and the next one is answered.
 */

const WRITES = ROUTES.filter(({ method }) => method !== "GET");
/** These routes first check whether their caller may send a file. */
const TAKE_FILES =
  /(eleves\/import|certifications|campagnes|(certifications|campaigns)\/results|operator\/organizations|:uai\/imports)$/;
let world: Awaited<ReturnType<typeof aWorld>>;
beforeAll(async () => {
  world = await aWorld();
});
afterEach(() => {
  vi.restoreAllMocks();
});

type Who = "anonymous" | "admin" | "operator";

async function headersOf(who: Who): Promise<{ cookie: string | null; token: string | null }> {
  const { admin } = world.people;
  return {
    cookie: who === "admin" ? await aCookie(admin) : null,
    token: who === "operator" ? "demo-operator" : null,
  };
}

test("the table has writing routes of pages, of the API and of the operator", () => {
  expect(new Set(WRITES.map(({ policy }) => policy)).size).toBe(6);
});

const WALKS = WRITES.flatMap(({ key, policy, ...route }) => {
  const people: Who[] = policy === "operator" ? ["anonymous", "operator"] : ["anonymous", "admin"];
  return people.map((who) => ({ key, who, route: { key, policy, ...route } }));
});

/** Silences everything that the product prints. */
function listen() {
  const printed = [vi.spyOn(console, "log"), vi.spyOn(console, "warn"), vi.spyOn(console, "error")];
  for (const each of printed) each.mockImplementation(() => undefined);
  return { lines: () => printed.reduce((sum, { mock }) => sum + mock.calls.length, 0) };
}

test.each(WALKS)("$key refuses every abuse of $who", async ({ key, who, route }) => {
  const { walked } = world;
  const before = await holdingsOf(walked);
  const { cookie, token } = await headersOf(who);
  const url = `${ORIGIN}${pathOf(route, walked.school.uai, walked)}`;
  const printed = listen();
  for (const address of route.isPage ? [url, `${url}.data`] : [url]) {
    for (const abuse of ABUSES) {
      const request = abusive(abuse, address, { method: route.method, cookie });
      if (token) request.headers.set("Authorization", `Bearer ${token}`);
      const lines = printed.lines();
      const database = recordDatabase(env.DB);
      const answer = await appWithPages.fetch(
        request,
        { ...env, DB: database.DB },
        createExecutionContext(),
      );
      const said = `${key}: ${abuse.name}: ${(await answer.text()).slice(0, 200)}`;
      expect(answer.status, said).toBeGreaterThanOrEqual(400);
      expect(answer.status, said).toBeLessThan(500);
      expect(printed.lines() - lines, said).toBeLessThanOrEqual(1);
      // Where no file is accepted, a refused request costs only its reading.
      if (!TAKE_FILES.test(key)) expect(database.ran, said).toEqual([]);
    }
  }
  expect(await holdingsOf(walked)).toBe(before);
  const health = new Request(`${ORIGIN}/healthz`);
  expect((await appWithPages.fetch(health, env, createExecutionContext())).status).toBe(200);
});
