import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { getPlatformProxy, unstable_readConfig } from "wrangler";
import { type Api, openApi } from "../deploy/api.ts";
import { explain } from "../deploy/api-error.ts";
import { resourcesOf } from "../deploy/config.ts";
import { namesOf } from "../deploy/names.ts";
import { createMissing, inspectAccount } from "../deploy/resources.ts";
import type { Settings } from "../deploy/settings.ts";
import { ROOT } from "../environment.ts";
import { Refusal } from "../run.ts";

/** Where an installation keeps its data: an account of Cloudflare, or a folder of this machine. */
export type Place = {
  /** `production`, or the folder. */
  name: string;
  bindings: string[];
  /** What follows `wrangler d1 export BINDING`. */
  wrangler: string[];
  env: Record<string, string>;
  /** The names of the tables of a database that are not D1's own. */
  tablesOf: (binding: string) => Promise<string[]>;
  files: Files;
  close: () => Promise<void>;
};

/** The objects of the bucket. */
export type Files = {
  list: () => Promise<string[]>;
  get: (key: string) => Promise<Uint8Array>;
  put: (key: string, bytes: Uint8Array) => Promise<void>;
};

const TABLES =
  "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%'";

type Database = { binding: string; database_name: string; database_id: string };

/** The data of `npm start`, below `dataDir`; the app must not be running. `config` is that of the project. */
export async function openLocal(dataDir: string, config = `${ROOT}/wrangler.toml`): Promise<Place> {
  const { d1_databases, r2_buckets } = unstable_readConfig({ config });
  const databases = d1_databases as Database[];
  const state = resolve(ROOT, dataDir);
  mkdirSync(state, { recursive: true });
  const folder = writeFolder(databases, r2_buckets);
  // `d1 export` has no --persist-to: it reads what is beside its configuration.
  mkdirSync(`${folder}/.wrangler`);
  symlinkSync(state, `${folder}/.wrangler/state`);
  const configPath = `${folder}/wrangler.json`;
  const { env, dispose } = await getPlatformProxy<Record<string, D1Like & R2Like>>({
    configPath,
    persist: { path: `${state}/v3` },
  });
  const bucket = env[r2_buckets[0]?.binding ?? ""];
  if (!bucket) throw new Refusal(`${config} has no bucket.`);
  return {
    name: dataDir,
    bindings: databases.map(({ binding }) => binding),
    wrangler: ["--local", "--config", configPath],
    env: {},
    tablesOf: async (binding) => {
      const found = await env[binding]?.prepare(TABLES).all();
      return (found?.results ?? []).map(({ name }) => String(name));
    },
    files: {
      list: async () => {
        const keys: string[] = [];
        for (let cursor: string | undefined; ; ) {
          const page = await bucket.list({ ...(cursor !== undefined && { cursor }) });
          keys.push(...page.objects.map(({ key }) => key));
          if (!page.truncated) return keys;
          cursor = page.cursor;
        }
      },
      get: async (key) => new Uint8Array((await (await bucket.get(key))?.arrayBuffer()) ?? []),
      put: async (key, bytes) => void (await bucket.put(key, bytes)),
    },
    close: async () => {
      await dispose();
      rmSync(folder, { recursive: true });
    },
  };
}

type D1Like = {
  prepare: (sql: string) => { all: () => Promise<{ results: { name: unknown }[] }> };
};
type R2Like = {
  list: (options: { cursor?: string }) => Promise<{
    objects: { key: string }[];
    truncated: boolean;
    cursor?: string;
  }>;
  get: (key: string) => Promise<{ arrayBuffer: () => Promise<ArrayBuffer> } | null>;
  put: (key: string, bytes: Uint8Array) => Promise<unknown>;
};

type Remote = {
  environment: string;
  settings: Settings;
  builtConfig: string;
  /** Makes databases, bucket and queues where they are missing. */
  create: boolean;
};

/** An environment in Cloudflare. */
export async function openRemote({
  environment,
  settings,
  builtConfig,
  create,
}: Remote): Promise<Place> {
  const names = namesOf(environment, settings.schoolDatabases);
  const api = await openApi();
  const { jurisdiction, origin } = settings;
  const wanted = { names, ...resourcesOf(builtConfig, names), jurisdiction, origin };
  const found = await inspectAccount(api, wanted);
  const missing = names.databases.filter(({ name }) => !found.databases.has(name));
  if (missing.length > 0 && !create) {
    throw new Refusal(
      `${missing.map(({ name }) => name).join(", ")}: there is nothing to back up.`,
    );
  }
  const databases = await createMissing(api, wanted, found);
  const [bucket = ""] = wanted.buckets;
  const folder = writeFolder(
    databases.map(({ binding, name, id }) => ({ binding, database_name: name, database_id: id })),
    [],
  );
  return {
    name: environment,
    bindings: databases.map(({ binding }) => binding),
    wrangler: ["--remote", "--config", `${folder}/wrangler.json`],
    env: { CLOUDFLARE_ACCOUNT_ID: api.accountId },
    tablesOf: async (binding) => {
      const id = databases.find((each) => each.binding === binding)?.id;
      const asked = { method: "POST", body: { sql: TABLES, params: [] } };
      type Answer = { results: { name: string }[] }[];
      const [answer] = await api.ask<Answer>(`/d1/database/${id}/query`, asked).catch(explain);
      return (answer?.results ?? []).map(({ name }) => name);
    },
    files: filesOf(api, bucket, jurisdiction),
    close: async () => rmSync(folder, { recursive: true }),
  };
}

function filesOf(api: Api, bucket: string, jurisdiction: string): Files {
  const headers = { "cf-r2-jurisdiction": jurisdiction };
  const path = `/r2/buckets/${bucket}/objects`;
  const at = (key: string) => `${path}/${key.split("/").map(encodeURIComponent).join("/")}`;
  const must = async (key: string, init: RequestInit) => {
    const answer = await api.raw(at(key), { ...init, headers });
    if (!answer.ok) throw new Refusal(`${init.method} of ${key}: HTTP ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  return {
    list: async () => {
      const keys: string[] = [];
      for (let cursor = ""; ; ) {
        const answer = await api.raw(`${path}?per_page=1000${cursor}`, { headers });
        type Page = {
          result?: { key: string }[];
          result_info?: { cursor?: string; is_truncated?: boolean };
        };
        const { result, result_info: info }: Page = await answer.json();
        if (!answer.ok || !result)
          throw new Refusal(`The bucket ${bucket} is not listed: HTTP ${answer.status}`);
        keys.push(...result.map(({ key }) => key));
        if (!info?.cursor || info.is_truncated === false) return keys;
        cursor = `&cursor=${encodeURIComponent(info.cursor)}`;
      }
    },
    get: async (key) => await must(key, { method: "GET" }),
    put: async (key, bytes) =>
      void (await must(key, { method: "PUT", body: new Uint8Array(bytes) })),
  };
}

/** A folder of its own with a small configuration that only names the data. */
function writeFolder(d1_databases: Database[], r2_buckets: unknown[]): string {
  const folder = mkdtempSync(`${tmpdir()}/pix-orga-data-`);
  const named = d1_databases.map(({ binding, database_name, database_id }) => ({
    ...{ binding, database_name, database_id },
  }));
  const config = {
    name: "pix-orga-data",
    compatibility_date: "2026-10-01",
    d1_databases: named,
    r2_buckets,
  };
  writeFileSync(`${folder}/wrangler.json`, JSON.stringify(config));
  return folder;
}
