import { globSync } from "node:fs";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";

/** Reads D1's SQLite file directly, beside workerd: the committed data, whatever the app would answer. */
export class D1File {
  readonly #path: string;

  constructor(dataDir: string) {
    const [file] = globSync(`${dataDir}/v3/d1/**/*.sqlite`).filter(
      (path) => !path.includes("metadata"),
    );
    if (!file) throw new Error("no D1 file found");
    this.#path = file;
  }

  /** All rows of one statement, which sees one moment of the database. */
  all(sql: string, ...values: SQLInputValue[]): Array<Record<string, unknown>> {
    const database = new DatabaseSync(this.#path, { readOnly: true });
    try {
      return database.prepare(sql).all(...values);
    } finally {
      database.close();
    }
  }

  count(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.all(sql, ...values)[0]?.n ?? 0);
  }
}
