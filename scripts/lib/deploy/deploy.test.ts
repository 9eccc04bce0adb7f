import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { unstable_readConfig } from "wrangler";
import { backUp, openBackup, restore } from "../backup/backup.ts";
import { openRemote } from "../backup/place.ts";
import { run as runTool } from "../run.ts";
import { deploy } from "./deploy.ts";
import { ACCOUNT_ID } from "./pretend/account.ts";
import { type Cloud, openPretendCloud, TOKEN } from "./pretend/cloud.ts";
import { RUNNERS } from "./secrets.ts";
import { parseSettings, type Settings } from "./settings.ts";

vi.setConfig({ testTimeout: 180_000 });

/**
 * The whole deployment, by the real wrangler, against a small pretend Cloudflare on loopback. The tests are the steps of
 * one story, in order: they share the account, because each deployment costs seconds.
 */

const LEGAL = {
  name: "Académie d’Essai",
  address: "a",
  director: "b",
  host: "c",
  dpo: "d",
  support: "e",
};
const root = mkdtempSync(`${tmpdir()}/deployment-`);
const builtConfig = `${root}/build/server/wrangler.json`;
const said: string[] = [];
let cloud: Cloud;

beforeAll(async () => {
  cloud = await openPretendCloud();
  vi.stubEnv("CLOUDFLARE_API_BASE_URL", cloud.url);
  vi.stubEnv("CLOUDFLARE_ACCOUNT_ID", ACCOUNT_ID);
  vi.stubEnv("CLOUDFLARE_API_TOKEN", TOKEN);
  for (const runner of RUNNERS) vi.stubEnv(runner, "");
  vi.stubEnv("CLOUDFLARE_ENV", "another");
  vi.spyOn(console, "log").mockImplementation((words) => void said.push(String(words)));
  for (const folder of [
    "migrations/central",
    "migrations/schools",
    "build/server",
    "build/client",
  ]) {
    mkdirSync(`${root}/${folder}`, { recursive: true });
  }
  writeFileSync(
    `${root}/migrations/central/0000_base.sql`,
    "CREATE TABLE organization (id TEXT) STRICT;",
  );
  writeFileSync(
    `${root}/migrations/schools/0000_base.sql`,
    "CREATE TABLE pupil (n INTEGER) STRICT;",
  );
  writeFileSync(`${root}/build/client/icone.svg`, "<svg/>");
  writeFileSync(`${root}/build/server/index.js`, "export class ImportDesk {}\nexport default {};");
  const {
    triggers,
    vars,
    r2_buckets,
    queues,
    durable_objects,
    migrations,
    limits,
    compatibility_date,
  } = unstable_readConfig({ config: "wrangler.toml" });
  const ours = {
    triggers,
    vars,
    r2_buckets,
    queues,
    durable_objects,
    migrations,
    limits,
    compatibility_date,
  };
  const built = {
    main: "index.js",
    no_bundle: true,
    assets: { directory: "../client", binding: "ASSETS" },
  };
  writeFileSync(builtConfig, JSON.stringify({ name: "pix-orga", ...built, ...ours }));
});

afterAll(async () => {
  await cloud.close();
  rmSync(root, { recursive: true });
});

function settingsWith(changes: Partial<Record<keyof Settings, unknown>> = {}): Settings {
  const base = {
    origin: "https://orga.example.fr",
    mailFrom: "a@example.fr",
    legal: LEGAL,
    jurisdiction: "eu",
  };
  return parseSettings("essai", { ...base, schoolDatabases: 2, ...changes });
}

/** Deploys and answers what it said; the new version answers at once unless `probe` says otherwise. */
async function run(options: { environment?: string; version?: string; settings?: Settings } = {}) {
  const { environment = "essai", version = "c0ffee", settings = settingsWith() } = options;
  said.length = 0;
  cloud.calls.length = 0;
  const probe = async () => Response.json({ ok: true, version });
  await deploy({ environment, settings, version, builtConfig, root, healthSeconds: 0, probe });
  return said.join("\n");
}

/** An empty database with our real tables. */
function openMigrated(kind: "central" | "schools"): DatabaseSync {
  const db = new DatabaseSync(":memory:");
  const files = readdirSync(`migrations/${kind}`).filter((file) => file.endsWith(".sql"));
  for (const file of files.sort()) db.exec(readFileSync(`migrations/${kind}/${file}`, "utf8"));
  return db;
}

const runShell = async (line: string) => await runTool("bash", ["-c", line]);
const changes = () => cloud.calls.filter((call) => !call.startsWith("GET"));
const databaseNamed = (name: string) =>
  [...cloud.account.databases.values()].find((each) => each.name === name);
const tablesOf = (name: string) =>
  databaseNamed(name)
    ?.sqlite.prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'sqlite_sequence' ORDER BY name",
    )
    .all()
    .map((row) => row.name);

test("without a sign-in, or with one that is refused, it says how to sign in", async () => {
  vi.stubEnv("CLOUDFLARE_API_TOKEN", "another");
  await expect(run()).rejects.toThrow(
    /does not take this sign-in for this account[\s\S]*CLOUDFLARE_API_TOKEN/,
  );
  vi.stubEnv("CLOUDFLARE_API_TOKEN", "");
  vi.stubEnv("HOME", root);
  vi.stubEnv("XDG_CONFIG_HOME", root);
  await expect(run()).rejects.toThrow(
    /Nobody is signed in to Cloudflare: run "npx wrangler login"/,
  );
  vi.stubEnv("CLOUDFLARE_API_TOKEN", TOKEN);
});

test("what is foreign or outside the Union is refused, all at once, before anything is created", async () => {
  const { account } = cloud;
  account.subdomain = null;
  account.queues.set("pix-orga-essai-mails", {});
  account.queues.set("pix-orga-essai-imports", { jurisdiction: "eu", script: "shop" });
  account.buckets.set("pix-orga-essai-files", {});
  account.queues.set("pix-orga-essai-mails-dead", {
    jurisdiction: "eu",
    consumers: [{ type: "http_pull", consumer_id: "c" }],
  });
  account.queues.set("pix-orga-essai-documents", {
    jurisdiction: "eu",
    producers: [{ type: "worker", script: "shop" }],
  });
  account.domains.set("orga.example.fr", "shop");
  account.routes.push(
    { pattern: "*.example.fr/basket/*", script: "shop" },
    { pattern: "example.fr/*", script: "blog" },
  );
  account.dns.push({ name: "orga.example.fr", type: "A", content: "192.0.2.7" });
  const refusal = await run().catch((error: Error) => error.message);
  expect(refusal).toContain("Nothing was created or changed");
  expect(refusal).toContain("no workers.dev subdomain");
  expect(refusal).toContain("The queue pix-orga-essai-mails is without a jurisdiction");
  expect(refusal).toContain("The queue pix-orga-essai-imports is read by shop");
  expect(refusal).toContain('The R2 bucket pix-orga-essai-files is in "default"');
  expect(refusal).toContain("orga.example.fr is the domain of the Worker shop");
  expect(refusal).toContain("already has a DNS record (A 192.0.2.7)");
  expect(refusal).toContain("pix-orga-essai-mails-dead is read by http_pull");
  expect(refusal).toContain("pix-orga-essai-documents is written by shop");
  expect(refusal).toContain("on the route *.example.fr/basket/* of the Worker shop");
  expect(refusal).not.toContain("blog");
  expect(changes()).toEqual([]);
  account.subdomain = "essai";
  account.dns.length = 0;
  account.routes.length = 0;
  account.queues.clear();
  account.buckets.clear();
  account.domains.clear();
});

test("a domain that no zone holds, and a Worker or database of another application, are refused too", async () => {
  const { scripts, databases } = cloud.account;
  const settings = settingsWith({ origin: "https://orga.autre.fr" });
  await expect(run({ settings })).rejects.toThrow(
    /No domain of this account[^(]*\(example\.fr\) holds orga\.autre\.fr/,
  );
  const shop = {
    metadata: { bindings: [{ type: "kv_namespace", name: "KV" }] },
    secrets: new Set(["X"]),
  };
  scripts.set("pix-orga-essai", { ...shop, crons: [], deployments: ["v"] });
  await expect(run()).rejects.toThrow(/the Worker pix-orga-essai is not ours/);
  scripts.clear();
  const sqlite = new DatabaseSync(":memory:");
  databases.set("theirs", { name: "pix-orga-essai-schools-02", jurisdiction: "eu", sqlite });
  const query =
    "CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE basket (id)";
  sqlite.exec(query);
  const theirs =
    /schools-02 holds what we did not make \((basket|0001_shop\.sql)…\): it is another/;
  await expect(run()).rejects.toThrow(theirs);
  sqlite.exec("INSERT INTO d1_migrations VALUES (1, '0001_shop.sql')");
  await expect(run()).rejects.toThrow(theirs);
  databases.clear();
  expect(changes().filter((call) => !call.endsWith("/query"))).toEqual([]);
});

test("secrets are not made on a runner that would lose them", async () => {
  const { account } = cloud;
  // The command prints what it could not find out about the domain, and goes on.
  const told = [
    ["active", "GITHUB_ACTIONS", /^$/],
    ["pending", "GITLAB_CI", /domain example\.fr is pending: orga\.example\.fr answers when/],
    [null, "JENKINS_URL", /sees no domain in the account: if none holds orga\.example\.fr/],
  ] as const;
  for (const [zone, runner, words] of told) {
    account.zone = zone;
    vi.stubEnv(runner, "true");
    await expect(run()).rejects.toThrow(
      /lacks AUTH_SECRET, OPERATOR_TOKEN[\s\S]*from a machine of yours/,
    );
    expect(changes()).toEqual([]);
    expect(said.join("\n")).toMatch(words);
    vi.stubEnv(runner, "");
  }
  account.zone = "active";
});

const readSecrets = () =>
  JSON.parse(readFileSync(`${root}/.wrangler/deploy/essai.secrets.json`, "utf8"));
let firstSecrets: unknown;

test("an account at its quota keeps what was made, and the next run goes on", async () => {
  cloud.account.databaseQuota = 2;
  cloud.account.showsZones = false;
  await expect(run()).rejects.toThrow(
    /maximum number of databases[\s\S]*The account is at its limit[\s\S]*it goes on where it stopped/,
  );
  expect(cloud.account.databases.size).toBe(2);
  expect(cloud.account.scripts.size).toBe(0);
  expect(said.join("\n")).toContain("(AUTH_SECRET: new, OPERATOR_TOKEN: new)");
  expect(said.join("\n")).toMatch(/may not read the DNS records of orga\.example\.fr.*replaced/);
  firstSecrets = readSecrets();
  cloud.account.databaseQuota = 50;
  cloud.account.showsZones = true;
});

test("a database that cannot be migrated stops it before the code goes up", async () => {
  const second = `${root}/migrations/schools/0001_second.sql`;
  writeFileSync(second, "CREATE INDEX pupil_by_name ON pupil (name);");
  await expect(run()).rejects.toThrow(/schools-01 was not migrated: 1 of 3 databases were/);
  expect(tablesOf("pix-orga-essai-central")).toEqual(["d1_migrations", "organization"]);
  expect(tablesOf("pix-orga-essai-schools-02")).toEqual([]);
  expect(cloud.account.scripts.size).toBe(0);
  writeFileSync(second, "CREATE TABLE schooling (n INTEGER) STRICT;");
});

test("a domain that cannot be attached is told, and the next run completes everything", async () => {
  cloud.account.hasZone = false;
  await expect(run()).rejects.toThrow(
    /No zone of this account[\s\S]*new code is in service, but not all[\s\S]*deploy again, which completes it/,
  );
  cloud.account.hasZone = true;
  expect(await run()).toContain("Deployed: https://orga.example.fr is healthy and runs c0ffee.");

  for (const name of ["schools-01", "schools-02"]) {
    const database = databaseNamed(`pix-orga-essai-${name}`);
    expect(database?.jurisdiction).toBe("eu");
    expect(tablesOf(`pix-orga-essai-${name}`)).toEqual(["d1_migrations", "pupil", "schooling"]);
  }
  expect(Object.fromEntries(cloud.account.domains)).toEqual({
    "orga.example.fr": "pix-orga-essai",
  });
  const script = cloud.account.scripts.get("pix-orga-essai");
  expect(script?.workersDev).toEqual({ enabled: false, previews_enabled: false });
  expect(script?.crons).toEqual(["*/5 * * * *"]);
  expect([...(script?.secrets ?? [])].sort()).toEqual(["AUTH_SECRET", "OPERATOR_TOKEN"]);
  expect(script?.metadata.annotations).toEqual({
    "workers/tag": "c0ffee",
    "workers/message": "commit c0ffee",
  });
  const bindings = script?.metadata.bindings ?? [];
  const bound = Object.fromEntries(bindings.map(({ name, ...rest }) => [name, rest]));
  expect(bound).toMatchObject({
    VERSION: { text: "c0ffee" },
    ORIGIN: { text: "https://orga.example.fr" },
    OPERATOR_NAME: { text: "Académie d’Essai" },
    OPERATOR_SUPPORT: { text: "e" },
    JURISDICTION: { text: "eu" },
    DB: { type: "d1" },
    SCHOOLS_1: { type: "d1" },
    SCHOOLS_2: { type: "d1" },
    FILES: { bucket_name: "pix-orga-essai-files", jurisdiction: "eu" },
    IMPORTS: { queue_name: "pix-orga-essai-imports" },
  });
  expect(bound).not.toHaveProperty("SCHOOLS_3");
  // Those of the first run that stopped: they may be in the safe.
  expect(readSecrets()).toEqual(firstSecrets);
  expect(readSecrets().AUTH_SECRET.length).toBeGreaterThanOrEqual(32);
  const read = [...cloud.account.queues].filter(
    ([, { script: reader }]) => reader === "pix-orga-essai",
  );
  expect(read).toHaveLength(6);
  expect(cloud.account.queues.get("pix-orga-essai-mails")).toMatchObject({
    jurisdiction: "eu",
    settings: { dead_letter_queue: "pix-orga-essai-mails-dead" },
  });
});

test("run again, it makes nothing anew, keeps the secrets and prints the way back first", async () => {
  const words = await run({ version: "beef" });
  expect(words).toMatch(
    /time-travel restore pix-orga-essai-central --bookmark=0000001a[\s\S]*schools-02[\s\S]*Deploying/,
  );
  const made = changes().filter((call) =>
    /\/d1\/database$|\/r2\/buckets$|\/queues$|secret/.test(call),
  );
  expect(made).toEqual([]);
  const sent = cloud.account.scripts.get("pix-orga-essai")?.metadata.bindings ?? [];
  expect(sent.filter(({ type }) => type === "secret_text")).toEqual([]);
  const known = cloud.account.scripts.get("pix-orga-essai")?.secrets;
  known?.delete("OPERATOR_TOKEN");
  await expect(run()).rejects.toThrow(
    /secrets\.json still holds AUTH_SECRET, which the Worker has/,
  );
  known?.add("OPERATOR_TOKEN");
});

test("an older commit, fewer school databases than there are, and one that was renamed are refused", async () => {
  const second = `${root}/migrations/schools/0001_second.sql`;
  const sql = readFileSync(second, "utf8");
  rmSync(second);
  await expect(run()).rejects.toThrow(/migrated by a newer commit \(0001_second.sql\)/);
  writeFileSync(second, sql);
  const settings = settingsWith({ schoolDatabases: 1 });
  await expect(run({ settings })).rejects.toThrow(/pix-orga-essai-schools-02 exists/);
  const last = databaseNamed("pix-orga-essai-schools-02");
  if (last) last.name = "kept";
  await expect(run()).rejects.toThrow(/renamed or deleted[\s\S]*- pix-orga-essai-schools-02: the/);
  if (last) last.name = "pix-orga-essai-schools-02";
  expect(changes().filter((call) => !call.endsWith("/query"))).toEqual([]);
});

test("another environment, stopped after each of its calls, is completed and shares nothing with this one", async () => {
  const { account } = cloud;
  const before = structuredClone(account.scripts.get("pix-orga-essai"));
  const settings = settingsWith({
    origin: "https://pix-orga-autre.essai.workers.dev",
    schoolDatabases: 1,
  });
  const queues = () => [...account.queues.keys()].filter((name) => name.includes("-autre-"));
  for (cloud.limit = 1; queues().length < 5; cloud.limit += 1) {
    await expect(run({ environment: "autre", settings })).rejects.toThrow("stopped here");
  }
  expect(cloud.limit).toBeGreaterThan(10);
  cloud.limit = Number.POSITIVE_INFINITY;
  account.domains.set("avant.example.fr", "pix-orga-autre");
  expect(await run({ environment: "autre", settings })).toMatch(
    /was also at avant\.example\.fr: if it still is[^\n]*detach it/,
  );
  account.domains.delete("avant.example.fr");
  const databases = [...account.databases.values()].map(({ name }) => name);
  expect(databases.filter((name) => name.includes("-autre-"))).toEqual([
    "pix-orga-autre-central",
    "pix-orga-autre-schools-01",
  ]);
  expect(cloud.account.scripts.get("pix-orga-essai")).toEqual(before);
  expect(cloud.account.scripts.get("pix-orga-autre")?.workersDev?.enabled).toBe(true);
  const touched = changes().filter((call) => call.includes("pix-orga-essai"));
  expect(touched).toEqual([]);
  const ids = (script: string) =>
    cloud.account.scripts
      .get(script)
      ?.metadata.bindings.flatMap((each) => [each.id ?? each.database_id ?? []].flat());
  expect(ids("pix-orga-autre")?.length).toBeGreaterThan(0);
  expect(ids("pix-orga-essai")?.filter((id) => ids("pix-orga-autre")?.includes(id))).toEqual([]);
});

test("an account that is lost comes back from a backup: rows, files, then code", async () => {
  const { account } = cloud;
  const remote = { environment: "essai", settings: settingsWith(), builtConfig };
  const fill = (name: string, sql: string) =>
    databaseNamed(`pix-orga-essai-${name}`)?.sqlite.exec(sql);
  fill("central", "INSERT INTO organization VALUES ('s1')");
  fill("schools-02", "INSERT INTO pupil VALUES (1), (2)");
  const objects = ["s01/imports/a", "s02/documents/b c", "s02/documents/é"];
  const bucket = account.buckets.get("pix-orga-essai-files");
  if (bucket)
    bucket.objects = new Map(objects.map((key) => [key, Buffer.from(`content of ${key}`)]));
  const before = await openRemote({ ...remote, create: false });
  await backUp(before, `${root}/kept`);
  const kept = await openBackup(`${root}/kept`, "essai");
  await expect(restore(before, kept)).rejects.toThrow(/DB is not empty/);
  await before.close();

  for (const lost of [
    account.databases,
    account.buckets,
    account.queues,
    account.scripts,
    account.domains,
  ]) {
    lost.clear();
  }
  const after = await openRemote({ ...remote, create: true });
  await restore(after, kept);
  await after.close();
  expect(
    databaseNamed("pix-orga-essai-schools-02")?.sqlite.prepare("SELECT n FROM pupil").all(),
  ).toHaveLength(2);
  const back = account.buckets.get("pix-orga-essai-files")?.objects;
  expect([...(back ?? [])].map(([key, bytes]) => [key, String(bytes)])).toEqual(
    objects.map((key) => [key, `content of ${key}`]),
  );
  cloud.calls.length = 0;
  expect(await run()).not.toContain("Migrating");
});

test("the commands of wrangler in the operations handbook run", async () => {
  const handbook = readFileSync("docs/operations.md", "utf8").replaceAll("-production", "-essai");
  const commands = [...handbook.matchAll(/npx (wrangler [^`|\n]+)/g)].map(([, words = ""]) =>
    words.trim(),
  );
  await run({ version: "later" });
  const anHourAgo = new Date(Date.now() - 3_600_000).toISOString();
  const make = (name: string, sql: string) =>
    databaseNamed(`pix-orga-essai-${name}`)?.sqlite.exec(sql);
  // For the one statement that goes through wrangler; all are run on the real schema below.
  make("schools-02", "CREATE TABLE import (organization_id, id, status, created_at)");
  // Two wait for a person; the last one stands for several.
  const lines = commands
    .filter((each) => !/^wrangler (login|tail)|…$/.test(each))
    .map((each) => each.replace(/schools-(07|\$n)/, "schools-02"))
    .map((each) => each.replace(/\d{4}-\d\d-\d\dT[\d:]+Z/, anHourAgo));
  // One process of wrangler for each shape of command: those that differ by a statement or a resource do the same.
  const shaped = new Map(lines.map((each) => [each.replace(/"[^"]*"|pix-orga-\S+/g, "…"), each]));
  expect(shaped.size).toBeGreaterThan(6);
  const sql = lines.flatMap((line) => {
    const [, name, statement] = /execute (\S+) --remote --command "([^"]*)"/.exec(line) ?? [];
    return name && statement ? [{ name, statement }] : [];
  });
  expect(sql.length).toBeGreaterThan(4);
  const schemas = { central: openMigrated("central"), schools: openMigrated("schools") };
  for (const { name, statement } of sql) {
    schemas[name.endsWith("central") ? "central" : "schools"].exec(statement);
  }
  const faultOf = async (line: string) => {
    const { code, output } = await runShell(`echo a-value-that-is-put | ${line}`);
    return code === 0 ? [] : [line, output];
  };
  // What is deleted was put by another command of the handbook.
  const isLast = (command: string) => command.includes(" delete ");
  const one = [...shaped.values()];
  for (const wave of [one.filter((each) => !isLast(each)), one.filter(isLast)]) {
    expect((await Promise.all(wave.map(faultOf))).flat()).toEqual([]);
  }
  expect(cloud.account.scripts.get("pix-orga-essai")?.deployments).toEqual([
    "version-1",
    "version-2",
    "version-1",
  ]);
});
