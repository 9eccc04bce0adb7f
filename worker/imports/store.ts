import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { assertInBatch, database } from "../platform/database.ts";
import { WRONG_EVERYWHERE } from "./codes.ts";
import type { FileFault } from "./records.ts";
import { importTable } from "./schema.ts";
import { ACTIVE_STATUSES, WAITING_REASONS, type WaitingReason } from "./view.ts";

/** SQL: the import of this row runs or waits. */
export const IS_ACTIVE = `status IN (${ACTIVE_STATUSES.map((status) => `'${status}'`).join(", ")})`;

/** SQL: what was predicted did not happen, and whom it left out is no news either. */
export const NO_COUNTS = `added = 0, changed = 0, unchanged = 0, reactivated = 0, deactivated = 0,
  skipped = 0, left_out = 0`;

export type ImportRecord = typeof importTable.$inferSelect;

/** Whether reading stopped because too many rows are wrong: the count of errors is then the least there are. */
export function isWrongEverywhere({ fault }: ImportRecord): boolean {
  if (fault === null) return false;
  const { detail }: FileFault = JSON.parse(fault);
  return detail?.reason === WRONG_EVERYWHERE;
}

/** Why this import waits, or waited; none before its check. */
export function readReasons(row: ImportRecord): WaitingReason[] {
  const held: unknown = JSON.parse(row.reasons ?? "[]");
  return WAITING_REASONS.filter((reason) => Array.isArray(held) && held.includes(reason));
}

/** What this import changes, or would change, is written down. */
export function isListed(row: ImportRecord): boolean {
  if (row.status === "applying") return readReasons(row).length > 0;
  return row.status === "awaiting-confirmation" || row.status === "done" || row.status === "undone";
}

/** For the worker itself, which holds an id it wrote; pages go through `findImport`. */
export async function loadImport(env: Env, importId: string): Promise<ImportRecord | null> {
  const [row] = await database(env).select().from(importTable).where(eq(importTable.id, importId));
  return row ?? null;
}

export async function findImport(
  env: Env,
  input: { organizationId: string; importId: string },
): Promise<ImportRecord | null> {
  const [row] = await database(env)
    .select()
    .from(importTable)
    .where(
      and(eq(importTable.organizationId, input.organizationId), eq(importTable.id, input.importId)),
    );
  return row ?? null;
}

/** The import that runs or waits in this school; the unique index allows one. */
export async function findActiveImport(
  env: Env,
  organizationId: string,
): Promise<ImportRecord | null> {
  const [row] = await database(env)
    .select()
    .from(importTable)
    .where(
      and(
        eq(importTable.organizationId, organizationId),
        inArray(importTable.status, [...ACTIVE_STATUSES]),
      ),
    );
  return row ?? null;
}

/**
 * The import that moved last: the one that runs or waits, since no other can move meanwhile, else the one
 * that ended or was taken back last.
 */
export async function findLatestImport(
  env: Env,
  organizationId: string,
): Promise<ImportRecord | null> {
  const [row] = await database(env)
    .select()
    .from(importTable)
    .where(eq(importTable.organizationId, organizationId))
    .orderBy(desc(importTable.revision))
    .limit(1);
  return row ?? null;
}

/** Imports of the school, newest first. */
export async function listImports(
  env: Env,
  input: { organizationId: string; limit: number; offset: number },
): Promise<{ total: number; rows: ImportRecord[] }> {
  const db = database(env);
  const mine = eq(importTable.organizationId, input.organizationId);
  const [rows, counted] = await db.batch([
    db
      .select()
      .from(importTable)
      .where(mine)
      .orderBy(desc(importTable.createdAt), desc(importTable.id))
      .limit(input.limit)
      .offset(input.offset),
    db.select({ total: sql<number>`count(*)` }).from(importTable).where(mine),
  ]);
  return { total: counted[0]?.total ?? 0, rows };
}

/** The fence of every step: the batch goes through only if nobody moved this import meanwhile. */
export function assertUnmoved(env: Env, row: ImportRecord): D1PreparedStatement {
  return assertInBatch(
    env,
    "EXISTS (SELECT 1 FROM import WHERE id = ?1 AND status = ?2 AND epoch = ?3 AND seq = ?4)",
    row.id,
    row.status,
    row.epoch,
    row.seq,
  );
}
