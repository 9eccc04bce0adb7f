import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { DatabaseSync } from "node:sqlite";

/**
 * A small pretend Cloudflare for tests: as much of the REST API as the real wrangler and our deployment call, on
 * loopback. Its D1 databases are real SQLite. Everything a test may want to break is a field of `account`.
 */
export type Cloud = {
  url: string;
  account: Account;
  /** `METHOD /path` of every call, below `/accounts/:id` where there is one. */
  calls: string[];
  close: () => Promise<void>;
};

export type Account = {
  /** Null: the account never chose a workers.dev name. */
  subdomain: string | null;
  databases: Map<string, { name: string; jurisdiction?: string; sqlite: DatabaseSync }>;
  buckets: Map<string, { jurisdiction?: string; objects?: Map<string, Buffer> }>;
  queues: Map<string, { jurisdiction?: string; script?: string; settings?: unknown }>;
  scripts: Map<string, Script>;
  /** Custom domains, by host name: the Worker that answers. */
  domains: Map<string, string>;
  /** Records of the zone `example.fr`. */
  dns: { name: string; type: string; content: string }[];
  /** No more databases than this. */
  databaseQuota: number;
  /** Whether a zone of the account holds the domain that is asked for. */
  hasZone: boolean;
};

export type Script = {
  metadata: { bindings: Record<string, unknown>[]; annotations?: Record<string, string> } & Record<
    string,
    unknown
  >;
  secrets: Set<string>;
  crons: string[];
  /** The version that serves is the last one. */
  deployments: string[];
  workersDev?: { enabled: boolean; previews_enabled: boolean };
};

export const TOKEN = "a-token-that-the-pretend-cloud-takes";
export const ACCOUNT_ID = "0123456789abcdef0123456789abcdef";

type Reply = {
  status?: number;
  result?: unknown;
  error?: [code: number, message: string];
  /** Answered as it is, with the etag of R2. */
  raw?: Buffer;
  info?: unknown;
};
type Call = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: Buffer;
};
type Route = [
  method: string,
  path: RegExp,
  (call: Call, ...parts: string[]) => Promise<Reply> | Reply,
];

export async function openPretendCloud(): Promise<Cloud> {
  const account: Account = {
    subdomain: "essai",
    databases: new Map(),
    buckets: new Map(),
    queues: new Map(),
    scripts: new Map(),
    domains: new Map(),
    dns: [],
    databaseQuota: 50,
    hasZone: true,
  };
  const calls: string[] = [];
  const routes = routesOf(account);
  const server = createServer((request, response) => {
    void answer(request, response, routes, calls);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, account, calls, close };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  routes: Route[],
  calls: string[],
) {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  const url = new URL(request.url ?? "/", "http://cloud");
  const path = decodeURIComponent(url.pathname).replace(`/accounts/${ACCOUNT_ID}`, "");
  const method = request.method ?? "GET";
  calls.push(`${method} ${path}`);
  const headers = new Headers(request.headers as Record<string, string>);
  const call = { method, path, query: url.searchParams, headers, body: Buffer.concat(pieces) };
  const { status = 200, result = null, error, info, raw } = await reply(call, routes);
  if (raw !== undefined) {
    response.writeHead(200, { ETag: `"${createHash("md5").update(raw).digest("hex")}"` });
    response.end(raw);
    return;
  }
  response.writeHead(error ? (status === 200 ? 400 : status) : status, {
    "Content-Type": "application/json",
  });
  const errors = error ? [{ code: error[0], message: error[1] }] : [];
  response.end(
    JSON.stringify({ success: !error, result, errors, messages: [], result_info: info }),
  );
}

async function reply(call: Call, routes: Route[]): Promise<Reply> {
  const token = call.headers.get("authorization");
  if (token !== `Bearer ${TOKEN}` && !/^\/(workers\/assets\/upload|signed\/)/.test(call.path)) {
    return { status: 403, error: [10000, "Authentication error"] };
  }
  for (const [method, pattern, act] of routes) {
    const parts = method === call.method && pattern.exec(call.path);
    if (parts) return await act(call, ...parts.slice(1));
  }
  return { status: 404, error: [7000, `No route for ${call.method} ${call.path}`] };
}

function routesOf(account: Account): Route[] {
  return [
    ...d1Routes(account),
    ...copyRoutes(account),
    ...storageRoutes(account),
    ...queueRoutes(account),
    ...workerRoutes(account),
  ];
}

function json(call: Call) {
  return JSON.parse(call.body.toString("utf8"));
}

function d1Routes(account: Account): Route[] {
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
        const size = Number(query.get("per_page") ?? 10);
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
function copyRoutes({ databases }: Account): Route[] {
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
        const told = sqlite && runSql(sqlite, { sql: String(files.get(filename)) });
        if (!told || told.error)
          return { status: 400, error: told?.error ?? [7404, "database not found"] };
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

function storageRoutes({ buckets }: Account): Route[] {
  const place = (call: Call) => call.headers.get("cf-r2-jurisdiction") ?? undefined;
  return [
    [
      "GET",
      /^\/r2\/buckets\/([^/]+)$/,
      (call, name = "") => {
        const bucket = buckets.get(name);
        if (!bucket || bucket.jurisdiction !== place(call)) {
          return { status: 404, error: [10006, "The specified bucket does not exist."] };
        }
        return { result: { name, ...bucket } };
      },
    ],
    [
      "POST",
      /^\/r2\/buckets$/,
      (call) => {
        const { name } = json(call);
        buckets.set(name, { jurisdiction: place(call) });
        return { result: { name } };
      },
    ],
    [
      "GET",
      /^\/r2\/buckets\/([^/]+)\/objects$/,
      ({ query }, name = "") => {
        // Two at a time, so that a reader who forgets the cursor is found out.
        const keys = [...(buckets.get(name)?.objects?.keys() ?? [])].sort();
        const from = Number(query.get("cursor") ?? 0);
        const isTruncated = from + 2 < keys.length;
        const cursor = isTruncated ? String(from + 2) : undefined;
        const result = keys.slice(from, from + 2).map((key) => ({ key }));
        return { result, info: { cursor, is_truncated: isTruncated } };
      },
    ],
    [
      "GET",
      /^\/r2\/buckets\/([^/]+)\/objects\/(.+)$/,
      (_call, name = "", key = "") => {
        const raw = buckets.get(name)?.objects?.get(key);
        return raw ? { raw } : { status: 404, error: [10007, "The specified key does not exist."] };
      },
    ],
    [
      "PUT",
      /^\/r2\/buckets\/([^/]+)\/objects\/(.+)$/,
      (call, name = "", key = "") => {
        const bucket = buckets.get(name);
        if (!bucket) return { status: 404, error: [10006, "The specified bucket does not exist."] };
        bucket.objects ??= new Map();
        bucket.objects.set(key, call.body);
        return { result: { key } };
      },
    ],
  ];
}

function queueRoutes({ queues }: Account): Route[] {
  const show = (name: string) => {
    const { jurisdiction, script } = queues.get(name) ?? {};
    const consumers = script
      ? [{ type: "worker", script, consumer_id: `of-${name}`, settings: {} }]
      : [];
    return { queue_id: `id-of-${name}`, queue_name: name, jurisdiction, consumers, producers: [] };
  };
  return [
    [
      "GET",
      /^\/queues$/,
      ({ query }) => {
        const wanted = query.getAll("name");
        const names = [...queues.keys()].filter(
          (name) => wanted.length === 0 || wanted.includes(name),
        );
        return {
          result: query.get("page") === "1" || query.get("page") === null ? names.map(show) : [],
        };
      },
    ],
    [
      "POST",
      /^\/queues$/,
      (call) => {
        const { queue_name: name, jurisdiction } = json(call);
        queues.set(name, { jurisdiction });
        return { result: show(name) };
      },
    ],
    [
      "GET",
      /^\/queues\/id-of-([^/]+)\/consumers$/,
      (_call, name = "") => ({ result: show(name).consumers }),
    ],
    [
      "POST",
      /^\/queues\/id-of-([^/]+)\/consumers$/,
      (call, name = "") => consume(queues, name, json(call)),
    ],
    [
      "PUT",
      /^\/queues\/id-of-([^/]+)\/consumers\/[^/]+$/,
      (call, name = "") => consume(queues, name, json(call)),
    ],
  ];
}

function consume(queues: Account["queues"], name: string, body: { script_name?: string }): Reply {
  const queue = queues.get(name);
  if (!queue) return { status: 404, error: [11000, "queue not found"] };
  queues.set(name, { ...queue, script: body.script_name, settings: body });
  return { result: { consumer_id: `of-${name}` } };
}

const T0 = "2026-11-29T08:00:00Z";

/** The newest first, a minute apart. */
function showDeployments(versions: string[]) {
  return versions
    .map((version_id, at) => ({
      id: `deployment-${at}`,
      created_on: new Date(Date.parse(T0) + at * 60_000).toISOString(),
      author_email: "a@b.fr",
      source: "wrangler",
      annotations: {},
      strategy: "percentage",
      versions: [{ version_id, percentage: 100 }],
    }))
    .reverse();
}

function workerRoutes(account: Account): Route[] {
  const { scripts, domains } = account;
  const missing: Reply = {
    status: 404,
    error: [10007, "This Worker does not exist on your account."],
  };
  const one = (name = "", act: (script: Script) => Reply): Reply => {
    const script = scripts.get(name);
    return script ? act(script) : missing;
  };
  return [
    [
      "GET",
      /^\/zones$/,
      ({ query }) => ({
        result: query.get("name") === "example.fr" ? [{ id: "zone", name: "example.fr" }] : [],
      }),
    ],
    ["GET", /^\/zones\/zone\/dns_records$/, () => ({ result: account.dns })],
    [
      "GET",
      /^\/workers\/subdomain$/,
      () =>
        account.subdomain === null
          ? { status: 404, error: [10007, "You do not have a workers.dev subdomain."] }
          : { result: { subdomain: account.subdomain } },
    ],
    [
      "GET",
      /^\/workers\/domains$/,
      ({ query }) => ({
        result: [...domains]
          .filter(([hostname]) => !query.get("hostname") || hostname === query.get("hostname"))
          .map(([hostname, service]) => ({ hostname, service })),
      }),
    ],
    [
      "GET",
      /^\/workers\/scripts\/([^/]+)\/secrets$/,
      (_call, name) =>
        one(name, ({ secrets }) => ({
          result: [...secrets].map((secret) => ({ name: secret, type: "secret_text" })),
        })),
    ],
    [
      "POST",
      /^\/workers\/scripts\/([^/]+)\/assets-upload-session$/,
      () => ({ result: { jwt: "e30.e30.e30", buckets: [] } }),
    ],
    [
      "GET",
      /^\/workers\/services\/([^/]+)$/,
      (_call, name) =>
        one(name, () => ({
          result: {
            id: name,
            default_environment: {
              environment: "production",
              script: { tag: "t", last_deployed_from: "wrangler" },
            },
          },
        })),
    ],
    [
      "GET",
      /^\/workers\/scripts\/([^/]+)\/deployments$/,
      (_call, name) =>
        one(name, ({ deployments }) => ({ result: { deployments: showDeployments(deployments) } })),
    ],
    [
      "POST",
      /^\/workers\/scripts\/([^/]+)\/deployments$/,
      (call, name) =>
        one(name, ({ deployments }) => {
          const [version] = json(call).versions;
          deployments.push(version.version_id);
          return { result: showDeployments(deployments)[0] };
        }),
    ],
    [
      "GET",
      /^\/workers\/scripts\/([^/]+)\/versions$/,
      (_call, name) => one(name, () => ({ result: { items: [] } })),
    ],
    [
      "GET",
      /^\/workers\/scripts\/([^/]+)\/versions\/(.+)$/,
      (_call, name, id) =>
        one(name, () => ({
          result: {
            id,
            number: 1,
            metadata: { created_on: T0, author_email: "a@b.fr" },
            annotations: {},
            resources: { bindings: [], script: {}, script_runtime: {} },
          },
        })),
    ],
    [
      "PUT",
      /^\/workers\/scripts\/([^/]+)\/secrets$/,
      (call, name) =>
        one(name, ({ secrets }) => {
          secrets.add(json(call).name);
          return { result: json(call) };
        }),
    ],
    [
      "DELETE",
      /^\/workers\/scripts\/([^/]+)\/secrets\/(.+)$/,
      (_call, name, secret = "") =>
        one(name, ({ secrets }) =>
          secrets.delete(secret) ? {} : { status: 404, error: [10056, "no such secret"] },
        ),
    ],
    [
      "PUT",
      /^\/workers\/scripts\/([^/]+)$/,
      async (call, name = "") => await upload(scripts, name, call),
    ],
    [
      "GET",
      /^\/workers\/workers\/([^/]+)$/,
      (_call, name) =>
        one(name, ({ workersDev }) => ({
          result: { name, subdomain: workersDev ?? { enabled: false, previews_enabled: false } },
        })),
    ],
    [
      "POST",
      /^\/workers\/scripts\/([^/]+)\/subdomain$/,
      (call, name) =>
        one(name, (script) => {
          script.workersDev = json(call);
          return { result: script.workersDev };
        }),
    ],
    [
      "PUT",
      /^\/workers\/scripts\/([^/]+)\/schedules$/,
      (call, name) =>
        one(name, (script) => {
          script.crons = json(call).map(({ cron }: { cron: string }) => cron);
          return { result: { schedules: json(call) } };
        }),
    ],
    [
      "POST",
      /^\/workers\/scripts\/([^/]+)\/domains\/changeset$/,
      (call) => ({
        result: { added: json(call), removed: [], updated: [], conflicting: [] },
      }),
    ],
    [
      "PUT",
      /^\/workers\/scripts\/([^/]+)\/domains\/records$/,
      (call, name = "") => {
        if (!account.hasZone)
          return { status: 400, error: [10082, "No zone of this account holds this hostname."] };
        for (const { hostname } of json(call).origins) domains.set(hostname, name);
        return { result: [] };
      },
    ],
  ];
}

async function upload(scripts: Account["scripts"], name: string, call: Call): Promise<Reply> {
  const form = await new Response(new Uint8Array(call.body), { headers: call.headers }).formData();
  const metadata = JSON.parse(String(form.get("metadata")));
  const known = scripts.get(name);
  const sent = metadata.bindings.filter(({ type }: { type: string }) => type === "secret_text");
  const secrets = new Set([
    ...(known?.secrets ?? []),
    ...sent.map((each: { name: string }) => each.name),
  ]);
  const deployments = [
    ...(known?.deployments ?? []),
    `version-${(known?.deployments.length ?? 0) + 1}`,
  ];
  scripts.set(name, { crons: [], ...known, metadata, secrets, deployments });
  return { result: { id: name, startup_time_ms: 1, deployment_id: "d", entry_point: "index.js" } };
}
