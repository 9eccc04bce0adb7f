import { and, asc, eq, sql } from "drizzle-orm";
import { importErrorMessage } from "#app/i18n/fr.ts";
import type { Role } from "../organizations/access.ts";
import { database } from "../platform/database.ts";
import { canRetry } from "./decide.ts";
import { importError } from "./schema.ts";
import {
  findImport,
  findLatestImport,
  type ImportRecord,
  isWrongEverywhere,
  listImports,
} from "./store.ts";
import { CAN_UNDO } from "./undo-import.ts";
import type { Confirmation, Import, ImportError } from "./view.ts";

export const HISTORY_PAGE_SIZE = 20;

/** One import of the school as the contract shows it; a member gets no errors. */
export async function readImport(
  env: Env,
  input: { organizationId: string; importId: string; role: Role },
): Promise<Import | null> {
  const row = await findImport(env, input);
  if (!row) return null;
  return toImport(row, input.role === "admin" ? await readErrors(env, row) : []);
}

/**
 * The import of the school that runs or waits, else the one that ended last; `withErrors` only for
 * administrators who need them.
 */
export async function readLatestImport(
  env: Env,
  input: { organizationId: string; role: Role; withErrors?: boolean },
): Promise<Import | null> {
  const row = await findLatestImport(env, input.organizationId);
  if (!row) return null;
  const errors = input.withErrors && input.role === "admin" ? await readErrors(env, row) : [];
  return toImport(row, errors);
}

/** A page of the school's imports, newest first. */
export async function readImports(
  env: Env,
  input: { organizationId: string; role: Role; page: number },
): Promise<{ total: number; imports: Import[] }> {
  const { total, rows } = await listImports(env, {
    organizationId: input.organizationId,
    limit: HISTORY_PAGE_SIZE,
    offset: (input.page - 1) * HISTORY_PAGE_SIZE,
  });
  const imports: Import[] = [];
  for (const row of rows) {
    const told = input.role === "admin" && row.errorCount > 0 && row.purgedAt === null;
    imports.push(toImport(row, told ? await readErrors(env, row) : []));
  }
  return { total, imports };
}

export type ImportPage = {
  latest: Import | null;
  lastDone: Import | null;
  canUndo: boolean;
  canRetry: boolean;
  confirmation: Confirmation | null;
  errorsPurged: boolean;
  activePupils: number;
  history: { total: number; page: number; pageSize: number; imports: Import[] };
};

/** Everything the import page shows at once. */
export async function readImportPage(
  env: Env,
  input: { organizationId: string; role: Role; page?: number },
): Promise<ImportPage> {
  const page = input.page ?? 1;
  const { organizationId } = input;
  const [latest, shown] = await Promise.all([
    findLatestImport(env, organizationId),
    listImports(env, {
      organizationId,
      limit: HISTORY_PAGE_SIZE,
      offset: (page - 1) * HISTORY_PAGE_SIZE,
    }),
  ]);
  const [lastDone, active, errors, retry] = await Promise.all([
    findLastDone(env, organizationId),
    countActivePupils(env, organizationId),
    latest && input.role === "admin" ? readErrors(env, latest) : [],
    latest ? canRetry(env, latest) : false,
  ]);
  return {
    latest: latest && toImport(latest, errors),
    lastDone: lastDone && toImport(lastDone, []),
    canUndo: lastDone !== null && (await mayUndo(env, lastDone)),
    canRetry: retry,
    confirmation: latest && readConfirmation(latest),
    errorsPurged: latest !== null && latest.errorCount > 0 && latest.purgedAt !== null,
    activePupils: active,
    history: {
      total: shown.total,
      page,
      pageSize: HISTORY_PAGE_SIZE,
      imports: shown.rows.map((row) => toImport(row, [])),
    },
  };
}

async function findLastDone(env: Env, organizationId: string): Promise<ImportRecord | null> {
  const found = await env.DB.prepare(
    `SELECT id FROM import WHERE organization_id = ?1 AND status = 'done'
     ORDER BY base_version_after DESC LIMIT 1`,
  )
    .bind(organizationId)
    .first<{ id: string }>();
  return found ? await findImport(env, { organizationId, importId: found.id }) : null;
}

async function countActivePupils(env: Env, organizationId: string): Promise<number> {
  const counted = await env.DB.prepare(
    "SELECT count(*) AS n FROM pupil WHERE organization_id = ?1 AND deactivated_at IS NULL",
  )
    .bind(organizationId)
    .first<{ n: number }>();
  return counted?.n ?? 0;
}

async function mayUndo(env: Env, row: ImportRecord): Promise<boolean> {
  const answer = await env.DB.prepare(`SELECT (${CAN_UNDO}) AS yes`)
    .bind(row.id, row.organizationId)
    .first<{ yes: number }>();
  return answer?.yes === 1;
}

function readConfirmation(row: ImportRecord): Confirmation | null {
  if (row.status !== "awaiting-confirmation") return null;
  return {
    brake: row.brake ? { active: row.activeBefore, deactivated: row.deactivated } : null,
    olderExport:
      row.olderThan && row.exportedAt
        ? { thisFile: row.exportedAt, lastFile: row.olderThan }
        : null,
  };
}

/** The errors kept of an import, in the order they are told. */
export async function readErrors(env: Env, row: ImportRecord): Promise<ImportError[]> {
  const rows = await database(env)
    .select()
    .from(importError)
    .where(and(eq(importError.importId, row.id), sql`${row.errorCount} > 0`))
    .orderBy(asc(importError.ordinal));
  return rows.map((error) => toError(error, row));
}

type Detail = Record<string, string | number> & Pick<ImportError, "value" | "cause" | "division">;

function toError(
  error: typeof importError.$inferSelect,
  { kind, filename }: ImportRecord,
): ImportError {
  const stored: Detail = JSON.parse(error.detail);
  const { value, cause, division, ...detail } = stored;
  const told = {
    code: error.code,
    ...(error.line !== null && { line: error.line }),
    ...(error.ine !== null && { ine: error.ine }),
    ...(error.pupil !== null && { pupil: error.pupil }),
    ...(division !== undefined && { division }),
    ...(error.field !== null && { field: error.field }),
    ...(value !== undefined && { value }),
    ...(cause !== undefined && { cause }),
  };
  const message = importErrorMessage({ ...told, kind, detail: { ...detail, file: filename } });
  return { ...told, message };
}

export function toImport(row: ImportRecord, errors: ImportError[]): Import {
  return {
    id: row.id,
    status: row.status,
    filename: row.filename,
    createdAt: new Date(row.createdAt).toISOString(),
    createdBy: row.createdByName,
    finishedAt: row.finishedAt === null ? null : new Date(row.finishedAt).toISOString(),
    progress: {
      bytes: row.bytes,
      totalBytes: row.totalBytes,
      rows: row.rowCount,
    },
    counts: {
      added: row.added,
      changed: row.changed,
      unchanged: row.unchanged,
      reactivated: row.reactivated,
      deactivated: row.deactivated,
      skipped: row.skipped,
    },
    errors,
    errorCount: row.errorCount,
    revision: row.revision,
    ...(isWrongEverywhere(row) && { errorCountIsMinimum: true as const }),
  };
}
