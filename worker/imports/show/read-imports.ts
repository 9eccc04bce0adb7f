import { and, asc, desc, eq, sql } from "drizzle-orm";
import { importErrorMessage } from "#words/fr.ts";
import type { Role } from "../../organizations/access.ts";
import { database } from "../../platform/database.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { canRetry } from "../decide/decide.ts";
import { CAN_UNDO } from "../decide/undo-import.ts";
import { aboutFormat } from "../formats/formats.ts";
import { COMPARED_MINIMUM } from "../run/weigh-import.ts";
import { importError, importTable } from "../schema.ts";
import {
  findImport,
  findLatestImport,
  type ImportRecord,
  isWrongEverywhere,
  listImports,
  readReasons,
} from "../store.ts";
import type { Anomaly, Confirmation, Import, ImportError, LevelMove } from "../view.ts";
import { type AnomalyCounts, countAnomalies, readAnomalies } from "./read-anomalies.ts";
import { readDoneLevels } from "./read-done-levels.ts";
import { readConfirmation } from "./read-waiting.ts";

export const HISTORY_PAGE_SIZE = 20;

/** One import of the school as the contract shows it; a member gets no errors. */
export async function readImport(
  env: SchoolEnv,
  input: { organizationId: number; importId: string; role: Role },
): Promise<Import | null> {
  const row = await findImport(env, input);
  if (!row) return null;
  if (input.role !== "admin") return toImport(row, []);
  const [errors, anomalies] = await Promise.all([readErrors(env, row), readAnomalies(env, [row])]);
  return toImport(row, errors, anomalies.get(row.id));
}

/**
 * The import of the school that runs or waits, else the one that ended last; `withErrors` only for
 * administrators who need them.
 */
export async function readLatestImport(
  env: SchoolEnv,
  input: { organizationId: number; role: Role; withErrors?: boolean },
): Promise<Import | null> {
  const row = await findLatestImport(env, input.organizationId);
  if (!row) return null;
  const errors = input.withErrors && input.role === "admin" ? await readErrors(env, row) : [];
  return toImport(row, errors);
}

/** A page of the school's imports, newest first. */
export async function readImports(
  env: SchoolEnv,
  input: { organizationId: number; role: Role; page: number },
): Promise<{ total: number; imports: Import[] }> {
  const { total, rows } = await listImports(env, {
    organizationId: input.organizationId,
    limit: HISTORY_PAGE_SIZE,
    offset: (input.page - 1) * HISTORY_PAGE_SIZE,
  });
  const isAdmin = input.role === "admin";
  const anomalies = isAdmin ? await readAnomalies(env, rows) : new Map<string, Anomaly[]>();
  const imports: Import[] = [];
  for (const row of rows) {
    const showsErrors = isAdmin && row.errorCount > 0 && row.purged === 0;
    imports.push(
      toImport(row, showsErrors ? await readErrors(env, row) : [], anomalies.get(row.id)),
    );
  }
  return { total, imports };
}

export type ImportPage = {
  latest: Import | null;
  lastDone: Import | null;
  canUndo: boolean;
  canRetry: boolean;
  confirmation: Confirmation | null;
  /** The anomalies of the waiting import, else of the last one done; `importId` is that import. */
  odd: {
    importId: string;
    counts: AnomalyCounts;
    pupils: number;
    anomalies: Anomaly[];
  } | null;
  /** Id of the waiting import, or the last one done, if nothing could check that its file is of this school. */
  unchecked: string | null;
  /** The school chose to see the changes of each import before they are applied. */
  seeFirst: boolean;
  /** How the last import that counts moved pupils between levels; empty while another one waits. */
  doneLevels: LevelMove[];
  errorsPurged: boolean;
  activePupils: number;
  history: { total: number; page: number; pageSize: number; imports: Import[] };
};

/** Everything the import page shows at once. */
export async function readImportPage(
  env: SchoolEnv,
  input: { organizationId: number; role: Role; page?: number },
): Promise<ImportPage> {
  const page = input.page ?? 1;
  const { organizationId } = input;
  const [latest, shown, lastDone, facts] = await Promise.all([
    findLatestImport(env, organizationId),
    listImports(env, {
      organizationId,
      limit: HISTORY_PAGE_SIZE,
      offset: (page - 1) * HISTORY_PAGE_SIZE,
    }),
    findLastDone(env, organizationId),
    readSchoolFacts(env, organizationId),
  ]);
  const shownOdd = latest?.status === "awaiting-confirmation" ? latest : lastDone;
  const [errors, retry, confirmation, doneLevels, canUndo, odd] = await Promise.all([
    latest && input.role === "admin" ? readErrors(env, latest) : [],
    latest ? canRetry(env, latest) : false,
    readConfirmation(env, latest),
    lastDone && shownOdd === lastDone
      ? readDoneLevels(env, { organizationId, importId: lastDone.id })
      : [],
    lastDone !== null && mayUndo(env, lastDone),
    shownOdd && input.role === "admin" ? readOdd(env, shownOdd) : null,
  ]);
  return {
    latest: latest && toImport(latest, errors),
    lastDone: lastDone && toImport(lastDone, []),
    canUndo,
    canRetry: retry,
    confirmation,
    odd,
    unchecked: shownOdd && isUnchecked(shownOdd) ? shownOdd.id : null,
    seeFirst: facts.seeFirst === 1,
    doneLevels,
    errorsPurged: latest !== null && latest.errorCount > 0 && latest.purged === 1,
    activePupils: facts.active,
    history: {
      total: shown.total,
      page,
      pageSize: HISTORY_PAGE_SIZE,
      imports: shown.rows.map((row) => toImport(row, [])),
    },
  };
}

async function findLastDone(env: SchoolEnv, organizationId: number): Promise<ImportRecord | null> {
  const [row] = await database(env)
    .select()
    .from(importTable)
    .where(and(eq(importTable.organizationId, organizationId), eq(importTable.status, "done")))
    .orderBy(desc(importTable.baseVersionAfter))
    .limit(1);
  return row ?? null;
}

async function readSchoolFacts(env: SchoolEnv, organizationId: number) {
  const facts = await env.DB.prepare(
    `SELECT see_first AS seeFirst, (SELECT count(*) FROM pupil
       WHERE organization_id = ?1 AND deactivated_at IS NULL) AS active
     FROM school WHERE id = ?1`,
  )
    .bind(organizationId)
    .first<{ active: number; seeFirst: number }>();
  return facts ?? { active: 0, seeFirst: 0 };
}

async function readOdd(env: SchoolEnv, row: ImportRecord): Promise<ImportPage["odd"]> {
  const [anomalies, counts] = await Promise.all([
    readAnomalies(env, [row]),
    countAnomalies(env, row.id),
  ]);
  return { importId: row.id, ...counts, anomalies: anomalies.get(row.id) ?? [] };
}

/** A file that does not name its school can only be checked against the pupils already in the base. */
function isUnchecked(row: ImportRecord): boolean {
  return !aboutFormat(row.kind).saysSchool && row.activeBefore < COMPARED_MINIMUM;
}

async function mayUndo(env: SchoolEnv, row: ImportRecord): Promise<boolean> {
  const answer = await env.DB.prepare(`SELECT (${CAN_UNDO}) AS yes`)
    .bind(row.id, row.organizationId)
    .first<{ yes: number }>();
  return answer?.yes === 1;
}

/** The stored errors of an import, in the order of their display. */
export async function readErrors(env: SchoolEnv, row: ImportRecord): Promise<ImportError[]> {
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
  const shown = {
    code: error.code,
    ...(error.line !== null && { line: error.line }),
    ...(error.ine !== null && { ine: error.ine }),
    ...(error.pupil !== null && { pupil: error.pupil }),
    ...(division !== undefined && { division }),
    ...(error.field !== null && { field: error.field }),
    ...(value !== undefined && { value }),
    ...(cause !== undefined && { cause }),
  };
  const message = importErrorMessage({ ...shown, kind, detail: { ...detail, file: filename } });
  return { ...shown, message };
}

/** `errors` and `anomalies` name pupils: pass none for a member. */
export function toImport(
  row: ImportRecord,
  errors: ImportError[],
  anomalies: Anomaly[] = [],
): Import {
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
    schoolYear: row.schoolYear,
    exportedAt: row.exportedAt,
    reasons: readReasons(row),
    anomalies,
  };
}
