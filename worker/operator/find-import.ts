import { schoolDatabasesOf } from "../platform/databases.ts";
import type { ImportTrace } from "./view.ts";

type Row = {
  number: number;
  school: string | number;
  status: string;
  kind: string;
  epoch: number;
  seq: number;
  bytes: number;
  totalBytes: number;
  rows: number;
  errorCount: number;
  skipped: number;
  reasons: string | null;
  fault: string | null;
  createdAt: number;
  heartbeatAt: number;
  finishedAt: number | null;
  undoneAt: number | null;
};

/** The import with this reference, in whichever database it is; null when none has it. */
export async function findImport(env: Env, id: string): Promise<ImportTrace | null> {
  for (const { name, db } of schoolDatabasesOf(env)) {
    const row = await db
      .prepare(
        `SELECT number, organization_id AS school, status, kind, epoch, seq, bytes, total_bytes AS totalBytes,
           row_count AS rows, error_count AS errorCount, skipped, reasons, fault ->> '$.code' AS fault,
           created_at AS createdAt, heartbeat_at AS heartbeatAt, finished_at AS finishedAt,
           undone_at AS undoneAt FROM import WHERE id = ?1`,
      )
      .bind(id)
      .first<Row>();
    if (row) return await trace(env, { id, database: name, db, row });
  }
  return null;
}

type Found = { id: string; database: string; db: D1Database; row: Row };

async function trace(env: Env, { id, database, db, row }: Found): Promise<ImportTrace> {
  const { school, number, reasons, createdAt, heartbeatAt, finishedAt, undoneAt, ...figures } = row;
  const [known, journal] = await Promise.all([
    env.DB.prepare("SELECT uai, name FROM organization WHERE id = ?1")
      .bind(school)
      .first<{ uai: string; name: string }>(),
    db
      .prepare(
        `SELECT at, event AS what FROM journal
         WHERE organization_id = ?1 AND subject = ?2 AND event LIKE 'import.%' ORDER BY at LIMIT 100`,
      )
      .bind(school, String(number))
      .all<{ at: number; what: string }>(),
  ]);
  const times: [number | null, string][] = [
    [createdAt, "file received"],
    [heartbeatAt, "last sign of life"],
    [finishedAt, `ended as ${row.status}`],
    [undoneAt, "undone"],
  ];
  const own = times.flatMap(([at, what]) => (at === null ? [] : [{ at, what }]));
  const steps = [...own, ...journal.results].sort((one, other) => one.at - other.at);
  return {
    id,
    database,
    school: known,
    ...figures,
    reasons: reasons === null ? [] : JSON.parse(reasons),
    steps: steps.map(({ at, what }) => ({ at: new Date(at).toISOString(), what })),
  };
}
