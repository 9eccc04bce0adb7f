import type { SchoolEnv } from "../../platform/school-env.ts";
import type { FoundPupil } from "../../pupils/find-pupils.ts";
export type WaitingReason = "UNKNOWN" | "AMBIGUOUS" | "NO_CLASS";

export type WaitingRow = {
  importId: string;
  line: number;
  number: string;
  name: string;
  birthDate: string;
  takenOn: string;
  schoolYear: string;
  reason: WaitingReason;
  /** The class of this row in the file, else the class in the file name; empty without either. */
  division: string;
  filename: string;
  candidates: FoundPupil[];
};

export const WAITING_PAGE_SIZE = 20;
const MAX_CANDIDATES = 8;

/**
 * SQL: the candidate pupils of the rows of `page`; each branch uses its own index. `search` is `last first usual`
 * for a pupil and `last first` for a row; `!` is the character after the blank.
 */
const CANDIDATES = `
  SELECT r.import_id, r.line, p.rowid AS pupil FROM page r CROSS JOIN pupil p
    ON p.id = r.pupil_id AND p.organization_id = ?1
  UNION SELECT r.import_id, r.line, p.rowid FROM page r CROSS JOIN pupil p
    ON r.pupil_id IS NULL AND p.rowid IN (
      SELECT rowid FROM pupil INDEXED BY pupil_by_birth_date
      WHERE organization_id = ?1 AND birth_date = r.birth_date ORDER BY search LIMIT ${MAX_CANDIDATES})
  UNION SELECT r.import_id, r.line, p.rowid FROM page r CROSS JOIN pupil p INDEXED BY pupil_by_ine
    ON r.pupil_id IS NULL AND p.organization_id = ?1 AND p.ine = r.ine
  UNION SELECT r.import_id, r.line, p.rowid FROM page r CROSS JOIN pupil p INDEXED BY pupil_by_name
    ON r.pupil_id IS NULL AND p.organization_id = ?1
      AND p.search >= r.search AND p.search < r.search || '!'
      AND substr(p.search, 1, length(p.search_first)) = r.search`;

/** Whether a row still waits for a choice. */
export async function isWaiting(
  env: SchoolEnv,
  row: { organizationId: number; importId: string; line: number },
): Promise<boolean> {
  const found = await env.DB.prepare(
    `SELECT 1 FROM certification_row
     WHERE organization_id = ?1 AND import_id = ?2 AND line = ?3 AND reason IS NOT NULL`,
  )
    .bind(row.organizationId, row.importId, row.line)
    .first();
  return found !== null;
}

/**
 * Rows that wait for a choice, oldest file first, each with its candidate pupils: the matched pupil when only the
 * class is missing, else the pupils with the same birth date, INE or name.
 */
export async function listWaiting(
  env: SchoolEnv,
  input: { organizationId: number; importId?: string; page?: number; pageSize?: number },
): Promise<{ total: number; rows: WaitingRow[] }> {
  const size = input.pageSize ?? WAITING_PAGE_SIZE;
  const where = `r.organization_id = ?1 AND r.reason IS NOT NULL
    AND i.state = 'done' AND (?2 IS NULL OR r.import_id = ?2)`;
  const from = `FROM certification_row r JOIN certification_import i ON i.id = r.import_id`;
  const page = `SELECT r.*, i.filename AS filename, i.file_division AS file_division, i.at AS at
    ${from} WHERE ${where}
    ORDER BY i.at, r.import_id, r.line LIMIT ${size} OFFSET ${size * ((input.page ?? 1) - 1)}`;
  const bound = [input.organizationId, input.importId ?? null];
  const [rows, counted, people] = await env.DB.batch<Record<string, unknown>>([
    env.DB.prepare(page).bind(...bound),
    env.DB.prepare(`SELECT count(*) AS total ${from} WHERE ${where}`).bind(...bound),
    env.DB.prepare(
      `WITH page AS MATERIALIZED (${page}), candidate AS (${CANDIDATES})
       SELECT * FROM (SELECT r.import_id, r.line, p.id, p.last_name, p.first_name, p.birth_date,
         p.deactivated_at, coalesce(s.division, p.division) AS division,
         row_number() OVER (PARTITION BY r.import_id, r.line
           ORDER BY p.birth_date <> r.birth_date, p.search, p.id) AS place
       FROM candidate CROSS JOIN page r USING (import_id, line)
       CROSS JOIN pupil p ON p.rowid = candidate.pupil
       LEFT JOIN schooling s ON s.pupil_id = p.id AND s.school_year = r.school_year)
       WHERE place <= ${MAX_CANDIDATES} ORDER BY import_id, line, place`,
    ).bind(...bound),
  ]);
  const candidates = Map.groupBy(people?.results ?? [], rowKey);
  return {
    total: Number(counted?.results[0]?.total ?? 0),
    rows: (rows?.results ?? []).map((row) => toWaiting(row, candidates.get(rowKey(row)) ?? [])),
  };
}

function rowKey(row: Record<string, unknown>): string {
  return `${row.import_id} ${row.line}`;
}

function toWaiting(
  row: Record<string, unknown>,
  candidates: Array<Record<string, unknown>>,
): WaitingRow {
  return {
    importId: String(row.import_id),
    line: Number(row.line),
    number: String(row.number),
    name: `${row.first_name} ${row.last_name}`,
    birthDate: String(row.birth_date),
    takenOn: String(row.taken_on),
    schoolYear: String(row.school_year),
    reason: row.reason === "AMBIGUOUS" || row.reason === "NO_CLASS" ? row.reason : "UNKNOWN",
    division: String(row.division) || String(row.file_division),
    filename: String(row.filename),
    candidates: candidates.map((one) => ({
      pupilId: String(one.id),
      lastName: String(one.last_name),
      firstName: String(one.first_name),
      birthDate: String(one.birth_date),
      division: String(one.division),
      left: one.deactivated_at !== null,
    })),
  };
}
