import { schoolDatabasesOf } from "../platform/databases.ts";
import type { ImportTrace } from "./view.ts";

type Row = {
  id: string;
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

/** How many imports of one beginning are listed, of each database. */
const MOST_LISTED = 10;

/** The eight characters that the page of an import shows, the whole id, or what is between. */
const REFERENCE = /^[0-9a-f-]{8,36}$/;

/**
 * Finds the imports whose id begins with this reference, in all school databases. A reference in another form finds none.
 */
export async function findImports(env: Env, reference: string): Promise<Found[]> {
  const beginning = reference.toLowerCase();
  if (!REFERENCE.test(beginning)) return [];
  const found = schoolDatabasesOf(env).map(async ({ name, db }) => {
    const { results } = await db
      .prepare(
        // Ids are hexadecimal: `g` comes after all that begin so, and the index of ids is used.
        `SELECT id, number, organization_id AS school, status, kind, epoch, seq, bytes, total_bytes AS totalBytes,
           row_count AS rows, error_count AS errorCount, skipped, reasons, fault ->> '$.code' AS fault,
           created_at AS createdAt, heartbeat_at AS heartbeatAt, finished_at AS finishedAt,
           undone_at AS undoneAt FROM import WHERE id >= ?1 AND id < ?1 || 'g' ORDER BY id LIMIT ?2`,
      )
      .bind(beginning, MOST_LISTED)
      .all<Row>();
    return results.map((row) => ({ database: name, db, row }));
  });
  return (await Promise.all(found)).flat();
}

type Found = { database: string; db: D1Database; row: Row };

/** What the operator may see of one of them. */
export async function traceImport(env: Env, { database, db, row }: Found): Promise<ImportTrace> {
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
    [finishedAt, `ended as ${undoneAt === null ? row.status : "done"}`],
    [undoneAt, "undone"],
  ];
  const own = times.flatMap(([at, what]) => (at === null ? [] : [{ at, what }]));
  const steps = [...own, ...journal.results].sort((one, other) => one.at - other.at);
  return {
    database,
    school: known,
    ...figures,
    reasons: reasons === null ? [] : JSON.parse(reasons),
    steps: steps.map(({ at, what }) => ({ at: new Date(at).toISOString(), what })),
  };
}
