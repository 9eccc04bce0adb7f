import { beforeAll, expect, test } from "vitest";
import { aPersonWithPassword, PASSWORD } from "#tests/support/accounts.ts";
import { aCampaign } from "#tests/support/campaigns.ts";
import { countCalls } from "#tests/support/counted-calls.ts";
import {
  aMember,
  aReceipt,
  aSchool,
  call,
  env,
  importFile,
  inSchool,
  theBase,
} from "#tests/support/factories.ts";
import { aResult } from "#tests/support/results.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { aVisitor } from "#tests/support/visitor.ts";
import { runImport } from "./imports/run/run-import.ts";
import { loadImport } from "./imports/store.ts";
import { gatherReads } from "./platform/gather-reads.ts";
import { POLICIES } from "./policies.ts";

/**
 * How often a request asks the databases, and how many of these calls wait for one another: a person waits for those.
 * The first call of each is the session; then one batch in the school's database and, where a page also shows people,
 * one in the central database at the same moment.
 */

let school: Awaited<ReturnType<typeof aSchool>>;
let admin: Awaited<ReturnType<typeof aMember>>;
let ids: Record<string, string> = {};

beforeAll(async () => {
  school = await aSchool();
  admin = await aMember(school);
  await importFile(school, admin, aSiecleFile(school, somePupils(3)));
  const last = await importFile(school, admin, aSiecleFile(school, somePupils(4)));
  // What the newest import is refused for is read with it.
  await importFile(school, admin, aSiecleFile(school, [{ sex: "" }]));
  const pupilId = (await theBase(school))[0]?.id ?? "";
  const { number } = await aResult(school, { pupilId });
  const campaign = await aCampaign(school);
  ids = { pupil: pupilId, import: last.id, number, campaign, division: "6A" };
  // The visit of the hour is recorded: most requests write nothing.
  await env.DB.prepare("UPDATE membership SET last_seen_at = ?1").bind(Date.now()).run();
});

const withIds = (path: string) => path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? "");

async function countsOf(path: string) {
  const { bindings, count } = countCalls(env);
  const answer = await aVisitor({ bindings, cookie: admin.cookie })(path);
  expect(answer.status, path).toBe(200);
  return count;
}

const PAGES: Array<[path: string, calls: number, inRow: number]> = [
  ["", 3, 2],
  ["/eleves", 2, 2],
  ["/eleves?search=mar&division=6A", 2, 2],
  ["/eleves?level=6e", 2, 2],
  ["/eleves/:pupil", 2, 2],
  ["/eleves/listes", 2, 2],
  ["/eleves/import", 2, 2],
  ["/eleves/import/:import/modifies", 2, 2],
  ["/certifications", 3, 3],
  ["/certifications/a-rattacher", 2, 2],
  ["/certifications/resultats/:number", 2, 2],
  ["/campagnes", 2, 2],
  ["/campagnes/creer", 2, 2],
  ["/campagnes/a-rattacher", 2, 2],
  ["/campagnes/archives", 2, 2],
  ["/campagnes/:campaign", 3, 3],
  ["/campagnes/:campaign/classes/:division", 3, 3],
  ["/equipe", 3, 2],
  ["/equipe/invitations", 3, 2],
  ["/equipe/inviter", 2, 2],
  ["/journal", 3, 2],
  ["/recherche?q=mar", 2, 2],
];

test("the calls of every page of a school are counted", () => {
  const shapeOf = (path: string) => path.replace(/\?.*/, "").replace(/:\w+/g, ":id");
  const counted = PAGES.map(([path]) => shapeOf(path).replace("modifies", ":id"));
  const pages = Object.keys(POLICIES)
    .flatMap((key) => /^GET \/etablissements\/:uai(.*)$/.exec(key)?.[1] ?? [])
    // It only leads back to the page of certifications.
    .filter((path) => path !== "/certifications/archives");
  expect(pages.length).toBeGreaterThan(15);
  expect(pages.filter((path) => !counted.includes(shapeOf(path)))).toEqual([]);
});

test.each(PAGES)(
  "the page %s asks the databases %i times, %i in a row",
  async (page, calls, inRow) => {
    const count = await countsOf(withIds(`/etablissements/${school.uai}${page}`));
    expect([count.calls, count.inRow], count.sql.join("\n")).toEqual([calls, inRow]);
  },
);

const OTHERS: Array<[path: string, calls: number, inRow: number]> = [
  ["/api/me", 1, 1],
  ["/api/organizations/:uai/pupils", 2, 2],
  ["/api/organizations/:uai/imports", 2, 2],
  ["/api/organizations/:uai/imports/:import", 2, 2],
  ["/api/organizations/:uai/imports/:import/errors", 2, 2],
  ["/api/organizations/:uai/imports/:import/skipped", 2, 2],
  ["/api/organizations/:uai/imports/:import/changes", 2, 2],
  ["/api/organizations/:uai/certifications/divisions", 2, 2],
  ["/api/organizations/:uai/campaigns?year=2026-2027", 2, 2],
  ["/api/organizations/:uai/campaigns/waiting", 2, 2],
  ["/api/organizations/:uai/campaigns/:campaign", 3, 3],
  ["/api/organizations/:uai/campaigns/:campaign/participants", 3, 3],
  ["/api/organizations/:uai/journal", 3, 2],
  ["/compte", 2, 2],
  ["/documentation", 1, 1],
];

/** Files, a socket, and the state of a document that must be made first. */
const NOT_COUNTED = /(\.csv|\.pdf|\/export|\/live|\/file|\/documents\/:id|\/archives\/:id)$/;

test("the calls of every answer of the API are counted", () => {
  const shapeOf = (path: string) => path.replace(/\?.*/, "").replace(/:(?!uai)\w+/g, ":id");
  const counted = OTHERS.map(([path]) => shapeOf(path));
  const answers = Object.keys(POLICIES)
    .flatMap((key) => /^GET (\/api\/(?:me|organizations).*)$/.exec(key)?.[1] ?? [])
    .filter((path) => !NOT_COUNTED.test(path));
  expect(answers.length).toBeGreaterThan(10);
  expect(answers.filter((path) => !counted.includes(shapeOf(path)))).toEqual([]);
});

test.each(OTHERS)("%s asks the databases %i times, %i in a row", async (path, calls, inRow) => {
  const count = await countsOf(withIds(path.replace(":uai", school.uai)));
  expect([count.calls, count.inRow], count.sql.join("\n")).toEqual([calls, inRow]);
});

test("only an import that waits for an answer makes its page ask once more", async () => {
  const home = await aSchool();
  const as = await aMember(home);
  await importFile(home, as, aSiecleFile(home, somePupils(60)));
  const { status } = await importFile(home, as, aSiecleFile(home, somePupils(10)));
  expect(status).toBe("awaiting-confirmation");
  const { bindings, count } = countCalls(env);
  const page = `/etablissements/${home.uai}/eleves/import`;
  // The first page of the hour records the visit.
  await aVisitor({ bindings: env, cookie: as.cookie })(page);
  expect((await aVisitor({ bindings, cookie: as.cookie })(page)).status).toBe(200);
  expect(count.inRow, count.sql.join("\n")).toBe(3);
});

test("a visitor without a cookie costs no call", async () => {
  const { bindings, count } = countCalls(env);
  for (const path of ["/connexion", "/documentation", "/mentions-legales"]) {
    expect((await aVisitor({ bindings })(path)).status).toBe(200);
  }
  expect(count.calls).toBe(0);
});

test("a sign-in asks the databases once before the password and twice after it, and leads straight to the school", async () => {
  const person = await aPersonWithPassword();
  const { bindings, count } = countCalls(env);
  const go = aVisitor({ bindings });
  const credentials = { email: person.email, password: PASSWORD };
  expect((await go("/connexion", credentials)).location).toBe("/");
  expect([count.calls, count.inRow], count.sql.join("\n")).toEqual([3, 3]);
  await env.DB.prepare(
    "INSERT INTO membership (organization_id, user_id, role, joined_at) VALUES (?1, ?2, 'member', 1)",
  )
    .bind(school.id, person.id)
    .run();
  const arrived = await aVisitor({ bindings })("/connexion", credentials);
  expect(arrived.location).toBe(`/etablissements/${school.uai}`);
});

test("an upload asks the databases 3 times in a row, and its import 6 times until it is done", async () => {
  const home = await aSchool();
  const as = await aMember(home);
  const file = aSiecleFile(home, somePupils(3));
  const upload = countCalls(env);
  // Its message does not arrive: the import runs below, and is counted.
  const bindings = { ...upload.bindings, IMPORTS: { ...env.IMPORTS, send: aReceipt } };
  const sent = await call(`/api/organizations/${home.uai}/imports`, {
    ...{ method: "POST", as, bindings },
    headers: { "X-Filename": "eleves.xml", "Content-Length": String(file.byteLength) },
    body: new Uint8Array(file),
  });
  const { id }: { id: string } = JSON.parse(await sent.text());
  const { sql } = upload.count;
  expect([upload.count.calls, upload.count.inRow], sql.join("\n")).toEqual([3, 3]);

  const run = countCalls(env);
  // The desk is told after each step; the cleaning that follows the last one makes nobody wait.
  let atLastStep = 0;
  const IMPORT_DESK = new Proxy(env.IMPORT_DESK, {
    get: (desks, name) => {
      if (name === "getByName") atLastStep = run.count.inRow;
      const value: unknown = Reflect.get(desks, name);
      return typeof value === "function" ? value.bind(desks) : value;
    },
  });
  const hint = { organizationId: home.id, importId: id, epoch: 0 };
  await runImport({ ...run.bindings, IMPORT_DESK }, hint);
  expect((await loadImport(inSchool(home), id))?.status).toBe("done");
  expect(atLastStep, run.count.sql.join("\n")).toBe(6);
});

test("the count sees calls that wait for one another, and those that do not", async () => {
  const { bindings, count } = countCalls(env);
  const one = () => bindings.DB.prepare("SELECT 1").first();
  await Promise.all([one(), one()]);
  await one();
  expect([count.calls, count.inRow]).toEqual([3, 2]);
});

test("reads of one turn travel together; each gets its own rows, in any form", async () => {
  const { bindings, count } = countCalls(env);
  const { DB, SCHOOLS_1 } = gatherReads(bindings);
  const [first, column, all, batch, other] = await Promise.all([
    DB.prepare("SELECT 1 AS a, ?1 AS b").bind("x").first(),
    DB.prepare("SELECT 2 AS a").first("a"),
    DB.prepare("SELECT value AS v FROM json_each('[3,4]')").all(),
    DB.batch([DB.prepare("SELECT 5 AS v"), DB.prepare("SELECT 6 AS v WHERE 0")]),
    SCHOOLS_1.prepare("WITH x AS (SELECT 7 AS v) SELECT v FROM x").first(),
  ]);
  expect([first, column, all.results]).toEqual([{ a: 1, b: "x" }, 2, [{ v: 3 }, { v: 4 }]]);
  expect(batch.map(({ results }) => results)).toEqual([[{ v: 5 }], []]);
  expect(other).toEqual({ v: 7 });
  expect([count.calls, count.inRow]).toEqual([2, 1]);
});

test("rows as lists keep every column, two of one name too", async () => {
  const { bindings, count } = countCalls(env);
  const { DB } = gatherReads(bindings);
  const person = { id: admin.id, name: admin.name };
  const lists = await Promise.all(
    [
      'select "id", "name" from "user" where "id" = ?',
      'select "id", "id" from "user" where "id" = ?',
    ].map((sql) => DB.prepare(sql).bind(admin.id).raw()),
  );
  expect(lists).toEqual([[[person.id, person.name]], [[person.id, person.id]]]);
  expect(count.calls).toBe(2);
});

test("a write is sent by itself at once, and a failed read fails with its own error", async () => {
  const { bindings, count } = countCalls(env);
  const { DB } = gatherReads(bindings);
  const key = crypto.randomUUID();
  const insert = "INSERT INTO attempt (key, at) VALUES (?1, 1) RETURNING key";
  expect(await DB.prepare(insert).bind(key).first("key")).toBe(key);
  const wrong = DB.prepare("SELECT abs(-9223372036854775808)").first();
  const right = DB.prepare("SELECT 1").first();
  await expect(wrong).rejects.toThrow("overflow");
  await expect(right).rejects.toThrow();
  expect(count.calls).toBe(2);
});
