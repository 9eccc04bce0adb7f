import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { findMigrationFaults } from "./migration-rules.ts";
import { findFolderFaults, findLosses, readMigrations } from "./migration-trial.ts";
import { applyAsD1, countRows, findOrphans, listTriggers, openSeeded } from "./seeded-database.ts";

const FOLDERS = readdirSync("migrations").map((kind) => `migrations/${kind}`);

test.each(FOLDERS)(
  "every migration of %s can be applied while the code before it serves, and loses no row and no trigger",
  (folder) => {
    expect(findFolderFaults(folder)).toEqual([]);
    // The rows that the next migration is tried on.
    const db = openSeeded(readMigrations(folder).map(({ sql }) => sql));
    expect(new Set(Object.values(countRows(db)))).toEqual(new Set([3]));
    expect(findOrphans(db)).toEqual([]);
  },
);

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
  expect(findLosses([BASE], REBUILD)).toEqual([
    "session has 0 rows instead of 3",
    "a trigger is lost or changed: user_stays",
  ]);
});

test("rows are written in any table, whatever its triggers and types", () => {
  const guarded = `CREATE TABLE photo (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL, size INT) STRICT;
CREATE TRIGGER photo_counts AFTER INSERT ON photo BEGIN INSERT INTO user VALUES (NEW.id, 'x'); END;
CREATE TRIGGER photo_is_small BEFORE INSERT ON photo WHEN NEW.size > 1 BEGIN SELECT RAISE(ABORT, 'no'); END;`;
  const db = openSeeded([BASE, guarded]);
  expect(countRows(db)).toEqual({ user: 3, session: 3, photo: 3 });
  expect(listTriggers(db)).toHaveLength(3);
});

test.each([
  ["CREATE INDEX a ON user (nickname)", /^refused by SQLite.*nickname/],
  ["ALTER TABLE user ADD once TEXT UNIQUE", /^refused by SQLite.*UNIQUE/],
  ["ALTER TABLE user ADD at TEXT DEFAULT CURRENT_TIMESTAMP", /^refused by SQLite.*non-constant/],
])("what only SQLite knows is tried on rows: %s", (sql, why) => {
  expect(findMigrationFaults("0001_add.sql", sql)).toEqual([]);
  expect(findLosses([BASE], sql)).toEqual([expect.stringMatching(why)]);
  expect(findLosses([BASE], "ALTER TABLE user ADD nickname TEXT")).toEqual([]);
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
  ["ALTER TABLE x ADD y TEXT; CREATE INDEX `a` ON `journal` (`at`)", "a file of its own"],
  ['CREATE TABLE IF NOT EXISTS pupil (id); CREATE INDEX a ON"pupil"(mef)', "a file of its own"],
  ["CREATE INDEX a ON campaign_line (at); CREATE VIEW v AS SELECT 1", "a file of its own"],
  ["CREATE INDEX a ON small (x)--> statement-breakpoint\nDROP VIEW v", "drops what"],
  ["CREATE TABLE `a;b` (n); DROP TABLE [a;b]", "drops what"],
  ['CREATE VIEW "--" AS SELECT 1; DROP VIEW w', "drops what"],
  ['alter table main."pupil" rename to person', "renames"],
  ["ALTER/**/TABLE pupil/* */RENAME mef TO formation", "renames"],
  ["REPLACE INTO pupil VALUES (1)", "changes data"],
  ["CREATE TABLE copy AS WITH p AS (SELECT 1) SELECT * FROM p", "copies data"],
  ["CREATE TABLE IF NOT EXISTS `copy` AS\nVALUES (1)", "copies data"],
  ["CREATE UNIQUE INDEX a ON membership (user_id)", "makes unique"],
  ["ALTER TABLE pupil ADD COLUMN level INTEGER NOT NULL", "give it a DEFAULT"],
  ["ALTER TABLE pupil ADD level TEXT DEFAULT NULL NOT NULL CHECK (level <> '')", "give it a"],
  ["ATTACH DATABASE 'x' AS y", "none of what a migration may do"],
  ["VACUUM", "none of what a migration may do"],
  ["REINDEX pupil", "none of what a migration may do"],
  ["BEGIN TRANSACTION", "none of what a migration may do"],
  ["CREATE TEMP TABLE copy (n)", "none of what a migration may do"],
  ["CREATE VIRTUAL TABLE search USING fts5(name)", "none of what a migration may do"],
  ["ALTER TABLE pupil ALTER COLUMN mef SET NOT NULL", "none of what a migration may do"],
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
  "CREATE TABLE small (id TEXT) STRICT; CREATE UNIQUE INDEX small_once ON SMALL (id)",
  'ALTER TABLE `pupil` ADD `rename` TEXT CHECK ("rename" IS NOT NULL)',
  "ALTER TABLE pupil ADD level INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE pupil ADD level INTEGER DEFAULT (0) NOT NULL",
  "ALTER TABLE pupil ADD is_old INTEGER NOT NULL GENERATED ALWAYS AS (1) VIRTUAL",
  "CREATE VIEW v AS SELECT ine FROM pupil",
])("%s is allowed", (sql) => {
  expect(findMigrationFaults("0007_change.sql", `${sql};`)).toEqual([]);
});

test("an index or a column may go one deployment later, by a file that says so", () => {
  const sql = "DROP INDEX a;--> statement-breakpoint\nALTER TABLE pupil DROP COLUMN mef;";
  expect(findMigrationFaults("0009_contract-mef.sql", sql)).toEqual([]);
  const unique = "CREATE UNIQUE INDEX a ON pupil (ine);";
  expect(findMigrationFaults("0009_contract-ine.sql", unique)).toEqual([]);
  expect(findMigrationFaults("0009_contract-ine.sql", `${unique}${unique}`)).toHaveLength(2);
  for (const wrong of [
    "DROP TABLE pupil;",
    "ALTER TABLE pupil RENAME mef TO x;",
    "DELETE FROM x;",
  ]) {
    expect(findMigrationFaults("0009_contract-mef.sql", wrong)).toHaveLength(1);
  }
});
