import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { DATABASE_KINDS, type DatabaseKind } from "./lib/databases.ts";
import { ROOT } from "./lib/environment.ts";
import { findMigrationFaults } from "./lib/migration-rules.ts";
import { answerHelp, exitWith, mustRun, Refusal } from "./lib/run.ts";
import { makeStrict } from "./lib/strict-tables.ts";

/**
 * Writes the SQL that takes the last migration of each kind of database to today's schema files. drizzle-kit reads
 * the other options.
 */
const USAGE = `npm run migrations -- --name what-it-does [--custom] [--only schools|central]
Writes the migrations that the schema files ask for. --custom: an empty one, for triggers.`;
const REMEDY =
  "Delete this file, its snapshot and its line of the journal (git restore and git clean in migrations), and write what only adds: decision 0047.";

function listMigrations(kind: DatabaseKind): string[] {
  const folder = `${ROOT}/migrations/${kind}`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => name.endsWith(".sql"));
}

async function generate(kind: DatabaseKind, options: string[]): Promise<void> {
  const before = new Set(listMigrations(kind));
  process.env.DATABASE = kind;
  await mustRun("drizzle-kit", ["generate", ...options], { terminal: true });
  for (const name of listMigrations(kind).filter((each) => !before.has(each))) {
    const path = `${ROOT}/migrations/${kind}/${name}`;
    const sql = makeStrict(readFileSync(path, "utf8"));
    writeFileSync(path, sql);
    const faults = findMigrationFaults(name, sql);
    if (faults.length > 0) throw new Refusal(`${faults.join("\n")}\n${REMEDY}`);
    console.log(`migrations/${kind}/${name}: read it before committing it.`);
  }
}

answerHelp(USAGE);
try {
  const options = process.argv.slice(2);
  const only = options.indexOf("--only");
  const [, asked] = only === -1 ? [] : options.splice(only, 2);
  const kinds = DATABASE_KINDS.filter((kind) => asked === undefined || kind === asked);
  if (kinds.length === 0) throw new Refusal("--only takes `central` or `schools`.");
  for (const kind of kinds) await generate(kind, options);
} catch (error) {
  exitWith(error);
}
