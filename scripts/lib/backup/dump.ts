import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream, readFileSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { finished } from "node:stream/promises";

const SEQUENCE = "sqlite_sequence";

/**
 * Writes an export of D1 anew so that an empty database takes it: all tables, then rows, parents before children, then
 * indexes and triggers. D1 exports tables in the order of their names with their rows between, and an INSERT fails while
 * a table that it refers to is not there. Two databases with the same rows give the same file.
 */
export async function writeRestorable(exported: string, file: string): Promise<void> {
  const { schema, rowsOf } = await takeApart(exported);
  const db = new DatabaseSync(":memory:");
  db.exec(schema);
  const out = createWriteStream(file, { mode: 0o600 });
  out.write("PRAGMA defer_foreign_keys=TRUE;\n");
  for (const sql of sqlOf(db, "table")) out.write(`${sql};\n`);
  for (const table of [...parentsFirst(db), SEQUENCE]) {
    const part = rowsOf.get(table);
    if (part === undefined) continue;
    if (table === SEQUENCE) out.write(`DELETE FROM ${SEQUENCE};\n`);
    out.write(readFileSync(part));
    rmSync(part);
  }
  for (const kind of ["index", "trigger", "view"]) {
    for (const sql of sqlOf(db, kind)) out.write(`${sql};\n`);
  }
  out.end();
  await finished(out);
  db.close();
}

/** Each row of an export is a line, and its rows go to a file a table: a database may not fit into memory. */
async function takeApart(exported: string) {
  const schema: string[] = [];
  const parts = new Map<string, ReturnType<typeof createWriteStream>>();
  for await (const line of createInterface({ input: createReadStream(exported) })) {
    const table = /^INSERT INTO "?(\w+)"?[ (]/.exec(line)?.[1];
    if (table === undefined) {
      if (!/^(DELETE FROM|PRAGMA) /.test(line)) schema.push(line);
      continue;
    }
    let part = parts.get(table);
    if (!part) {
      part = createWriteStream(`${exported}.${table}`, { mode: 0o600 });
      parts.set(table, part);
    }
    if (!part.write(`${line}\n`)) await once(part, "drain");
  }
  const rowsOf = new Map<string, string>();
  for (const [table, part] of parts) {
    part.end();
    await finished(part);
    rowsOf.set(table, `${exported}.${table}`);
  }
  return { schema: schema.join("\n"), rowsOf };
}

function sqlOf(db: DatabaseSync, kind: string): string[] {
  const rows = db
    .prepare(
      "SELECT sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .all(kind);
  return rows.map(({ sql }) => String(sql));
}

/** The tables, each after those that it refers to. */
function parentsFirst(db: DatabaseSync): string[] {
  const names = db
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .all()
    .map(({ name }) => String(name));
  const ordered = new Set<string>();
  const visit = (table: string, above: string[]) => {
    if (ordered.has(table) || above.includes(table)) return;
    const keys = db.prepare(`PRAGMA foreign_key_list("${table}")`).all();
    for (const { table: parent } of keys) visit(String(parent), [...above, table]);
    ordered.add(table);
  };
  for (const name of names) visit(name, []);
  return [...ordered];
}

/** SHA-256 of a file, in hexadecimal. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(file)) hash.update(piece);
  return hash.digest("hex");
}
