/**
 * How D1 finds the rows of a statement, judged by its query plan: a statement that reads a whole table,
 * or a whole index, gets slower with each school of the country.
 */

/** Statements that may read a whole table, by their first words, and why. */
const ALLOWED: Array<{ sql: RegExp; reason: string }> = [
  {
    sql: /^SELECT (count\(\*\) AS many FROM (organization|school)$|status, count\(\*\) AS many|name, last_run_at AS at,|name FROM d1_migrations)/,
    reason: "the operator's status, which counts everything and is asked every few minutes at most",
  },
  {
    sql: /^SELECT o\.uai, o\.name, o\.kind, o\.state, o\.shard, m\.administrators/,
    reason: "the operator's list of schools",
  },
  {
    sql: /^SELECT id, secret, backup_codes AS backupCodes FROM two_factor\s+WHERE substr/,
    reason: "one row a person, and only while the secret is changed",
  },
  {
    sql: /^DELETE FROM (\w+) WHERE at < \?1\s+AND id IN \(SELECT id FROM \1 ORDER BY id LIMIT \?2\)$/,
    reason: "reads the first 5000 lines written, and stops",
  },
  {
    sql: /^SELECT recipient, subject, text, html, sent_at AS sentAt FROM outbox\s+WHERE state = 'sent'/,
    reason: "the mailbox of the demo, which is never deployed",
  },
];

/** Many rows share a value of these columns: finding rows by such a column alone counts as a walk. */
const SHARED_VALUES =
  /^(status|state|kind|purpose|role|reason|format|type|school_year|division|deactivated_at)$/;

export type Walk = { sql: string; step: string };

/** The steps of these statements that read a whole table, or a whole index, of the database whose tables they name. */
export async function findWalks(
  env: Pick<Env, "DB" | "SCHOOLS_1">,
  statements: Iterable<string>,
): Promise<Walk[]> {
  const central = await listTables(env.DB);
  const ofSchool = await listTables(env.SCHOOLS_1);
  const explained = [...statements].filter(
    (sql) => /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(sql) && !isAllowed(sql),
  );
  const onlyCentral = [...central].filter((name) => !ofSchool.has(name));
  const names = new RegExp(
    `\\b(?:FROM|JOIN|UPDATE|INTO)\\s+"?(?:${onlyCentral.join("|")})\\b`,
    "i",
  );
  const { true: there = [], false: here = [] } = Object.groupBy(explained, (sql) =>
    names.test(sql) ? "true" : "false",
  );
  return [
    ...(await walksIn(env.DB, central, there)),
    ...(await walksIn(env.SCHOOLS_1, ofSchool, here)),
  ];
}

async function walksIn(db: D1Database, tables: Set<string>, explained: string[]): Promise<Walk[]> {
  const walks: Walk[] = [];
  for (let from = 0; from < explained.length; from += 100) {
    const some = explained.slice(from, from + 100);
    const plans = await db.batch<{ detail: string }>(some.map((sql) => explain(db, sql)));
    for (const [place, sql] of some.entries()) {
      const steps = (plans[place]?.results ?? []).map(({ detail }) => detail);
      const names = namesIn(sql, tables, steps);
      for (const step of steps) if (isWalk(step, names)) walks.push({ sql, step });
    }
  }
  return walks;
}

async function listTables(db: D1Database): Promise<Set<string>> {
  const { results } = await db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
    .all<{ name: string }>();
  return new Set(results.map(({ name }) => name));
}

function explain(db: D1Database, sql: string): D1PreparedStatement {
  const holes = Array.from({ length: countParameters(sql) }, () => null);
  return db.prepare(`EXPLAIN QUERY PLAN ${sql}`).bind(...holes);
}

function countParameters(sql: string): number {
  const bare = sql.replace(/'(?:[^']|'')*'/g, "''");
  const numbers = [...bare.matchAll(/\?(\d+)/g)].map(([, number]) => Number(number));
  return numbers.length > 0 ? Math.max(...numbers) : (bare.match(/\?/g) ?? []).length;
}

/**
 * The tables that a plan may name, under the names that the statement gives them. Some statements give
 * one name to a table and to what they found before: it counts as the latter once each mention of the
 * table has a step that searches it.
 */
function namesIn(sql: string, tables: Set<string>, steps: string[]): Set<string> {
  const names = new Set(tables);
  const ofTable = new Map<string, number>();
  const ofFound = new Set<string>();
  for (const [, table = "", alias] of sql.matchAll(
    /\b(?:FROM|JOIN|UPDATE|INTO|,)\s+"?(\w+)"?(?:\s+(?:AS\s+)?"?(\w+)"?)?/gi,
  )) {
    if (!alias) continue;
    if (tables.has(table)) ofTable.set(alias, (ofTable.get(alias) ?? 0) + 1);
    else ofFound.add(alias);
  }
  for (const [alias, mentions] of ofTable) {
    const searches = steps.filter(
      (step) => step.startsWith(`SEARCH ${alias} `) && !step.includes(" AUTOMATIC "),
    );
    if (!ofFound.has(alias) || searches.length < mentions) names.add(alias);
  }
  return names;
}

/**
 * Whether a step of a plan reads all of a table: `SCAN` of it or of one of its indexes, or `SEARCH` by an index whose
 * first columns are unconstrained (`ANY(…)`) or hardly selective. The result of an earlier step of the statement may be
 * read whole. A partial index is one more table: the statement that reads all of it belongs to `ALLOWED`.
 */
function isWalk(step: string, names: Set<string>): boolean {
  const [, verb, name = "", first] =
    /^(SCAN|SEARCH) (\w+)(?: [^(]*\((\w+)(?:=|<|>|\())?/.exec(step) ?? [];
  if (!names.has(name)) return false;
  return verb === "SCAN" || (first !== undefined && (first === "ANY" || SHARED_VALUES.test(first)));
}

function isAllowed(sql: string): boolean {
  return ALLOWED.some((each) => each.sql.test(sql.trim()));
}
