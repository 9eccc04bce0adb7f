import { runJournalled } from "../../journal/record.ts";
import { assertInBatch } from "../../platform/database.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { type ClassProblem, readClassName } from "../../school-files/class-name.ts";
import { insertFrom } from "../enter/commit-results.ts";

/** The school's choice for waiting rows. */
export type WaitingChoice =
  /** The row belongs to this pupil. */
  | { kind: "link"; pupilId: string; division: string }
  /** The row belongs to a person missing from the base. */
  | { kind: "keep"; division: string }
  /** The pupil is known; this is the class. */
  | { kind: "place"; division: string }
  | { kind: "discard" };

/** One row, or all waiting rows of one file or of the school. */
export type WaitingScope = { importId?: string; line?: number };

export type SettleOutcome =
  | { ok: true; settled: number }
  /** `NO_CLASS`: a result needs a class. `NOT_FOUND`: no such row waits, or no such pupil. */
  | { ok: false; reason: "NO_CLASS" | "NOT_FOUND" | Exclude<ClassProblem, "CLASS_MISSING"> };

/** JSON goes to D1 in parameters of 2 MB at most. */
const CHUNK = 5_000;

type Waiting = {
  import_id: string;
  line: number;
  /** The class in a column of the file; empty when the file has none. */
  division: string;
  /** The class in the file name; empty when it has none. */
  file_division: string;
  pupil_id: string | null;
  /** The class of the year in the base. */
  schooling: string | null;
};
type Settled = {
  importId: string;
  line: number;
  pupilId: string | null;
  division: string;
  /** 1 when the class was typed for this row and differs from its file. */
  byHand: 0 | 1;
};

/**
 * Applies the school's choice to waiting rows. `link` is for one row; `keep` takes the rows without a pupil,
 * `place` those that lack only a class, `discard` all of the scope. The class of the year in the base has priority;
 * for one row the typed class then precedes the file's, for many it only fills rows whose file gives no class in a
 * column or in its name. One transaction; repeating it finds no waiting row.
 */
export async function settleRows(
  env: SchoolEnv,
  input: { organizationId: number; userId: string; scope: WaitingScope; choice: WaitingChoice },
): Promise<SettleOutcome> {
  const { choice, scope, organizationId } = input;
  const typed = readClassName(choice.kind === "discard" ? "" : choice.division);
  if (!typed.ok && typed.problem !== "CLASS_MISSING") return { ok: false, reason: typed.problem };
  const division = typed.ok ? typed.name : "";
  const waiting = await findRows(env, input);
  if (waiting.length === 0) return { ok: false, reason: "NOT_FOUND" };
  const alone = scope.line !== undefined;
  const settled = waiting.map((row) => settle(row, choice.kind, division, alone));
  if (choice.kind !== "discard" && settled.some(({ division }) => division === "")) {
    return { ok: false, reason: "NO_CLASS" };
  }
  const statements = chunksOf(settled).flatMap((chunk) => writeChunk(env, chunk, input));
  const done = await runJournalled(env, statements, {
    organizationId,
    at: Date.now(),
    userId: input.userId,
    event: "results.imported",
    subject: scope.importId ?? "",
    detail: { choice: choice.kind, rows: settled.length },
  });
  return done ? { ok: true, settled: settled.length } : { ok: false, reason: "NOT_FOUND" };
}

async function findRows(
  env: SchoolEnv,
  input: { organizationId: number; scope: WaitingScope; choice: WaitingChoice },
): Promise<Waiting[]> {
  const { choice, scope } = input;
  const pupil = choice.kind === "link" ? choice.pupilId : null;
  const wanted = {
    link: "p.id IS NOT NULL",
    keep: "r.reason IN ('UNKNOWN', 'AMBIGUOUS')",
    place: "r.reason = 'NO_CLASS' AND p.id IS NOT NULL",
    discard: "true",
  };
  const { results } = await env.DB.prepare(
    `SELECT r.import_id, r.line, r.division, i.file_division,
       CAST(p.id AS TEXT) AS pupil_id, s.division AS schooling
     FROM certification_row r JOIN certification_import i ON i.id = r.import_id AND i.state = 'done'
     LEFT JOIN pupil p ON p.organization_id = ?1 AND p.id = coalesce(?4, r.pupil_id)
     LEFT JOIN schooling s ON s.organization_id = ?1 AND s.pupil_id = p.id
       AND s.year = CAST(r.school_year AS INTEGER)
     WHERE r.organization_id = ?1 AND r.reason IS NOT NULL AND ${wanted[choice.kind]}
       AND (?2 IS NULL OR r.import_id = ?2) AND (?3 IS NULL OR r.line = ?3)`,
  )
    .bind(input.organizationId, scope.importId ?? null, scope.line ?? null, pupil)
    .all<Waiting>();
  return results;
}

function settle(row: Waiting, kind: WaitingChoice["kind"], typed: string, alone: boolean): Settled {
  const divisionInFile = row.division || row.file_division;
  // The form of one row is prefilled with the class of the file name: an emptied field means no class.
  const division = row.schooling || (alone ? typed || row.division : divisionInFile || typed);
  return {
    importId: row.import_id,
    line: row.line,
    pupilId: kind === "keep" ? null : row.pupil_id,
    division,
    byHand: division !== (row.schooling || divisionInFile) && alone ? 1 : 0,
  };
}

function chunksOf(rows: Settled[]): Settled[][] {
  const chunks = Math.ceil(rows.length / CHUNK);
  return Array.from({ length: chunks }, (_, at) => rows.slice(at * CHUNK, (at + 1) * CHUNK));
}

function writeChunk(
  env: SchoolEnv,
  chunk: Settled[],
  input: { organizationId: number; choice: WaitingChoice },
) {
  const json = JSON.stringify(chunk);
  // CROSS JOIN keeps the order: each choice finds its row by key, instead of each row scanning all choices.
  const rows = `json_each(?2) w CROSS JOIN certification_row r ON r.import_id = w.value ->> 'importId'
    AND r.line = w.value ->> 'line' AND r.organization_id = ?1`;
  const bound = [input.organizationId, json];
  const store = env.DB.prepare(
    `${insertFrom("w.value ->> 'pupilId'", "w.value ->> 'division'", "w.value ->> 'byHand'")}
     FROM ${rows} JOIN certification_import i ON i.id = r.import_id`,
  ).bind(...bound);
  return [
    assertInBatch(env, `(SELECT count(*) FROM ${rows}) = json_array_length(?2)`, ...bound),
    ...(input.choice.kind === "discard" ? [] : [store]),
    env.DB.prepare(
      `DELETE FROM certification_row WHERE organization_id = ?1 AND (import_id, line) IN (
         SELECT value ->> 'importId', value ->> 'line' FROM json_each(?2))`,
    ).bind(...bound),
  ];
}
