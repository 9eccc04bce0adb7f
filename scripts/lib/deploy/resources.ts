import { Refusal } from "../run.ts";
import { type Api, ApiError, explain } from "./api.ts";
import type { DatabaseName, Names } from "./names.ts";

/** A database that exists, or that this deployment has just made. */
export type Database = DatabaseName & { id: string; isNew: boolean };

export type ListedDatabase = { name: string; uuid: string; jurisdiction?: string | null };
type ListedQueue = {
  queue_name: string;
  queue_id: string;
  jurisdiction?: string | null;
  consumers?: { script?: string; service?: string }[];
};

/** What the account has of this environment, by name. */
export type Found = {
  databases: Map<string, ListedDatabase>;
  buckets: Set<string>;
  queues: Set<string>;
};

export type Wanted = {
  names: Names;
  buckets: string[];
  queues: string[];
  jurisdiction: string;
  origin: string;
};

/**
 * Looks at the account and changes nothing. Throws one `Refusal` that lists all that stands in the way: a resource that
 * is not ours or outside the European Union, a domain of another Worker, an account without its workers.dev name.
 */
export async function inspectAccount(api: Api, wanted: Wanted): Promise<Found> {
  try {
    const { names, jurisdiction } = wanted;
    const faults = await findAccountFaults(api, wanted);
    const databases = await listDatabases(api, names.worker);
    for (const { name, jurisdiction: where } of databases.values()) {
      if (where !== jurisdiction) faults.push(elsewhere(`The D1 database ${name}`, where));
    }
    faults.push(...findSpareDatabases(databases, names));
    const buckets = new Set<string>();
    for (const name of wanted.buckets) {
      const place = await findBucket(api, name, jurisdiction);
      if (place === jurisdiction) buckets.add(name);
      else if (place !== null) faults.push(elsewhere(`The R2 bucket ${name}`, place));
    }
    const listed = await listQueues(api, wanted.queues);
    for (const queue of listed) faults.push(...findQueueFaults(queue, wanted));
    const queues = new Set(listed.map(({ queue_name }) => queue_name));
    if (faults.length === 0) return { databases, buckets, queues };
    throw new Refusal(
      `Nothing was created or changed:\n${faults.map((each) => `- ${each}`).join("\n")}`,
    );
  } catch (error) {
    return explain(error);
  }
}

/** Creates what `found` lacks. Idempotent: a run that stops half way is completed by the next one. */
export async function createMissing(
  api: Api,
  { names, buckets, queues, jurisdiction }: Wanted,
  found: Found,
): Promise<Database[]> {
  const databases: Database[] = [];
  try {
    for (const wanted of names.databases) {
      const known = found.databases.get(wanted.name);
      if (!known) console.log(`Creating the D1 database ${wanted.name} (${jurisdiction})…`);
      const body = { name: wanted.name, jurisdiction };
      const { uuid } =
        known ?? (await api.ask<ListedDatabase>("/d1/database", { method: "POST", body }));
      databases.push({ ...wanted, id: uuid, isNew: !known });
    }
    for (const name of buckets.filter((each) => !found.buckets.has(each))) {
      console.log(`Creating the R2 bucket ${name} (${jurisdiction})…`);
      const headers = { "cf-r2-jurisdiction": jurisdiction };
      await api.ask("/r2/buckets", { method: "POST", body: { name }, headers });
    }
    for (const queue_name of queues.filter((each) => !found.queues.has(each))) {
      console.log(`Creating the queue ${queue_name} (${jurisdiction})…`);
      await api.ask("/queues", { method: "POST", body: { queue_name, jurisdiction } });
    }
  } catch (error) {
    explain(error);
  }
  return databases;
}

/** Every database of the account whose name begins with the Worker's, by name. */
async function listDatabases(api: Api, worker: string): Promise<Map<string, ListedDatabase>> {
  const ours = new Map<string, ListedDatabase>();
  const size = 100;
  for (let page = 1; ; page += 1) {
    const list = await api.ask<ListedDatabase[]>(`/d1/database?per_page=${size}&page=${page}`);
    const named = list.filter(({ name }) => name.startsWith(`${worker}-`));
    for (const database of named) ours.set(database.name, await withPlace(api, database));
    if (list.length < size) return ours;
  }
}

/** Some lists leave the jurisdiction out; the page of the database has it. */
async function withPlace(api: Api, database: ListedDatabase): Promise<ListedDatabase> {
  if (database.jurisdiction) return database;
  return { ...database, ...(await api.find<ListedDatabase>(`/d1/database/${database.uuid}`)) };
}

/** A school database beyond N holds schools that the code would no longer find. */
function findSpareDatabases(databases: Map<string, ListedDatabase>, names: Names): string[] {
  const wanted = new Set(names.databases.map(({ name }) => name));
  const spare = [...databases.keys()].filter(
    (name) => /-schools-\d+$/.test(name) && !wanted.has(name),
  );
  return spare.map(
    (name) => `${name} exists, but schoolDatabases stops before it: schools live there. Raise it.`,
  );
}

/** Where the bucket is; null when there is none. A bucket of the same name outside the jurisdiction is not ours. */
async function findBucket(api: Api, name: string, wanted: string): Promise<string | null> {
  type Bucket = { jurisdiction?: string };
  const headers = { "cf-r2-jurisdiction": wanted };
  const path = `/r2/buckets/${name}`;
  const inside = await api.find<Bucket>(path, { headers });
  if (inside?.jurisdiction) return inside.jurisdiction;
  const outside = await api.find<Bucket>(path);
  if (outside) return outside.jurisdiction ?? "default";
  return inside ? wanted : null;
}

async function listQueues(api: Api, names: string[]): Promise<ListedQueue[]> {
  const query = names.map((name) => `&name=${name}`).join("");
  const listed = await api.ask<ListedQueue[]>(`/queues?page=1${query}`);
  return listed.filter(({ queue_name }) => names.includes(queue_name));
}

function findQueueFaults(queue: ListedQueue, { names, jurisdiction }: Wanted): string[] {
  const name = `The queue ${queue.queue_name}`;
  if (queue.jurisdiction !== jurisdiction) return [elsewhere(name, queue.jurisdiction)];
  const readers = (queue.consumers ?? []).map(({ script, service }) => script ?? service);
  const foreign = readers.filter((reader) => reader !== undefined && reader !== names.worker);
  if (foreign.length === 0) return [];
  return [`${name} is read by ${foreign.join(", ")}: it is another application's.`];
}

async function findAccountFaults(api: Api, { names, origin }: Wanted): Promise<string[]> {
  const faults: string[] = [];
  const { hostname } = new URL(origin);
  const subdomain = await findSubdomain(api);
  if (subdomain === null) {
    faults.push(
      `The account has no workers.dev subdomain, without which crons and queues cannot be attached: open https://dash.cloudflare.com/${api.accountId}/workers/onboarding once, then deploy again.`,
    );
  }
  if (isWorkersDev(origin)) {
    const own = `${names.worker}.${subdomain}.workers.dev`;
    if (subdomain !== null && hostname !== own)
      faults.push(`origin: on workers.dev, it can only be https://${own}.`);
    return faults;
  }
  const domains = await api.ask<{ hostname: string; service: string }[]>(
    `/workers/domains?hostname=${hostname}`,
  );
  const owner = domains.find((each) => each.hostname === hostname)?.service;
  if (owner && owner !== names.worker) {
    faults.push(
      `${hostname} is the domain of the Worker ${owner}: choose another, or detach it there.`,
    );
  }
  const record = owner === names.worker ? null : await findDnsRecord(api, hostname);
  if (record !== null) {
    faults.push(
      `${hostname} already has a DNS record (${record}), which attaching the domain would replace: delete it first, or choose another name.`,
    );
  }
  return faults;
}

/** A record of this name in a zone of the account; null too, after a warning, for a sign-in that may not read DNS. */
async function findDnsRecord(api: Api, hostname: string): Promise<string | null> {
  const labels = hostname.split(".");
  try {
    for (let from = 0; from < labels.length - 1; from += 1) {
      const name = labels.slice(from).join(".");
      const [zone] = await api.askAbove<{ id: string; name: string }[]>(`/zones?name=${name}`);
      if (zone?.name !== name) continue;
      type Record = { name: string; type: string; content: string };
      const path = `/zones/${zone.id}/dns_records?name=${hostname}`;
      const found = await api.askAbove<Record[]>(path);
      const record = found.find(
        (each) => each.name === hostname && /^(A|AAAA|CNAME)$/.test(each.type),
      );
      return record ? `${record.type} ${record.content}` : null;
    }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    console.log(
      `This sign-in may not read the DNS records of ${hostname} (a token with Zone Read and DNS Edit may): one that exists is replaced when the domain is attached.`,
    );
  }
  return null;
}

/** The account's workers.dev name; null if it never chose one. */
async function findSubdomain(api: Api): Promise<string | null> {
  try {
    return (await api.ask<{ subdomain: string }>("/workers/subdomain")).subdomain;
  } catch (error) {
    if (error instanceof ApiError && error.codes.includes(10007)) return null;
    throw error;
  }
}

export function isWorkersDev(origin: string): boolean {
  return origin.endsWith(".workers.dev");
}

function elsewhere(what: string, where: string | null | undefined): string {
  const place = where ? `in "${where}"` : "without a jurisdiction";
  return `${what} is ${place}, not in the European Union: it is another application's, or must be made anew (a jurisdiction is chosen once).`;
}
