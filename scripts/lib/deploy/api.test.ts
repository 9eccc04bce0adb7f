import { createServer, type ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { listAll, openApi } from "./api.ts";
import { adviceForTool, explain } from "./api-error.ts";

type Answer = (response: ServerResponse) => void;

/** What the server answers next; the last one for ever. */
let answers: Answer[] = [];
let calls = 0;
const pauses: number[] = [];
const server = createServer((_, response) => {
  const answer = answers[Math.min(calls, answers.length - 1)];
  calls += 1;
  answer?.(response);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  vi.stubEnv("CLOUDFLARE_API_BASE_URL", `http://127.0.0.1:${port}`);
  vi.stubEnv("CLOUDFLARE_API_TOKEN", "a-token");
  vi.stubEnv("CLOUDFLARE_ACCOUNT_ID", "an-account");
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

beforeEach(() => {
  calls = 0;
  pauses.length = 0;
});

const sending =
  (status: number, body: unknown): Answer =>
  (response) => {
    response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
  };
const refusing = (status: number, code: number, message: string) =>
  sending(status, { success: false, errors: [{ code, message }] });
const fine = sending(200, { success: true, result: ["it"] });
const htmlOf502 = sending(502, "<html>Bad gateway");
const slowDown = refusing(429, 971, "Please wait and consider throttling: rate limit exceeded");
const cut: Answer = (response) => {
  response.writeHead(200, { "Content-Length": 100 }).write('{"success": tr');
  setImmediate(() => response.destroy());
};

async function ask(path: string, method = "GET"): Promise<unknown> {
  const api = await openApi(async (ms) => void pauses.push(ms));
  return await api.ask(path, { method }).catch(explain);
}

test.each([
  ["a 502 of HTML", htmlOf502],
  ["a 500", refusing(500, 10001, "internal error")],
  ["too many calls", slowDown],
  ["an answer that is cut", cut],
  ["half an answer", sending(200, '{"success": tr')],
  ["a connection that breaks", (response: ServerResponse) => void response.destroy()],
])("%s, once, is asked again", async (_, answer) => {
  answers = [answer, fine];
  expect(await ask("/queues")).toEqual(["it"]);
  expect(calls).toBe(2);
  expect(pauses).toEqual([1000]);
});

test("what creates is asked once, unless it was not taken", async () => {
  answers = [htmlOf502, fine];
  await expect(ask("/queues", "POST")).rejects.toThrow(/HTTP 502[\s\S]*goes on where it stopped/);
  expect(calls).toBe(1);
  calls = 0;
  const api = await openApi(async () => {});
  expect(await api.ask("/query", { method: "POST", isQuestion: true })).toEqual(["it"]);
  answers = [slowDown, fine];
  calls = 0;
  expect(await ask("/queues", "POST")).toEqual(["it"]);
});

test.each<[string, Answer, RegExp, string?]>([
  ["a 502 of HTML", htmlOf502, /HTTP 502[\s\S]*not well now/],
  ["too many calls", slowDown, /takes no more calls for now: wait/],
  ["an answer that is cut", cut, /does not answer \(.+\): look at the network/],
  ["R2 that is not enabled", refusing(403, 10042, "Please enable R2"), /Enable R2 once/],
  ["a quota", refusing(400, 7406, "maximum number of databases"), /at its limit/],
  ["a free plan", refusing(403, 100129, "Queues needs a Paid plan"), /needs the Workers Paid plan/],
  ["an unknown account", refusing(404, 7003, "Could not route"), /ACCOUNT_ID is not an account/],
  [
    "a right that lacks",
    refusing(403, 10000, "Authentication error"),
    /permission \(here Queues Edit\)/,
  ],
  ["another right", refusing(403, 10000, "No"), /\(here D1 Edit\)/, "/d1/database?page=1"],
  [
    "another right",
    refusing(403, 10000, "No"),
    /\(here Workers R2 Storage Edit\)/,
    "/r2/buckets/b",
  ],
  [
    "another right",
    refusing(403, 10000, "No"),
    /\(here Workers Scripts Edit\)/,
    "/workers/subdomain",
  ],
])("%s, each time, is told with advice that fits", async (_, answer, advice, path = "/queues") => {
  answers = [answer];
  const refusal = await ask(path).catch((error: Error) => error.message);
  expect(refusal).toMatch(advice);
  expect(String(refusal).split("\n").length).toBeLessThan(3);
});

test("behind a proxy that node does not use, it says how to use it", async () => {
  vi.stubEnv("HTTPS_PROXY", "http://proxy.example.fr:3128");
  answers = [cut];
  await expect(ask("/queues")).rejects.toThrow(/NODE_USE_ENV_PROXY=1 uses its proxy/);
  vi.stubEnv("HTTPS_PROXY", undefined);
});

test("a list is read to its end, however short its pages", async () => {
  const page = (...names: string[]) => sending(200, { success: true, result: names });
  answers = [page("a", "b"), page("c"), page()];
  const api = await openApi();
  expect(await listAll<string>(api, "/queues", (name) => name)).toEqual(["a", "b", "c"]);
  answers = [sending(200, { success: true, result: null })];
  expect(await listAll<string>(api, "/queues", (name) => name)).toEqual([]);
  answers = [page("a", "b")];
  expect(await listAll<string>(api, "/queues", (name) => name)).toEqual(["a", "b"]);
});

test.each([
  [
    "workers/scripts/a",
    "CPU limits are not supported for the Free plan [code: 100328]",
    /Paid plan \(dash/,
  ],
  [
    "workers/scripts/a/schedules",
    "exceeded the limit of 5 cron triggers [code: 10072]",
    /at its limit/,
  ],
  [
    "workers/scripts/a/schedules",
    "Authentication error [code: 10000]",
    /\(here Workers Scripts Edit\)/,
  ],
  [
    "workers/scripts/a/domains/records",
    "Authentication error [code: 10000]",
    /here Workers Routes Edit/,
  ],
  ["queues/q/consumers", "Authentication error [code: 10000]", /here Queues Edit/],
  ["d1/database/d/query", "internal error [code: 7500]", /not well now/],
  ["d1/database/d/query", "no such column: x [code: 7500]", /^null$/],
])("what wrangler was refused has the same advice: %s, %s", (path, words, advice) => {
  const call = `A request to the Cloudflare API (/accounts/x/${path}) failed.`;
  const alone = `\u001b[1m${call}\u001b[0m\n\n  ${words}`;
  const listed = `${call}\n        - ${words}`;
  expect(String(adviceForTool(alone))).toMatch(advice);
  expect(String(adviceForTool(listed))).toMatch(advice);
});

test("an account is chosen only when there is one", async () => {
  vi.stubEnv("CLOUDFLARE_ACCOUNT_ID", "");
  const accounts = [
    { id: "a1", name: "Amiens" },
    { id: "a2", name: "Lille" },
  ];
  answers = [sending(200, { success: true, result: accounts })];
  await expect(openApi()).rejects.toThrow(/CLOUDFLARE_ACCOUNT_ID[\s\S]*a1 Amiens\n {2}a2 Lille/);
  answers = [sending(200, { success: true, result: accounts.slice(1) })];
  expect((await openApi()).accountId).toBe("a2");
  answers = [refusing(403, 10000, "No")];
  await expect(openApi()).rejects.toThrow(/\(here Account Settings Read\)/);
  vi.stubEnv("CLOUDFLARE_ACCOUNT_ID", "an-account");
});

test("a token that was badly copied is not shown", async () => {
  vi.stubEnv("CLOUDFLARE_API_TOKEN", "half of\nit");
  const refusal = await openApi().catch((error: Error) => error.message);
  expect(refusal).toMatch(/copy it again/);
  expect(refusal).not.toContain("half");
  vi.stubEnv("CLOUDFLARE_API_TOKEN", "a-token");
});
