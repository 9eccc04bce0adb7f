import { createHash } from "node:crypto";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, expect, test, vi } from "vitest";
import { getPlatformProxy } from "wrangler";
import { backUp, openBackup, restore } from "./backup.ts";
import { openLocal, type Place } from "./place.ts";

vi.setConfig({ testTimeout: 180_000 });

/** Rows that refer to each other, texts that break a naive dump, a trigger, a generated column. */
const BASE = [
  "CREATE TABLE account (id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE) STRICT",
  "CREATE TABLE user (id TEXT PRIMARY KEY, name TEXT NOT NULL, length INTEGER AS (length(name)), photo BLOB) STRICT",
  "CREATE TABLE journal (school INTEGER, n INTEGER, at INTEGER, PRIMARY KEY (school, n)) STRICT, WITHOUT ROWID",
  "CREATE INDEX account_of_user ON account (user_id)",
  "CREATE TRIGGER journal_stays BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'append only'); END",
  `INSERT INTO user (id, name, photo) VALUES ('u1', 'O''Brien; -- "é"' || char(10) || 'INSERT INTO x', x'00ff')`,
  "INSERT INTO account VALUES ('a1', 'u1')",
  "INSERT INTO journal VALUES (2, 1, 5), (1, 9, 4)",
];

const folder = mkdtempSync(`${tmpdir()}/backup-`);
const config = `${folder}/wrangler.json`;
const dataDir = `${folder}/data`;
afterAll(() => rmSync(folder, { recursive: true }));

async function anInstallation(): Promise<void> {
  const database = { binding: "DB", database_name: "central", database_id: "one" };
  const bucket = { binding: "FILES", bucket_name: "files" };
  const named = { name: "essai", compatibility_date: "2026-10-01" };
  writeFileSync(
    config,
    JSON.stringify({ ...named, d1_databases: [database], r2_buckets: [bucket] }),
  );
  await inDatabase(...BASE);
}

/** Runs these statements in the real local D1 of the installation; returns the rows of the last. */
async function inDatabase(...statements: string[]): Promise<Record<string, unknown>[]> {
  const persist = { path: `${dataDir}/v3` };
  const { env, dispose } = await getPlatformProxy<{ DB: Database }>({
    configPath: config,
    persist,
  });
  try {
    const done = await env.DB.batch(statements.map((sql) => env.DB.prepare(sql)));
    return done.at(-1)?.results ?? [];
  } finally {
    await dispose();
  }
}

async function bringBack(place: Place, from: string, options = {}) {
  return await restore(place, await openBackup(from), options);
}

type Database = {
  prepare: (sql: string) => object;
  batch: (statements: object[]) => Promise<{ results: Record<string, unknown>[] }[]>;
};

test("a base that is lost comes back with the same checksums, files too", async () => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  await anInstallation();
  const before = await openLocal(dataDir, config);
  const bytes = new Uint8Array([0, 255, 10, 13]);
  await before.files.put("s01/imports/1/é fichier.zip", bytes);
  const manifest = await backUp(before, `${folder}/kept`);
  expect(manifest.objects).toMatchObject([{ key: "s01/imports/1/é fichier.zip" }]);
  const dump = readFileSync(`${folder}/kept/DB.sql`, "utf8");
  expect(dump.indexOf('INSERT INTO "user"')).toBeLessThan(dump.indexOf('INSERT INTO "account"'));
  await expect(bringBack(before, `${folder}/kept`)).rejects.toThrow(/DB is not empty \(3 tables\)/);
  await before.close();

  rmSync(dataDir, { recursive: true });
  const after = await openLocal(dataDir, config);
  expect(await after.tablesOf("DB")).toEqual([]);
  // The bucket refuses after the database came back: the next try goes on from there.
  const broken = {
    ...after,
    files: { ...after.files, put: () => Promise.reject(new Error("off")) },
  };
  await expect(bringBack(broken, `${folder}/kept`)).rejects.toThrow("off");
  await expect(bringBack(after, `${folder}/kept`)).rejects.toThrow(/DB is not empty.*--continue/s);
  await bringBack(after, `${folder}/kept`, { goesOn: true });
  expect(await after.files.get("s01/imports/1/é fichier.zip")).toEqual(bytes);
  await after.close();
  const [row] = await inDatabase("SELECT name, length FROM user");
  expect(row?.name).toBe(`O'Brien; -- "é"\nINSERT INTO x`);
  await expect(inDatabase("DELETE FROM journal")).rejects.toThrow("append only");
  await inDatabase("INSERT INTO user (id, name) VALUES ('u2', 'x')");
  const changed = await openLocal(dataDir, config);
  await expect(bringBack(changed, `${folder}/kept`, { goesOn: true })).rejects.toThrow(
    /DB holds something else than the backup.*wrangler d1 delete/s,
  );
  await changed.close();
});

test("a backup that was changed, or is not finished, is refused before anything is written", async () => {
  appendFileSync(`${folder}/kept/DB.sql`, "\n");
  const place = await openLocal(`${folder}/other`, config);
  await expect(bringBack(place, `${folder}/kept`)).rejects.toThrow(/no longer what was backed up/);
  await expect(bringBack(place, `${folder}/nothing`)).rejects.toThrow(/no finished backup/);
  const kept = `${folder}/kept`;
  await expect(openBackup(kept, "production")).rejects.toThrow(/is a backup of .*, not of prod/);
  for (const damaged of ["", '{"of": "essai", "databases": [', "{}", "null"]) {
    mkdirSync(`${folder}/cut`, { recursive: true });
    writeFileSync(`${folder}/cut/manifest.json`, damaged);
    await expect(openBackup(`${folder}/cut`)).rejects.toThrow(/manifest.json is damaged: take/);
  }
  for (const used of [kept, `${kept}/DB.sql`]) {
    await expect(backUp(place, used)).rejects.toThrow(/is not an empty folder/);
  }
  await expect(backUp(place, `${folder}/new`)).rejects.toThrow(/DB of .* holds no table/);
  expect(existsSync(`${folder}/new`)).toBe(false);
  expect(await place.tablesOf("DB")).toEqual([]);
  await place.close();
});

test("what comes back otherwise than it was kept is noticed", async () => {
  const sql = `${readFileSync(`${folder}/kept/DB.sql`, "utf8")}UPDATE user SET name = 'another';\n`;
  writeFileSync(`${folder}/kept/DB.sql`, sql);
  const manifest = JSON.parse(readFileSync(`${folder}/kept/manifest.json`, "utf8"));
  manifest.databases[0].sha256 = createHash("sha256").update(sql).digest("hex");
  writeFileSync(`${folder}/kept/manifest.json`, JSON.stringify(manifest));
  const place = await openLocal(`${folder}/other`, config);
  await expect(bringBack(place, `${folder}/kept`)).rejects.toThrow(
    /DB does not hold what was backed up/,
  );
  await place.close();
});
