import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { ROOT } from "./lib/environment.ts";
import { exitWith, mustRun } from "./lib/run.ts";
import { makeStrict } from "./lib/strict-tables.ts";

/**
 * `npm run migrations -- --name what-it-does`: writes the SQL that takes the last migration to
 * today's schema files. `--custom` makes an empty one, for triggers.
 */
const folder = `${ROOT}/migrations`;

function listMigrations(): string[] {
  return readdirSync(folder).filter((name) => name.endsWith(".sql"));
}

try {
  const before = new Set(listMigrations());
  await mustRun("drizzle-kit", ["generate", ...process.argv.slice(2)], { terminal: true });
  for (const name of listMigrations().filter((each) => !before.has(each))) {
    const path = `${folder}/${name}`;
    writeFileSync(path, makeStrict(readFileSync(path, "utf8")));
    console.log(`migrations/${name}: read it before committing it.`);
  }
} catch (error) {
  exitWith(error);
}
