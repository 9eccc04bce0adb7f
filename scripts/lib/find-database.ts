import { globSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { schoolNumber } from "#worker/school-files/uai.ts";

/**
 * The SQLite file that the local D1 keeps under `dataDir`: of the central database, or of the school database that holds
 * the school `uai`. Throws when there is none.
 */
export function findDatabase(dataDir: string, uai?: string): string {
  const files = globSync(`${dataDir}/v3/d1/**/*.sqlite`).filter(
    (path) => !path.endsWith("metadata.sqlite"),
  );
  const found = files.find((path) => (uai === undefined ? isCentral(path) : holds(path, uai)));
  if (!found) throw new Error(`no local database ${uai === undefined ? "central" : `of ${uai}`}`);
  return found;
}

function isCentral(path: string): boolean {
  return ask(path, "SELECT 1 FROM sqlite_master WHERE name = 'organization'");
}

function holds(path: string, uai: string): boolean {
  const sql = `SELECT 1 FROM school WHERE id = ${schoolNumber(uai)}`;
  return ask(path, "SELECT 1 FROM sqlite_master WHERE name = 'school'") && ask(path, sql);
}

function ask(path: string, sql: string): boolean {
  const db = new DatabaseSync(path, { readOnly: true, timeout: 10_000 });
  try {
    return db.prepare(sql).get() !== undefined;
  } finally {
    db.close();
  }
}
