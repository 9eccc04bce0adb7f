import { expect, inject, test } from "vitest";
import { aSiecleFile, somePupils, THIS_YEAR } from "#tests/support/siecle-file.ts";
import type { Import } from "#worker/imports/view.ts";
import { anApiClient, anEmptySchool, openBrowser } from "./support.ts";

/** The public contract (`docs/api.md`), called over HTTP on the built app as an outside program would. */

const { visit } = openBrowser();

async function send(path: string, init: RequestInit & { cookie?: string } = {}) {
  const { cookie, ...rest } = init;
  const url = inject("url");
  const headers = new Headers(rest.headers);
  headers.set("Origin", url);
  if (cookie) headers.set("Cookie", cookie);
  const answer = await fetch(`${url}${path}`, { ...rest, headers });
  const text = await answer.text();
  const type = answer.headers.get("Content-Type") ?? "";
  return {
    status: answer.status,
    headers: answer.headers,
    body: type.includes("json") ? JSON.parse(text) : text,
  };
}

test("the calls of an import answer as documented", async () => {
  const { uai } = await anEmptySchool();
  const client = await anApiClient();
  const { cookie } = client;
  const base = `/api/organizations/${uai}/imports`;
  const upload = (file: Uint8Array, headers: Record<string, string> = {}) =>
    send(base, {
      method: "POST",
      body: new Uint8Array(file),
      headers: { "X-Filename": "%C3%A9.xml", ...headers },
      cookie,
    });

  const accepted = await upload(
    aSiecleFile({ uai }, [...somePupils(3), { ine: "", firstName: "Zoé" }]),
  );
  expect(accepted).toMatchObject({
    status: 202,
    body: { id: expect.any(String), status: "received" },
  });
  const { id } = accepted.body;
  expect(accepted.headers.get("Location")).toBe(`${base}/${id}`);
  const told = await client.waitForEnd(uai, id, 20_000);
  expect(told).toEqual({
    id,
    status: "done",
    filename: "é.xml",
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    createdBy: "Camille Demo",
    finishedAt: expect.stringMatching(/Z$/),
    progress: { bytes: expect.any(Number), totalBytes: expect.any(Number), rows: 4 },
    counts: { added: 3, changed: 0, unchanged: 0, reactivated: 0, deactivated: 0, skipped: 1 },
    errors: [],
    errorCount: 0,
    revision: expect.any(Number),
    schoolYear: THIS_YEAR,
    exportedAt: "2026-09-02T08:15:00",
    reasons: [],
    anomalies: [],
  } satisfies Import);
  expect(told.progress.bytes).toBe(told.progress.totalBytes);

  expect((await send(base, { cookie })).body).toEqual({ total: 1, imports: [told] });
  expect((await send(`${base}/${id}/skipped`, { cookie })).body).toMatchObject({
    total: 1,
    skipped: [{ reason: "NO_INE", pupil: "Zoé MOREAU" }],
  });
  expect((await send(`${base}/${id}/changes?kind=added`, { cookie })).body).toMatchObject({
    total: 3,
    changes: [{ kind: "added", pupil: "Noé GARNIER0000", division: "6A" }, {}, {}],
  });
  expect(
    (await send(`${base}/${id}/changes?format=csv`, { cookie })).headers.get("Content-Type"),
  ).toContain("text/csv");
  for (const action of ["confirm", "cancel", "retry"]) {
    const refused = await send(`${base}/${id}/${action}`, { method: "POST", cookie });
    expect(refused, action).toMatchObject({ status: 409, body: { status: 409, code: "CONFLICT" } });
  }
  const undone = await send(`${base}/${id}/undo`, { method: "POST", cookie });
  expect(undone).toMatchObject({ status: 200, body: { id, status: "undone" } });
});

test("an upload is refused at once for its length, its size and its format, and the next call is answered", async () => {
  const { uai } = await anEmptySchool();
  const { cookie } = await anApiClient();
  const path = `/api/organizations/${uai}/imports`;
  const large = new Uint8Array(50 * 2 ** 20 + 1);
  const stream = () => new Blob([aSiecleFile({ uai }, somePupils(3000)).slice()]).stream();
  for (let round = 0; round < 3; round += 1) {
    const endless = await send(path, {
      method: "POST",
      body: stream(),
      cookie,
      ...{ duplex: "half" },
    });
    expect(endless).toMatchObject({ status: 411, body: { code: "LENGTH_REQUIRED" } });
    const huge = await send(path, { method: "POST", body: large, cookie });
    expect(huge).toMatchObject({ status: 413, body: { code: "PAYLOAD_TOO_LARGE" } });
    const picture = await send(path, {
      method: "POST",
      body: `PNG${"x".repeat(3_000_000)}`,
      cookie,
    });
    expect(picture.headers.get("Content-Type")).toContain("application/problem+json");
    expect(picture).toMatchObject({
      status: 415,
      body: {
        type: expect.any(String),
        title: expect.any(String),
        status: 415,
        detail: expect.stringContaining(".xml"),
        code: "FORMAT_NOT_SUPPORTED",
      },
    });
    // A write: it is not repeated automatically when its connection was cut.
    expect((await send("/demo/seed", { method: "POST" })).status).toBe(200);
  }
});

test("roles and schools are kept separate", async () => {
  const admin = await anApiClient();
  const member = await anApiClient("membre@demo.test");
  const college = "/api/organizations/0808088X";
  const me = (await send("/api/me", { cookie: member.cookie })).body;
  expect(me.user).toEqual({ name: "Dominique Demo", email: "membre@demo.test" });
  // Other journeys add this person to schools of their own.
  const own = { uai: "0808088X", name: "Collège Jean Demo", kind: "sco-menj", role: "member" };
  expect(me.organizations).toContainEqual(own);
  expect(JSON.stringify(me)).not.toContain("0801234A");
  expect((await send("/api/me")).status).toBe(401);
  expect(
    (await send(`${college}/imports`, { method: "POST", body: "<x/>", cookie: member.cookie }))
      .status,
  ).toBe(403);
  const foreign = await send("/api/organizations/0801234A/pupils", { cookie: member.cookie });
  const unknown = await send("/api/organizations/9999999Z/pupils", { cookie: admin.cookie });
  expect([foreign.status, unknown.status]).toEqual([404, 404]);
  expect(foreign.body).toEqual(unknown.body);
});

test("the pupils of the demo are listed, searched and sorted", async () => {
  const { cookie } = await anApiClient("membre@demo.test");
  const path = "/api/organizations/0808088X/pupils";
  const first = (await send(`${path}?sort=-lastName&page=2`, { cookie })).body;
  expect(first).toMatchObject({ page: 2, pageSize: 50 });
  expect(first.total).toBeGreaterThan(600);
  expect(first.divisions.length).toBeGreaterThan(20);
  expect(Object.keys(first.pupils[0]).sort()).toEqual([
    "birthDate",
    "deactivatedAt",
    "division",
    "firstName",
    "id",
    "lastName",
  ]);
  const one = (await send(`${path}?search=zzzz`, { cookie })).body;
  expect(one).toMatchObject({ total: 0, pupils: [] });
});

test("the live socket sends the whole state on connecting, then each change", async () => {
  const { uai } = await anEmptySchool();
  const client = await anApiClient();
  const visitor = await visit({ as: "admin@demo.test" });
  const page = await visitor.newPage();
  await page.goto("/documentation");
  await page.evaluate((path) => {
    const told: unknown[] = [];
    Object.assign(window, { told });
    const socket = new WebSocket(new URL(path, location.origin).href.replace(/^http/, "ws"));
    socket.onmessage = ({ data }) => told.push(JSON.parse(data));
  }, `/api/organizations/${uai}/imports/live`);
  const told = (): Promise<Array<{ import: Import | null }>> => page.evaluate("window.told");
  await expect.poll(told).toEqual([{ import: null }]);
  const answer = await client.upload(uai, aSiecleFile({ uai }, somePupils(5)), "a.xml");
  expect(answer.status).toBe(202);
  await expect
    .poll(async () => (await told()).at(-1)?.import)
    .toMatchObject({
      status: "done",
      counts: { added: 5 },
    });
  await visitor.close();
});

test("the app says it is healthy, and unknown addresses of the API are 404", async () => {
  expect(await send("/healthz")).toMatchObject({
    status: 200,
    body: { ok: true, version: expect.any(String) },
  });
  expect((await send("/api/nowhere")).status).toBe(404);
});

test("a body that is no form and an invalid address are refused, never a failure of ours", async () => {
  const { cookie } = await anApiClient();
  const bodies: Array<RequestInit> = [
    {},
    { body: "{}", headers: { "Content-Type": "application/json" } },
    { body: "x", headers: { "Content-Type": "multipart/form-data; boundary=b" } },
  ];
  for (const path of ["/connexion", "/etablissements/0808088X/eleves/import"]) {
    for (const init of bodies) {
      const answer = await send(path, { method: "POST", cookie, ...init });
      expect([path, answer.status]).toEqual([path, 400]);
    }
  }
  const misspelt = await send("/etablissements/%E0%A4%A/eleves", { cookie });
  expect(misspelt.status).toBe(404);
});
