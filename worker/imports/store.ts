import { desc, eq, getTableColumns, sql } from "drizzle-orm";
import { parisDate } from "../platform/clock.ts";
import { assertInBatch, database, runGuardedThenRead } from "../platform/database.ts";
import type { SchoolEnv, SchoolStatement } from "../platform/school-env.ts";
import { WRONG_EVERYWHERE } from "./codes.ts";
import type { FileFault } from "./records.ts";
import { importTable } from "./schema.ts";
import { ACTIVE_STATUSES, WAITING_REASONS, type WaitingReason } from "./view.ts";

/** SQL: the import of this row is running or waiting. */
export const IS_ACTIVE = `status IN (${ACTIVE_STATUSES.map((status) => `'${status}'`).join(", ")})`;

/** SQL: resets the predicted and skipped counts, because nothing was applied. */
export const NO_COUNTS = `added = 0, changed = 0, unchanged = 0, reactivated = 0, deactivated = 0,
  skipped = 0, left_out = 0`;

export type ImportRecord = typeof importTable.$inferSelect;

/** The ISO date of the upload in Europe/Paris: "today" for every rule of this import, on whatever day it is read. */
export function dayOf({ createdAt }: ImportRecord): string {
  return parisDate(createdAt);
}

/** Whether reading stopped because too many rows are wrong: the error count is then only a minimum. */
export function isWrongEverywhere({ fault }: ImportRecord): boolean {
  if (fault === null) return false;
  const { detail }: FileFault = JSON.parse(fault);
  return detail?.reason === WRONG_EVERYWHERE;
}

/** Why this import waits, or waited; an empty list before its check. */
export function readReasons(row: ImportRecord): WaitingReason[] {
  const held: unknown = JSON.parse(row.reasons ?? "[]");
  return WAITING_REASONS.filter((reason) => Array.isArray(held) && held.includes(reason));
}

/** Whether the changes of this import, made or predicted, are recorded in `pupil_change`. */
export function isListed(row: ImportRecord): boolean {
  if (row.status === "applying") return readReasons(row).length > 0;
  return row.status === "awaiting-confirmation" || row.status === "done" || row.status === "undone";
}

/** For the worker's own ids only; pages must use `findImport`, which checks the school. */
export async function loadImport(env: SchoolEnv, importId: string): Promise<ImportRecord | null> {
  return await readRow(env, "id = ?1", importId);
}

export async function findImport(
  env: SchoolEnv,
  input: { organizationId: number; importId: string },
): Promise<ImportRecord | null> {
  return await readRow(
    env,
    "organization_id = ?1 AND id = ?2",
    input.organizationId,
    input.importId,
  );
}

/** The running or waiting import of this school; the unique index allows only one. */
export async function findActiveImport(
  env: SchoolEnv,
  organizationId: number,
): Promise<ImportRecord | null> {
  return await readRow(env, `organization_id = ?1 AND ${IS_ACTIVE}`, organizationId);
}

/**
 * The import that moved last: the running or waiting one, since no other can move meanwhile, else the one that
 * ended or was undone last.
 */
export async function findLatestImport(
  env: SchoolEnv,
  organizationId: number,
): Promise<ImportRecord | null> {
  return await readRow(env, "organization_id = ?1 ORDER BY revision DESC LIMIT 1", organizationId);
}

/**
 * The first row that a condition (SQL) finds. Every page asks for one: drizzle would take longer to write this statement
 * of forty columns than D1 to answer it (decision 0063).
 */
async function readRow(
  env: SchoolEnv,
  condition: string,
  ...values: (string | number)[]
): Promise<ImportRecord | null> {
  const row = await selectRow(env, condition, ...values).first();
  return row && toRecord(row);
}

function selectRow(env: SchoolEnv, condition: string, ...values: (string | number)[]) {
  return env.DB.prepare(`SELECT * FROM import WHERE ${condition}`).bind(...values);
}

/** Imports of the school, newest first. */
export async function listImports(
  env: SchoolEnv,
  input: { organizationId: number; limit: number; offset: number },
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

/**
 * One step of an import: these writes in one transaction, unless another runner moved the import meanwhile. Returns the
 * row after them, read by the same batch; null when nothing was written.
 */
export async function moveImport(
  env: SchoolEnv,
  row: ImportRecord,
  writes: SchoolStatement[],
): Promise<ImportRecord | null> {
  const after = await runGuardedThenRead<Record<string, unknown>>(
    env,
    [assertUnmoved(env, row), ...writes],
    selectRow(env, "id = ?1", row.id),
  );
  return after && toRecord(after);
}

const COLUMNS = Object.entries(getTableColumns(importTable));

/** As drizzle names and reads the columns. */
function toRecord(row: Record<string, unknown>): ImportRecord {
  const columns = COLUMNS.map(([key, column]) => {
    const value = row[column.name] ?? null;
    return [key, value === null ? null : column.mapFromDriverValue(value)];
  });
  return Object.fromEntries(columns);
}

/** The guard of every step: the batch fails if another runner moved this import meanwhile. */
function assertUnmoved(env: SchoolEnv, row: ImportRecord): SchoolStatement {
  return assertInBatch(
    env,
    "EXISTS (SELECT 1 FROM import WHERE id = ?1 AND status = ?2 AND epoch = ?3 AND seq = ?4)",
    row.id,
    row.status,
    row.epoch,
    row.seq,
  );
}
