import { DatabaseSync } from "node:sqlite";

const ROWS = [1, 2, 3];

type Column = { name: string; type: string; hidden: number; pk: number };
type Sample = string | number | Uint8Array;
type ForeignKey = { table: string; from: string; to: string | null; seq: number };

/** A database in memory on which these migrations were run, with three rows in every table that no trigger saw. */
export function openSeeded(migrations: string[]): DatabaseSync {
  const db = new DatabaseSync(":memory:");
  for (const sql of migrations) db.exec(sql);
  const triggers = listTriggers(db);
  for (const { name } of triggers) db.exec(`DROP TRIGGER "${name}"`);
  db.exec("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
  for (const table of listTables(db)) {
    const columns = columnsOf(db, table).filter(({ hidden }) => hidden === 0);
    const names = columns.map(({ name }) => `"${name}"`).join(", ");
    const holes = columns.map(() => "?").join(", ");
    const insert = db.prepare(`INSERT INTO "${table}" (${names}) VALUES (${holes})`);
    for (const row of ROWS)
      insert.run(...columns.map(({ name }) => sampleOf(db, table, name, row)));
  }
  db.exec("PRAGMA ignore_check_constraints = OFF; PRAGMA foreign_keys = ON");
  for (const { sql } of triggers) db.exec(String(sql));
  return db;
}

/** Applies one migration as D1 does: in a transaction, foreign keys checked. */
export function applyAsD1(db: DatabaseSync, sql: string): void {
  db.exec(`BEGIN;\n${sql}\n;COMMIT`);
}

/** The number of rows of each table. */
export function countRows(db: DatabaseSync): Record<string, unknown> {
  const count = (table: string) => db.prepare(`SELECT count(*) AS n FROM "${table}"`).get()?.n;
  return Object.fromEntries(listTables(db).map((table) => [table, count(table)]));
}

export function listTriggers(db: DatabaseSync): Record<string, unknown>[] {
  return db
    .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
    .all();
}

/** Rows that refer to a row that is not there. */
export function findOrphans(db: DatabaseSync): unknown[] {
  return db.prepare("PRAGMA foreign_key_check").all();
}

function listTables(db: DatabaseSync): string[] {
  const sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
  return db
    .prepare(sql)
    .all()
    .map(({ name }) => String(name));
}

/** The same value for a column and for the column that it refers to, another one in each row. */
function sampleOf(db: DatabaseSync, table: string, column: string, row: number): Sample {
  const key = foreignKeysOf(db, table).find(({ from }) => from === column);
  if (key && key.table !== table) {
    return sampleOf(db, key.table, key.to ?? primaryKeyOf(db, key.table, key.seq), row);
  }
  const type = columnsOf(db, table).find(({ name }) => name === column)?.type;
  if (type === "BLOB") return new Uint8Array([row]);
  return type === "TEXT" || type === "ANY" ? `${column} ${row}` : row;
}

function primaryKeyOf(db: DatabaseSync, table: string, place: number): string {
  return columnsOf(db, table).find(({ pk }) => pk === place + 1)?.name ?? "";
}

function columnsOf(db: DatabaseSync, table: string): Column[] {
  return db.prepare(`PRAGMA table_xinfo("${table}")`).all() as unknown as Column[];
}

function foreignKeysOf(db: DatabaseSync, table: string): ForeignKey[] {
  return db.prepare(`PRAGMA foreign_key_list("${table}")`).all() as unknown as ForeignKey[];
}
