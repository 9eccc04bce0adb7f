import { readFileSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { isWorkersDev } from "./domain.ts";
import type { Names } from "./names.ts";
import type { Database } from "./resources.ts";
import { type Settings, variablesOf } from "./settings.ts";

type Queues = {
  producers?: { binding: string; queue: string }[];
  consumers?: { queue: string; dead_letter_queue?: string }[];
};

type Config = {
  name: string;
  r2_buckets: { binding: string; bucket_name: string }[];
  queues: Queues;
  limits?: { cpu_ms?: number };
} & Record<string, unknown>;

/** The buckets and queues, dead letters included, that the built configuration needs in this environment. */
export function resourcesOf(
  builtConfig: string,
  names: Names,
): { buckets: string[]; queues: string[] } {
  const { r2_buckets, queues } = readConfig(builtConfig);
  const { producers = [], consumers = [] } = queues;
  const dead = consumers.flatMap((each) => each.dead_letter_queue ?? []);
  const all = [...[...producers, ...consumers].map(({ queue }) => queue), ...dead];
  return {
    buckets: r2_buckets.map(({ binding }) => names.bucket(binding)),
    queues: [...new Set(all)].map(names.queue),
  };
}

export type Deployed = {
  environment: string;
  settings: Settings;
  names: Names;
  databases: Database[];
  version: string;
  /** The folder of `migrations`. */
  root: string;
};

/**
 * Writes the configuration of an environment beside the built one, whose relative paths it keeps, and returns its path:
 * names, ids, variables, and one public address, that of `origin`.
 */
export function writeConfig(builtConfig: string, deployed: Deployed): string {
  const { environment, settings, names, databases, version, root } = deployed;
  const config = readConfig(builtConfig);
  const onWorkersDev = isWorkersDev(settings.origin);
  const folder = dirname(builtConfig);
  const { producers = [], consumers = [] } = config.queues;
  const written = {
    ...config,
    name: names.worker,
    vars: variablesOf(settings, version),
    workers_dev: onWorkersDev,
    preview_urls: false,
    ...(!onWorkersDev && {
      routes: [{ pattern: new URL(settings.origin).hostname, custom_domain: true }],
    }),
    ...(settings.cpuMs && { limits: { ...config.limits, cpu_ms: settings.cpuMs } }),
    d1_databases: databases.map(({ binding, name, id, migrations }) => ({
      binding,
      database_name: name,
      database_id: id,
      migrations_dir: relative(folder, resolve(root, migrations)),
    })),
    r2_buckets: config.r2_buckets.map(({ binding }) => ({
      binding,
      bucket_name: names.bucket(binding),
      jurisdiction: settings.jurisdiction,
    })),
    queues: {
      producers: producers.map((each) => ({ ...each, queue: names.queue(each.queue) })),
      consumers: consumers.map(({ queue, dead_letter_queue: dead, ...rest }) => ({
        ...rest,
        queue: names.queue(queue),
        ...(dead && { dead_letter_queue: names.queue(dead) }),
      })),
    },
  };
  const path = builtConfig.replace(/\.json$/, `.${environment}.json`);
  writeFileSync(path, JSON.stringify(written, null, 2));
  return path;
}

function readConfig(path: string): Config {
  return JSON.parse(readFileSync(path, "utf8"));
}
