import { createExecutionContext } from "cloudflare:test";
import { expect, test } from "vitest";
import { aMember, aSchool, call, deliver, env, ORIGIN } from "#tests/support/factories.ts";
import { overhear } from "#tests/support/overheard.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
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

test("/healthz says which version answers, and fails while a database takes no write", async () => {
  const url = `${ORIGIN}/healthz`;
  const ask = async (by: Env) => {
    const asked = { ...by, DEMO: "", VERSION: "c0ffee" };
    const answer = await worker.fetch(new Request(url), asked, createExecutionContext());
    return { status: answer.status, told: await answer.json() };
  };
  expect(await ask(env)).toEqual({ status: 200, told: { ok: true, version: "c0ffee" } });
  const told = { ok: false, version: "c0ffee", databases: ["central"] };
  expect(await ask({ ...env, DB: readOnly(env.DB) })).toEqual({ status: 503, told });
  const full = { ...env, SCHOOLS_2: readOnly(env.SCHOOLS_2) };
  expect(await ask(full)).toEqual({ status: 503, told: { ...told, databases: ["schools-2"] } });
});

test("the id of a request goes with its work into the queue, and is in the answer", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const heard = overhear(env);
  const file = aSiecleFile(school, somePupils(2));
  const upload = new Request(`${ORIGIN}/api/organizations/${school.uai}/imports`, {
    method: "POST",
    headers: {
      Cookie: admin.cookie,
      Origin: ORIGIN,
      "X-Filename": "eleves.xml",
      "Content-Length": String(file.length),
    },
    body: new Uint8Array(file),
  });
  const sent: unknown[] = [];
  const IMPORTS = { send: async (body: unknown) => void sent.push(body) } as unknown as Queue;
  const answer = await worker.fetch(upload, { ...env, IMPORTS }, createExecutionContext());
  expect(answer.status).toBe(202);
  await deliver("imports", sent[0]);
  heard.stop();
  const said = heard.said().split("\n");
  const requestId = `"requestId":"${answer.headers.get("X-Request-Id")}"`;
  for (const event of ["import.received", "import.ended"]) {
    expect(said.filter((line) => line.includes(event)).join()).toContain(requestId);
  }
});

/** The same database, which still answers questions. */
function readOnly(db: D1Database): D1Database {
  const refuse = () => Promise.reject(new Error("D1_ERROR: database or disk is full"));
  return new Proxy(db, {
    get: (target, name) => {
      if (name === "batch") return refuse;
      const value = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
