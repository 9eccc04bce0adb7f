import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { DATABASE_KINDS, type DatabaseKind } from "./lib/databases.ts";
import { ROOT } from "./lib/environment.ts";
import { findFolderFaults, readMigrations } from "./lib/migration-trial.ts";
import { exitWith, mustRun, Refusal, readOptions } from "./lib/run.ts";
import { makeStrict } from "./lib/strict-tables.ts";

/** Writes the SQL that takes the last migration of each kind of database to today's schema files. */
const USAGE = `npm run migrations -- --name what-it-does [--custom] [--only schools|central]
Checks every migration, then writes those that the schema files ask for. --custom: an empty one, for SQL of your own;
run the command again, or npm test, to have it checked once it is written.`;

const folderOf = (kind: DatabaseKind) => `${ROOT}/migrations/${kind}`;

/** Throws a `Refusal` for a migration that a database in service would not survive; `remedy` ends it. */
function requireSafe(kind: DatabaseKind, remedy: string): void {
  const faults = findFolderFaults(folderOf(kind)).map((each) => `migrations/${kind}/${each}`);
  if (faults.length > 0) throw new Refusal(`${faults.join("\n")}\n${remedy}`);
}

async function generate(kind: DatabaseKind, options: string[]): Promise<void> {
  const folder = folderOf(kind);
  const before = new Set(readMigrations(folder).map(({ name }) => name));
  process.env.DATABASE = kind;
  await mustRun("drizzle-kit", ["generate", ...options], { terminal: true });
  const written = readMigrations(folder).filter(({ name }) => !before.has(name));
  for (const { name, sql } of written) writeFileSync(`${folder}/${name}`, makeStrict(sql));
  requireSafe(
    kind,
    "Nothing was written. Change the schema file so that it only adds to the database: decision 0047.",
  );
  for (const { name } of written) {
    console.log(`migrations/${kind}/${name}: read it before committing it.`);
  }
}

/** Writes for all kinds or for none. */
async function generateAll(kinds: DatabaseKind[], options: string[]): Promise<void> {
  const folder = `${ROOT}/migrations`;
  const before = mkdtempSync(`${tmpdir()}/migrations-`);
  cpSync(folder, before, { recursive: true });
  try {
    for (const kind of kinds) await generate(kind, options);
  } catch (error) {
    rmSync(folder, { recursive: true });
    cpSync(before, folder, { recursive: true });
    throw error;
  } finally {
    rmSync(before, { recursive: true });
  }
}

try {
  const { values } = readOptions(USAGE, {
    options: {
      name: { type: "string" },
      custom: { type: "boolean", default: false },
      only: { type: "string" },
    },
  });
  const { name, custom, only } = values;
  // drizzle-kit would write a half migration for a name that is no name of a file.
  if (name !== undefined && !/^\w[\w-]{0,60}$/.test(name)) {
    throw new Refusal("--name takes letters, digits and hyphens: add-nickname.");
  }
  const kinds = DATABASE_KINDS.filter((kind) => only === undefined || kind === only);
  if (kinds.length === 0) throw new Refusal("--only takes `central` or `schools`.");
  for (const kind of DATABASE_KINDS) {
    requireSafe(
      kind,
      "Write what only adds (decision 0047), or delete the file, its snapshot and its line of the journal in migrations.",
    );
  }
  const options = [
    ...(name === undefined ? [] : ["--name", name]),
    ...(custom ? ["--custom"] : []),
  ];
  await generateAll(kinds, options);
} catch (error) {
  exitWith(error);
}
