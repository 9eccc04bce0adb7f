import { createExecutionContext } from "cloudflare:test";
import { expect, test } from "vitest";
import { aMember, aSchool, call, env, ORIGIN } from "#tests/support/factories.ts";
import worker from "#tests/support/worker-entry.ts";

function expectProtected(answer: Response): void {
  const told = Object.fromEntries(answer.headers);
  expect(told).toMatchObject({
    "content-type": "application/problem+json; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
  });
  expect(told["content-security-policy"]).toContain("default-src 'none'");
  expect(told["strict-transport-security"]).toContain("max-age=");
}

test("a socket that is refused is answered with the headers of every page", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const stranger = await aMember(await aSchool());
  const live = `/api/organizations/${school.uai}/imports/live`;
  const upgrade = { Upgrade: "websocket", Origin: ORIGIN };
  const refusals: Array<[number, Parameters<typeof call>[1]]> = [
    [403, { as: admin, headers: { ...upgrade, Origin: "https://evil.example" } }],
    [401, { headers: upgrade }],
    [404, { as: stranger, headers: upgrade }],
    [426, { as: admin, headers: { Origin: ORIGIN } }],
  ];
  for (const [status, init] of refusals) {
    const answer = await call(live, init);
    expect(answer.status).toBe(status);
    expectProtected(answer);
  }
  expect((await call(live, { as: admin, headers: upgrade })).status).toBe(101);
});

test("a service that must not run answers so with the headers of every page", async () => {
  const away = new Request("https://demo.example/connexion");
  const demo = await worker.fetch(away, env, createExecutionContext());
  const here = new Request(`${ORIGIN}/connexion`);
  const weak = await worker.fetch(here, { ...env, AUTH_SECRET: "x" }, createExecutionContext());
  for (const answer of [demo, weak]) {
    expect(answer.status).toBe(503);
    expectProtected(answer);
  }
});
