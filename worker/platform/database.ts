import { drizzle } from "drizzle-orm/d1";

/**
 * The database of a school. Today there is one for the country; choosing one by académie would go here (decision 0043).
 */
export function database(env: Env) {
  return drizzle(env.DB);
}

/** A statement that rolls its batch back unless `condition` (a SQL condition) holds. */
export function assertInBatch(env: Env, condition: string, ...values: unknown[]) {
  return env.DB.prepare(`INSERT INTO _assert (ok) SELECT 0 WHERE NOT (${condition})`).bind(
    ...values,
  );
}

/**
 * Runs one transaction. False when a guard of `assertInBatch` refused it: nothing was written. D1 may commit and its
 * answer be lost: `wasDone` then reads whether it did, for a caller that must not report an error in that case.
 */
export async function runGuarded(
  env: Env,
  statements: D1PreparedStatement[],
  wasDone?: () => Promise<boolean>,
): Promise<boolean> {
  try {
    await env.DB.batch(statements);
    return true;
  } catch (error) {
    if (isGuardRefusal(error)) return false;
    if (await wasDone?.().catch(() => false)) return true;
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
