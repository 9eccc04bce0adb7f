import { parisDate } from "../platform/clock.ts";
import { assertInBatch, recordReader, runGuardedThenRead } from "../platform/database.ts";
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
  return await readOne(env, theImport(input));
}

/** The running or waiting import of this school; the unique index allows only one. */
export async function findActiveImport(
  env: SchoolEnv,
  organizationId: number,
): Promise<ImportRecord | null> {
  return await readRow(env, `organization_id = ?1 AND ${IS_ACTIVE}`, organizationId);
}

/**
 * Names some imports of a school: `ids` is a `SELECT` of their ids, with `values` as `?1` to `?n`. Their errors and anomalies
 * can then be read in the same batch as the imports themselves.
 */
export type WhichImports = { ids: string; values: (string | number)[] };

const OF_SCHOOL = "SELECT id FROM import WHERE organization_id = ?1";

/** The import of this id, if it is of this school. */
export function theImport(input: { organizationId: number; importId: string }): WhichImports {
  return { ids: `${OF_SCHOOL} AND id = ?2`, values: [input.organizationId, input.importId] };
}

/**
 * The import that moved last: the running or waiting one, since no other can move meanwhile, else the one that
 * ended or was undone last.
 */
export function latestImport(organizationId: number): WhichImports {
  return { ids: `${OF_SCHOOL} ORDER BY revision DESC LIMIT 1`, values: [organizationId] };
}

/** The import that made the base what it is. */
export function lastDoneImport(organizationId: number): WhichImports {
  const ids = `${OF_SCHOOL} AND status = 'done' ORDER BY base_version_after DESC LIMIT 1`;
  return { ids, values: [organizationId] };
}

/** The import that waits for an answer, else the last one done. */
export function weighedImport(organizationId: number): WhichImports {
  const ids = `${OF_SCHOOL} AND status IN ('awaiting-confirmation', 'done')
    ORDER BY status = 'done', base_version_after DESC LIMIT 1`;
  return { ids, values: [organizationId] };
}

/** A page of the imports of a school, newest first. */
export function pageOfImports(
  organizationId: number,
  { limit, offset }: { limit: number; offset: number },
): WhichImports {
  const ids = `${OF_SCHOOL} ORDER BY ${NEWEST_FIRST} LIMIT ?2 OFFSET ?3`;
  return { ids, values: [organizationId, limit, offset] };
}

const NEWEST_FIRST = "created_at DESC, id DESC";

/** Reads the one import that `which` names; null if there is none. */
export async function readOne(env: SchoolEnv, which: WhichImports): Promise<ImportRecord | null> {
  return await readRow(env, `id IN (${which.ids})`, ...which.values);
}

/** The first row that a condition (SQL) finds. */
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
  organizationId: number,
  page: { limit: number; offset: number },
): Promise<{ total: number; rows: ImportRecord[] }> {
  const { ids, values } = pageOfImports(organizationId, page);
  const [rows, counted] = await env.DB.batch<Record<string, unknown>>([
    selectRow(env, `id IN (${ids}) ORDER BY ${NEWEST_FIRST}`, ...values),
    env.DB.prepare("SELECT count(*) AS total FROM import WHERE organization_id = ?1").bind(
      organizationId,
    ),
  ]);
  return {
    total: Number(counted?.results[0]?.total ?? 0),
    rows: rows?.results.map(toRecord) ?? [],
  };
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

const toRecord = recordReader(importTable);

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
