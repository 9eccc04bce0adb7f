import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { findMigrationFaults } from "./migration-rules.ts";
import { applyAsD1, countRows, findOrphans, listTriggers, openSeeded } from "./seeded-database.ts";

/** The migrations of a folder, in the order in which they are applied. */
export function readMigrations(folder: string): { name: string; sql: string }[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  return names.sort().map((name) => ({ name, sql: readFileSync(`${folder}/${name}`, "utf8") }));
}

/** Why the migrations of a folder cannot be applied to a database in service, a sentence a fault; none for good ones. */
export function findFolderFaults(folder: string): string[] {
  const files = readMigrations(folder);
  return files.flatMap(({ name, sql }, at) => {
    const faults = findMigrationFaults(name, sql);
    if (faults.length > 0 || at === 0) return faults;
    const before = files.slice(0, at).map((each) => each.sql);
    return findLosses(before, sql).map((why) => `${name}: ${why}`);
  });
}

/** What a migration destroys, or why SQLite refuses it, on a database made by `before` with three rows in every table. */
export function findLosses(before: string[], sql: string): string[] {
  const db = openSeeded(before);
  try {
    return compare(db, sql);
  } catch (error) {
    return [
      `refused by SQLite on tables with rows: ${error instanceof Error ? error.message : error}`,
    ];
  } finally {
    db.close();
  }
}

function compare(db: DatabaseSync, sql: string): string[] {
  const rows = Object.entries(countRows(db));
  const triggers = listTriggers(db);
  applyAsD1(db, sql);
  const now = countRows(db);
  const kept = new Set(listTriggers(db).map((each) => JSON.stringify(each)));
  const orphans = findOrphans(db).length;
  return [
    ...rows.flatMap(([table, count]) =>
      now[table] === count ? [] : [`${table} has ${now[table] ?? "no"} rows instead of ${count}`],
    ),
    ...triggers.flatMap((each) =>
      kept.has(JSON.stringify(each)) ? [] : [`a trigger is lost or changed: ${each.name}`],
    ),
    ...(orphans > 0 ? [`${orphans} rows refer to rows that are not there`] : []),
  ];
}
