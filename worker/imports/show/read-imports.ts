import { importErrorMessage } from "#words/fr.ts";
import type { Role } from "../../organizations/access.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { canRetry } from "../decide/decide.ts";
import { mayUndo } from "../decide/undo-import.ts";
import { aboutFormat } from "../formats/formats.ts";
import { COMPARED_MINIMUM } from "../run/weigh-import.ts";
import type { importError } from "../schema.ts";
import {
  type ImportRecord,
  isWrongEverywhere,
  lastDoneImport,
  latestImport,
  listImports,
  pageOfImports,
  readOne,
  readReasons,
  theImport,
  type WhichImports,
  weighedImport,
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
  const which = theImport(input);
  const isAdmin = input.role === "admin";
  const [row, errors, anomalies] = await Promise.all([
    readOne(env, which),
    isAdmin ? readErrors(env, which) : NO_ERRORS,
    isAdmin ? readAnomalies(env, which) : NO_ANOMALIES,
  ]);
  return row && toImport(row, errors, anomalies);
}

/**
 * The import of the school that runs or waits, else the one that ended last; `withErrors` only for
 * administrators who need them.
 */
export async function readLatestImport(
  env: SchoolEnv,
  input: { organizationId: number; role: Role; withErrors?: boolean },
): Promise<Import | null> {
  const which = latestImport(input.organizationId);
  const [row, errors] = await Promise.all([
    readOne(env, which),
    input.withErrors && input.role === "admin" ? readErrors(env, which) : NO_ERRORS,
  ]);
  return row && toImport(row, errors);
}

/** A page of the school's imports, newest first. */
export async function readImports(
  env: SchoolEnv,
  input: { organizationId: number; role: Role; page: number },
): Promise<{ total: number; imports: Import[] }> {
  const page = atPage(input.page);
  const which = pageOfImports(input.organizationId, page);
  const isAdmin = input.role === "admin";
  const [{ total, rows }, errors, anomalies] = await Promise.all([
    listImports(env, input.organizationId, page),
    isAdmin ? readErrors(env, which) : NO_ERRORS,
    isAdmin ? readAnomalies(env, which) : NO_ANOMALIES,
  ]);
  return { total, imports: rows.map((row) => toImport(row, errors, anomalies)) };
}

const atPage = (page: number) => ({
  limit: HISTORY_PAGE_SIZE,
  offset: (page - 1) * HISTORY_PAGE_SIZE,
});

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

/** Everything the import page shows at once, for an administrator. Only a waiting import is asked more about. */
export async function readImportPage(
  env: SchoolEnv,
  input: { organizationId: number; page?: number },
): Promise<ImportPage> {
  const page = input.page ?? 1;
  const { organizationId } = input;
  const which = weighedImport(organizationId);
  const [latest, shown, lastDone, facts, errors, anomalies, odd, canUndo, levels] =
    await Promise.all([
      readOne(env, latestImport(organizationId)),
      listImports(env, organizationId, atPage(page)),
      readOne(env, lastDoneImport(organizationId)),
      readSchoolFacts(env, organizationId),
      readErrors(env, latestImport(organizationId)),
      readAnomalies(env, which),
      countAnomalies(env, which),
      mayUndo(env, organizationId),
      readDoneLevels(env, organizationId),
    ]);
  const waits = latest?.status === "awaiting-confirmation";
  const weighed = waits ? latest : lastDone;
  const [retry, confirmation] = await Promise.all([
    latest ? canRetry(env, latest) : false,
    readConfirmation(env, latest),
  ]);
  return {
    latest: latest && toImport(latest, errors),
    lastDone: lastDone && toImport(lastDone),
    canUndo,
    canRetry: retry,
    confirmation,
    odd: weighed && { importId: weighed.id, ...odd, anomalies: anomalies.get(weighed.id) ?? [] },
    unchecked: weighed && isUnchecked(weighed) ? weighed.id : null,
    seeFirst: facts.seeFirst === 1,
    doneLevels: waits || !lastDone ? [] : levels,
    errorsPurged: latest !== null && latest.errorCount > 0 && latest.purged === 1,
    activePupils: facts.active,
    history: {
      total: shown.total,
      page,
      pageSize: HISTORY_PAGE_SIZE,
      imports: shown.rows.map((row) => toImport(row)),
    },
  };
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

/** A file that does not name its school can only be checked against the pupils already in the base. */
function isUnchecked(row: ImportRecord): boolean {
  return !aboutFormat(row.kind).saysSchool && row.activeBefore < COMPARED_MINIMUM;
}

type StoredError = Omit<typeof importError.$inferSelect, "importId" | "ordinal">;
type Errors = Map<string, StoredError[]>;
type Anomalies = Map<string, Anomaly[]>;

const NO_ERRORS: Errors = new Map();
const NO_ANOMALIES: Anomalies = new Map();

/** The stored errors of these imports, by import, in the order of their display. */
async function readErrors(env: SchoolEnv, { ids, values }: WhichImports): Promise<Errors> {
  const { results } = await env.DB.prepare(
    `SELECT import_id AS importId, code, line, ine, pupil, field, detail FROM import_error
     WHERE import_id IN (${ids}) ORDER BY import_id, ordinal`,
  )
    .bind(...values)
    .all<StoredError & { importId: string }>();
  return Map.groupBy(results, ({ importId }) => importId);
}

type Detail = Record<string, string | number> & Pick<ImportError, "value" | "cause" | "division">;

function toError(error: StoredError, { kind, filename }: ImportRecord): ImportError {
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

/** `errors` and `anomalies` name pupils: pass none for a member. Those of a run that has not ended are left out. */
export function toImport(row: ImportRecord, errors = NO_ERRORS, anomalies = NO_ANOMALIES): Import {
  const stored = row.errorCount > 0 ? (errors.get(row.id) ?? []) : [];
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
    errors: stored.map((error) => toError(error, row)),
    errorCount: row.errorCount,
    revision: row.revision,
    ...(isWrongEverywhere(row) && { errorCountIsMinimum: true as const }),
    schoolYear: row.schoolYear,
    exportedAt: row.exportedAt,
    reasons: readReasons(row),
    anomalies: row.reasons === null ? [] : (anomalies.get(row.id) ?? []),
  };
}
