import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { ROOT } from "./lib/environment.ts";
import { findMigrationFaults } from "./lib/migration-rules.ts";
import { exitWith, mustRun, Refusal } from "./lib/run.ts";
import { makeStrict } from "./lib/strict-tables.ts";

/**
 * `npm run migrations -- --name what-it-does`: writes the SQL that takes the last migration to
 * today's schema files. `--custom` makes an empty one, for triggers.
 */
const folder = `${ROOT}/migrations`;

const REMEDY =
  "Delete this file, its snapshot and its line of the journal (git restore and git clean in migrations), and write what only adds: decision 0047.";

function listMigrations(): string[] {
  return readdirSync(folder).filter((name) => name.endsWith(".sql"));
}

try {
  const before = new Set(listMigrations());
  await mustRun("drizzle-kit", ["generate", ...process.argv.slice(2)], { terminal: true });
  for (const name of listMigrations().filter((each) => !before.has(each))) {
    const path = `${folder}/${name}`;
    const sql = makeStrict(readFileSync(path, "utf8"));
    writeFileSync(path, sql);
    const faults = findMigrationFaults(name, sql);
    if (faults.length > 0) throw new Refusal(`${faults.join("\n")}\n${REMEDY}`);
    console.log(`migrations/${name}: read it before committing it.`);
  }
} catch (error) {
  exitWith(error);
}
