import type { DatabaseSync } from "node:sqlite";

export const ACCOUNT_ID = "0123456789abcdef0123456789abcdef";

/** All that the pretend account has; a test changes it to break something. */
export type Account = {
  /** Null: the account never chose a workers.dev name. */
  subdomain: string | null;
  databases: Map<string, { name: string; jurisdiction?: string; sqlite: DatabaseSync }>;
  buckets: Map<string, { jurisdiction?: string; objects?: Map<string, Buffer> }>;
  queues: Map<string, Queue>;
  scripts: Map<string, Script>;
  /** Custom domains, by host name: the Worker that answers. */
  domains: Map<string, string>;
  /** The state of the zone `example.fr`; null when the sign-in sees no zone. */
  zone: string | null;
  /** Its records. */
  dns: { name: string; type: string; content: string }[];
  /** Its routes. */
  routes: { pattern: string; script: string }[];
  /** No more databases than this. */
  databaseQuota: number;
  /** Whether a zone of the account holds the domain that is asked for. */
  hasZone: boolean;
  /** Whether the sign-in may read zones and their records. */
  showsZones: boolean;
};

type Queue = {
  jurisdiction?: string;
  /** The Worker that reads it. */
  script?: string;
  settings?: unknown;
  /** What else reads and writes it. */
  consumers?: unknown[];
  producers?: unknown[];
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

export type Reply = {
  status?: number;
  result?: unknown;
  error?: [code: number, message: string];
  /** Answered as it is, with the etag of R2. */
  raw?: Buffer;
  info?: unknown;
};
export type Call = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: Buffer;
};
export type Route = [
  method: string,
  path: RegExp,
  (call: Call, ...parts: string[]) => Promise<Reply> | Reply,
];

export function json(call: Call) {
  return JSON.parse(call.body.toString("utf8"));
}
