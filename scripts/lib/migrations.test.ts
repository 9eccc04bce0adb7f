import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findMigrationFaults } from "./migration-rules.ts";
import { applyAsD1, countRows, findOrphans, listTriggers, openSeeded } from "./seeded-database.ts";

type Folder = { name: string; files: { name: string; sql: string }[] };

const FOLDERS = ["migrations/central", "migrations/schools"].flatMap(readFolder);

function readFolder(name: string): Folder[] {
  const listed = readdirSync(name, { withFileTypes: true }).filter((each) =>
    each.name.endsWith(".sql"),
  );
  const files = listed
    .map((each) => ({ name: each.name, sql: readFileSync(`${name}/${each.name}`, "utf8") }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  return files.length > 0 ? [{ name, files }] : [];
}

test.each(FOLDERS)(
  "every migration of $name can be applied while the code before it serves",
  ({ files }) => {
    expect(files.flatMap(({ name, sql }) => findMigrationFaults(name, sql))).toEqual([]);
  },
);

test.each(FOLDERS)("the last migration of $name loses no row and no trigger", ({ files }) => {
  const all = files.map(({ sql }) => sql);
  // A folder that has only its first file: the rows are written after it.
  const before = all.slice(0, Math.max(all.length - 1, 1));
  const db = openSeeded(before);
  expect(findOrphans(db)).toEqual([]);
  const counts = countRows(db);
  const triggers = listTriggers(db);
  expect(new Set(Object.values(counts))).toEqual(new Set([3]));
  for (const sql of all.slice(before.length)) applyAsD1(db, sql);
  expect(countRows(db)).toMatchObject(counts);
  expect(listTriggers(db)).toEqual(expect.arrayContaining(triggers));
  expect(findOrphans(db)).toEqual([]);
});

const BASE = `CREATE TABLE user (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE session (id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE) STRICT;
CREATE TRIGGER user_stays BEFORE UPDATE ON user BEGIN SELECT RAISE(ABORT, 'no'); END;`;

/** What drizzle-kit writes when a column becomes nullable. */
const REBUILD = `PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE \`__new_user\` (\`id\` text PRIMARY KEY, \`name\` text) STRICT;--> statement-breakpoint
INSERT INTO \`__new_user\`("id", "name") SELECT "id", "name" FROM \`user\`;--> statement-breakpoint
DROP TABLE \`user\`;--> statement-breakpoint
ALTER TABLE \`__new_user\` RENAME TO \`user\`;--> statement-breakpoint
PRAGMA foreign_keys=ON;`;

test("a rebuild is noticed: it deletes what refers to the table, and its triggers", () => {
  const db = openSeeded([BASE]);
  expect(countRows(db)).toEqual({ user: 3, session: 3 });
  applyAsD1(db, REBUILD);
  expect(countRows(db)).toEqual({ user: 3, session: 0 });
  expect(listTriggers(db)).toEqual([]);
  expect(findMigrationFaults("0001_nullable.sql", REBUILD)).toHaveLength(8);
});

test.each([
  ["DROP TABLE pupil", "drops what"],
  ["drop trigger journal_stays", "drops what"],
  ["DROP INDEX pupil_by_ine", "drops an index"],
  ["ALTER TABLE `pupil` DROP COLUMN `mef`", "drops a column"],
  ["ALTER TABLE pupil\n  DROP mef", "drops a column"],
  ["ALTER TABLE pupil RENAME COLUMN mef TO formation", "renames"],
  ["ALTER TABLE pupil RENAME TO person", "renames"],
  ["PRAGMA defer_foreign_keys = ON", "pragma"],
  ["/* a note */ UPDATE pupil SET mef = ''", "changes data"],
  ["-- a note\nDELETE FROM pupil", "changes data"],
  ["WITH old AS (SELECT 1) INSERT INTO pupil SELECT * FROM old", "changes data"],
  ["CREATE TABLE copy AS SELECT * FROM pupil", "copies data"],
  ["CREATE INDEX a ON pupil (mef); CREATE INDEX b ON session (user_id)", "a file of its own"],
  ["ALTER TABLE x ADD y TEXT; CREATE UNIQUE INDEX `a` ON `journal` (`at`)", "a file of its own"],
])("%s is refused in every file but the first", (sql, why) => {
  const faults = findMigrationFaults("0007_change.sql", `${sql};`);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(why);
  expect(findMigrationFaults("0000_base.sql", `${sql};`)).toEqual([]);
});

test.each([
  "ALTER TABLE pupil ADD COLUMN nickname TEXT",
  "ALTER TABLE import ADD note TEXT NOT NULL DEFAULT 'UPDATE; DROP TABLE pupil'",
  "CREATE INDEX a ON pupil (mef)",
  "CREATE TABLE small (id TEXT) STRICT; CREATE INDEX small_by_id ON small (id)",
  "CREATE TRIGGER t BEFORE DELETE ON pupil BEGIN DELETE FROM x; UPDATE y SET z = 1; END",
])("%s is allowed", (sql) => {
  expect(findMigrationFaults("0007_change.sql", `${sql};`)).toEqual([]);
});

test("an index or a column may go one deployment later, by a file that says so", () => {
  const sql = "DROP INDEX a;--> statement-breakpoint\nALTER TABLE pupil DROP COLUMN mef;";
  expect(findMigrationFaults("0009_contract-mef.sql", sql)).toEqual([]);
  expect(findMigrationFaults("0009_contract-mef.sql", "DROP TABLE pupil;")).toHaveLength(1);
});
