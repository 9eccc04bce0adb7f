import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { findDatabase } from "#scripts/lib/find-database.ts";

/**
 * Reads a SQLite file of D1 directly, beside workerd: the committed data, whatever the app would answer. The central
 * database, or that of a school.
 */
export class D1File {
  readonly #path: string;

  constructor(dataDir: string, uai?: string) {
    this.#path = findDatabase(dataDir, uai);
  }

  /** All rows of one statement, which sees one moment of the database. */
  all(sql: string, ...values: SQLInputValue[]): Array<Record<string, unknown>> {
    // After a kill, the first process that opens the file repairs it, and the others wait.
    const database = new DatabaseSync(this.#path, { readOnly: true, timeout: 10_000 });
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
