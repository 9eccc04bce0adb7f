import { getTableColumns, type Table } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { SchoolEnv, SchoolStatement } from "./school-env.ts";

/** Typed queries on the database of `env`: the central one, or that of a school. */
export function database(env: Env | SchoolEnv) {
  // drizzle only reads here, so the mark of `SchoolStatement` is not needed.
  return drizzle(env.DB as D1Database);
}

/**
 * Turns a row of `SELECT *` into the record of its table, as drizzle names and reads the columns. For tables that every
 * page asks: drizzle takes longer to write a statement of forty columns than D1 to answer it (decision 0063).
 */
export function recordReader<T extends Table>(
  table: T,
): (row: Record<string, unknown>) => T["$inferSelect"] {
  const columns = Object.entries(getTableColumns(table));
  return (row) => {
    const read = columns.map(([key, column]) => {
      const value = row[column.name] ?? null;
      return [key, value === null ? null : column.mapFromDriverValue(value)];
    });
    return Object.fromEntries(read);
  };
}

/** A statement that rolls its batch back unless `condition` (a SQL condition) holds. */
export function assertInBatch(
  env: SchoolEnv,
  condition: string,
  ...values: unknown[]
): SchoolStatement;
export function assertInBatch(
  env: Env,
  condition: string,
  ...values: unknown[]
): D1PreparedStatement;
export function assertInBatch(env: Env | SchoolEnv, condition: string, ...values: unknown[]) {
  return env.DB.prepare(`INSERT INTO _assert (ok) SELECT 0 WHERE NOT (${condition})`).bind(
    ...values,
  );
}

/**
 * Runs one transaction. False when a guard of `assertInBatch` refused it: nothing was written. D1 may commit and its
 * answer be lost: `wasDone` then reads whether it did, for a caller that must not report an error in that case.
 */
export async function runGuarded(
  env: SchoolEnv,
  statements: SchoolStatement[],
  wasDone?: () => Promise<boolean>,
): Promise<boolean>;
export async function runGuarded(
  env: Env,
  statements: D1PreparedStatement[],
  wasDone?: () => Promise<boolean>,
): Promise<boolean>;
export async function runGuarded(
  env: Env | SchoolEnv,
  statements: (D1PreparedStatement | SchoolStatement)[],
  wasDone?: () => Promise<boolean>,
): Promise<boolean> {
  try {
    // The two signatures above let in statements of this database only.
    await (env as Env).DB.batch(statements as D1PreparedStatement[]);
    return true;
  } catch (error) {
    if (isGuardRefusal(error)) return false;
    if (await wasDone?.().catch(() => false)) return true;
    throw error;
  }
}

/** Runs one transaction that ends with a read, and returns the row it read. Null when a guard refused it. */
export async function runGuardedThenRead<Row>(
  env: SchoolEnv,
  statements: SchoolStatement[],
  read: SchoolStatement,
): Promise<Row | null> {
  try {
    const results = await env.DB.batch<Row>([...statements, read]);
    return results.at(-1)?.results[0] ?? null;
  } catch (error) {
    if (isGuardRefusal(error)) return null;
    throw error;
  }
}

/** True for a batch that a guard of `assertInBatch` refused. */
export function isGuardRefusal(error: unknown): boolean {
  return error instanceof Error && /CHECK constraint failed: .*guard/.test(error.message);
}

/** True for a statement refused by the unique index or key named `constraint`. */
export function isUniqueRefusal(error: unknown): boolean {
  const text = error instanceof Error ? `${error.message} ${causeOf(error)}` : "";
  return text.includes("UNIQUE constraint failed");
}

function causeOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : "";
}
