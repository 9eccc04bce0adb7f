import { DAY } from "../platform/clock.ts";
import { databasesOf, type NamedDatabase } from "../platform/databases.ts";
import { causeText } from "../platform/log.ts";
import { RETENTION } from "../platform/retention.ts";
import { isDeadLetterCount } from "./dead-letters.ts";
import type { DatabaseStatus, Status } from "./view.ts";

/**
 * The state of the whole installation. It reads every import that is kept: for a person or an alarm, not for a page. A
 * database that does not answer is reported, and so is the rest.
 */
export async function readStatus(env: Env, now: number): Promise<Status> {
  const databases: DatabaseStatus[] = [];
  const imports: Status["imports"] = { byState: {}, oldestActiveSeconds: null, failed24h: 0 };
  const documents: Status["documents"] = {};
  let oldestActive: number | null = null;
  // One after another: an invocation may have six connections at once.
  for (const each of databasesOf(env)) {
    try {
      databases.push(await readDatabase(each, each.db === env.DB));
      if (each.db === env.DB) continue;
      const work = await readWork(each.db, now);
      for (const { status, many, oldest, failed } of work.imports) {
        imports.byState[status] = (imports.byState[status] ?? 0) + many;
        imports.failed24h += failed;
        if (oldest !== null && isUnderWay(status))
          oldestActive = Math.min(oldestActive ?? oldest, oldest);
      }
      for (const { status, many } of work.documents) {
        documents[status] = (documents[status] ?? 0) + many;
      }
    } catch (error) {
      const none = { bytes: null, schools: null, lastMigration: null };
      databases.push({ name: each.name, ...none, error: causeText(error) });
    }
  }
  imports.oldestActiveSeconds = secondsSince(oldestActive, now);
  const central = await readCentral(env.DB, now).catch((error: unknown) => {
    const [first] = databases;
    if (first && first.error === undefined) first.error = causeText(error);
    return UNKNOWN;
  });
  return { version: env.VERSION, databases, imports, ...central, documents };
}

/** What only the central database knows, while it does not answer. */
const UNKNOWN: Pick<Status, "deadLetters" | "mails" | "sweeps"> = {
  deadLetters: null,
  mails: { pending: null, oldestSeconds: null, refusedByCause: {} },
  sweeps: [],
};

async function readCentral(db: D1Database, now: number) {
  return { ...(await readRuns(db, now)), mails: await readMails(db, now) };
}

/** Work of ours. An import that waits for a confirmation waits for a person, a day at most. */
function isUnderWay(status: string): boolean {
  return ["received", "reading", "checking", "applying"].includes(status);
}

async function readDatabase(
  { name, db }: NamedDatabase,
  isCentral: boolean,
): Promise<DatabaseStatus> {
  const table = isCentral ? "organization" : "school";
  const count = await db.prepare(`SELECT count(*) AS many FROM ${table}`).all<{ many: number }>();
  return {
    name,
    bytes: count.meta.size_after ?? null,
    schools: count.results[0]?.many ?? null,
    lastMigration: await readLastMigration(db),
  };
}

/** Null in a base that wrangler did not migrate, as those of the tests. */
async function readLastMigration(db: D1Database): Promise<string | null> {
  const sql = "SELECT name FROM d1_migrations ORDER BY id DESC LIMIT 1";
  return await db
    .prepare(sql)
    .first<string>("name")
    .catch(() => null);
}

/** When our work on an import began: an answer or a retry of a person, hours later, begins it again. Null once it ended. */
const BEGAN = `CASE WHEN finished_at IS NULL THEN coalesce((SELECT max(at) FROM journal j
  WHERE j.organization_id = import.organization_id AND j.subject = CAST(import.number AS TEXT)
    AND j.event IN ('import.confirmed', 'import.retried')), created_at) END`;

type ImportCount = { status: string; many: number; oldest: number | null; failed: number };

async function readWork(db: D1Database, now: number) {
  const [imports, documents] = await db.batch<ImportCount>([
    db
      .prepare(
        `SELECT status, count(*) AS many, min(${BEGAN}) AS oldest,
           sum(status = 'failed' AND finished_at > ?1) AS failed FROM import GROUP BY status`,
      )
      .bind(now - DAY),
    db.prepare("SELECT status, count(*) AS many FROM document GROUP BY status"),
  ]);
  return { imports: imports?.results ?? [], documents: documents?.results ?? [] };
}

async function readRuns(db: D1Database, now: number) {
  const { results } = await db
    .prepare("SELECT name, last_run_at AS at, ms, failed FROM sweep_run ORDER BY name")
    .all<{ name: string; at: number; ms: number; failed: number }>();
  let deadLetters = 0;
  const sweeps: Status["sweeps"] = [];
  for (const { name, at, ms, failed } of results) {
    if (!isDeadLetterCount(name)) {
      sweeps.push({ name, lastRun: new Date(at).toISOString(), ms, failed });
    } else if (at > now - DAY) deadLetters += failed;
  }
  return { deadLetters, sweeps };
}

async function readMails(db: D1Database, now: number): Promise<Status["mails"]> {
  const { results } = await db
    .prepare(
      `SELECT state, cause, count(*) AS many, min(created_at) AS oldest FROM outbox
       WHERE state IN ('pending', 'refused', 'expired') AND created_at > ?1 GROUP BY state, cause`,
    )
    .bind(now - RETENTION.mail)
    .all<{ state: string; cause: string | null; many: number; oldest: number }>();
  const pending = results.filter(({ state }) => state === "pending");
  const refused = results.filter(({ state }) => state === "refused");
  const refusedByCause: Record<string, number> = {};
  for (const { cause, many } of refused) {
    refusedByCause[cause ?? "unknown"] = (refusedByCause[cause ?? "unknown"] ?? 0) + many;
  }
  const oldest = pending.length === 0 ? null : Math.min(...pending.map((each) => each.oldest));
  return {
    pending: pending.reduce((sum, { many }) => sum + many, 0),
    oldestSeconds: secondsSince(oldest, now),
    refusedByCause,
  };
}

function secondsSince(time: number | null, now: number): number | null {
  return time === null ? null : Math.max(0, Math.round((now - time) / 1000));
}
