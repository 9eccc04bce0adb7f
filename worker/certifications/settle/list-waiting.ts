import type { SchoolEnv } from "../../platform/school-env.ts";
import type { FoundPupil } from "../../pupils/find-pupils.ts";
import { firstKey, lastKey } from "../../pupils/name-sql.ts";

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

const NAME = `${lastKey("search")} || ' ' || ${firstKey("search")}`;

/**
 * SQL: the candidate pupils of the rows of `page`. The school's pupils are read once, to keep those who could be a
 * candidate of any row; only these are compared with each row.
 */
const CANDIDATES = `
  SELECT r.import_id, r.line, found.id AS pupil FROM page r CROSS JOIN likely found
  ON CASE WHEN r.pupil_id IS NOT NULL THEN found.id = r.pupil_id
    ELSE found.birth_date = r.birth_date OR found.ine = r.ine OR found.name = r.search END`;
const LIKELY = `
  SELECT id, birth_date, ine, ${NAME} AS name FROM pupil WHERE organization_id = ?1
    AND (id IN (SELECT pupil_id FROM page) OR birth_date IN (SELECT birth_date FROM page)
      OR ine IN (SELECT ine FROM page) OR ${NAME} IN (SELECT search FROM page))`;

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
      `WITH page AS MATERIALIZED (${page}), likely AS MATERIALIZED (${LIKELY}),
         candidate AS (${CANDIDATES})
       SELECT * FROM (SELECT r.import_id, r.line, CAST(p.id AS TEXT) AS id, p.last_name, p.first_name, p.birth_date,
         p.deactivated_at, coalesce(s.division, p.division) AS division,
         row_number() OVER (PARTITION BY r.import_id, r.line
           ORDER BY p.birth_date <> r.birth_date, p.search, p.id) AS place
       FROM candidate CROSS JOIN page r USING (import_id, line)
       CROSS JOIN pupil p ON p.organization_id = ?1 AND p.id = candidate.pupil
       LEFT JOIN schooling s ON s.organization_id = ?1 AND s.pupil_id = p.id
         AND s.year = CAST(r.school_year AS INTEGER))
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
