import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { ACCOUNT_ID, type Account, type Call, type Reply, type Route } from "./account.ts";
import { copyRoutes, d1Routes } from "./d1.ts";
import { queueRoutes, storageRoutes } from "./storage.ts";
import { workerRoutes } from "./workers.ts";

/**
 * A small pretend Cloudflare for tests: as much of the REST API as the real wrangler and our deployment call, on
 * loopback. Its D1 databases are real SQLite. Everything a test may want to break is a field of `account`.
 */
export type Cloud = {
  url: string;
  account: Account;
  /** `METHOD /path` of every call, below `/accounts/:id` where there is one. */
  calls: string[];
  /** How many of them are answered; the next ones are refused. */
  limit: number;
  close: () => Promise<void>;
};

export const TOKEN = "a-token-that-the-pretend-cloud-takes";

const STOPPED: Reply = { status: 400, error: [9999, "stopped here"] };

export async function openPretendCloud(): Promise<Cloud> {
  const account: Account = {
    subdomain: "essai",
    databases: new Map(),
    buckets: new Map(),
    queues: new Map(),
    scripts: new Map(),
    domains: new Map(),
    zone: "active",
    dns: [],
    routes: [],
    databaseQuota: 50,
    hasZone: true,
    showsZones: true,
  };
  const routes = routesOf(account);
  const server = createServer((request, response) => {
    void answer(request, response, routes, cloud);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const cloud: Cloud = {
    url: `http://127.0.0.1:${port}`,
    account,
    calls: [],
    limit: Number.POSITIVE_INFINITY,
    close,
  };
  return cloud;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  routes: Route[],
  cloud: Cloud,
) {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  const url = new URL(request.url ?? "/", "http://cloud");
  const path = decodeURIComponent(url.pathname).replace(`/accounts/${ACCOUNT_ID}`, "");
  const method = request.method ?? "GET";
  cloud.calls.push(`${method} ${path}`);
  const headers = new Headers(request.headers as Record<string, string>);
  const call = { method, path, query: url.searchParams, headers, body: Buffer.concat(pieces) };
  const {
    status = 200,
    result = null,
    error,
    info,
    raw,
  } = cloud.calls.length > cloud.limit ? STOPPED : await reply(call, routes);
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
