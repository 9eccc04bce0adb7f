import { DatabaseSync } from "node:sqlite";
import { type Account, type Call, json, type Reply, type Route } from "./account.ts";

/** D1, on real SQLite. */
export function d1Routes(account: Account): Route[] {
  const { databases } = account;
  const show = (uuid: string) => {
    const { name, jurisdiction } = databases.get(uuid) ?? {};
    return { uuid, name, jurisdiction, version: "production", num_tables: 0, file_size: 0 };
  };
  return [
    [
      "GET",
      /^\/d1\/database$/,
      ({ query }) => {
        // Two at a time, so that a reader who trusts its own page size is found out.
        const size = Math.min(Number(query.get("per_page") ?? 10), 2);
        const from = (Number(query.get("page") ?? 1) - 1) * size;
        const named = [...databases.keys()].filter(
          (id) => !query.get("name") || show(id).name === query.get("name"),
        );
        return { result: named.slice(from, from + size).map(show) };
      },
    ],
    [
      "POST",
      /^\/d1\/database$/,
      (call) => {
        const { name, jurisdiction } = json(call);
        if (databases.size >= account.databaseQuota) {
          return {
            status: 400,
            error: [
              7406,
              `You have reached the maximum number of databases (${account.databaseQuota})`,
            ],
          };
        }
        const uuid = `00000000-0000-4000-8000-${String(databases.size + 1).padStart(12, "0")}`;
        databases.set(uuid, { name, jurisdiction, sqlite: new DatabaseSync(":memory:") });
        return { result: show(uuid) };
      },
    ],
    [
      "GET",
      /^\/d1\/database\/([^/]+)$/,
      (_call, idOrName = "") => {
        const id = [...databases].find(([each, { name }]) => [each, name].includes(idOrName))?.[0];
        return id ? { result: show(id) } : { status: 404, error: [7404, "database not found"] };
      },
    ],
    [
      "GET",
      /^\/d1\/database\/([^/]+)\/time_travel\/bookmark$/,
      (_call, id) => ({
        result: { bookmark: `0000001a-bookmark-of-${id}` },
      }),
    ],
    [
      "POST",
      /^\/d1\/database\/([^/]+)\/(?:query|execute)$/,
      (call, id = "") => {
        const sqlite = databases.get(id)?.sqlite;
        if (!sqlite) return { status: 404, error: [7404, "database not found"] };
        return runSql(sqlite, json(call));
      },
    ],
  ];
}

/** As the real one: tables by name, each with its rows between, then indexes and triggers. */
function dump(sqlite: DatabaseSync): string {
  const made = (kind: string) =>
    sqlite
      .prepare(
        "SELECT name, sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name",
      )
      .all(kind);
  const tables = made("table").flatMap(({ name, sql }) => {
    const rows = sqlite.prepare(`SELECT * FROM "${name}"`).all();
    const quote = (value: unknown) =>
      typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
    return [
      `${sql};`,
      ...rows.map(
        (row) =>
          `INSERT INTO "${name}" (${Object.keys(row).map((column) => `"${column}"`)}) VALUES(${Object.values(row).map(quote)});`,
      ),
    ];
  });
  const rest = [...made("index"), ...made("trigger")].map(({ sql }) => `${sql};`);
  return ["PRAGMA defer_foreign_keys=TRUE;", ...tables, ...rest].join("\n");
}

/** Export and import of a database, through addresses that need no sign-in, as the real ones. */
export function copyRoutes({ databases }: Account): Route[] {
  const files = new Map<string, Buffer>();
  const done = {
    success: true,
    type: "export",
    status: "complete",
    at_bookmark: "b",
    messages: [],
  };
  const signed = (call: Call, name: string) => `http://${call.headers.get("host")}/signed/${name}`;
  return [
    [
      "POST",
      /^\/d1\/database\/([^/]+)\/export$/,
      (call, id = "") => {
        const sqlite = databases.get(id)?.sqlite;
        if (!sqlite) return { status: 404, error: [7404, "database not found"] };
        files.set(`${id}.sql`, Buffer.from(dump(sqlite)));
        return {
          result: {
            ...done,
            result: { filename: `${id}.sql`, signed_url: signed(call, `${id}.sql`) },
          },
        };
      },
    ],
    [
      "POST",
      /^\/d1\/database\/([^/]+)\/import$/,
      (call, id = "") => {
        const { action } = json(call);
        const filename = `${id}.in`;
        if (action === "init") return { result: { upload_url: signed(call, filename), filename } };
        const sqlite = databases.get(id)?.sqlite;
        const outcome = sqlite && runSql(sqlite, { sql: String(files.get(filename)) });
        if (!outcome || outcome.error)
          return { status: 400, error: outcome?.error ?? [7404, "database not found"] };
        const meta = { duration: 1, rows_read: 1, rows_written: 1, size_after: 1 };
        return {
          result: {
            ...done,
            type: "import",
            result: { num_queries: 1, final_bookmark: "b", meta },
          },
        };
      },
    ],
    [
      "PUT",
      /^\/signed\/(.+)$/,
      (call, name = "") => {
        files.set(name, call.body);
        return { raw: call.body };
      },
    ],
    [
      "GET",
      /^\/signed\/(.+)$/,
      (_call, name = "") => ({ raw: files.get(name) ?? Buffer.alloc(0) }),
    ],
    [
      "POST",
      /^\/d1\/database\/([^/]+)\/time_travel\/restore$/,
      (call) => ({
        result: {
          bookmark: call.query.get("bookmark"),
          previous_bookmark: "0000002b",
          message: "restored",
        },
      }),
    ],
  ];
}

/** One statement answers its rows; several run one after another, as D1 does, in a transaction. */
function runSql(
  sqlite: DatabaseSync,
  { sql, params = [] }: { sql: string; params?: string[] },
): Reply {
  try {
    const isOne = !sql.trim().replace(/;\s*$/, "").includes(";");
    if (isOne) {
      const results = sqlite.prepare(sql).all(...params);
      return { result: [{ success: true, results, meta: {} }] };
    }
    sqlite.exec(`BEGIN;\n${sql}\n;COMMIT`);
    return { result: [{ success: true, results: [], meta: {} }] };
  } catch (error) {
    if (sqlite.isTransaction) sqlite.exec("ROLLBACK");
    return { status: 400, error: [7500, error instanceof Error ? error.message : "SQL"] };
  }
}
