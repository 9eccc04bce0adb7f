import { Refusal } from "../run.ts";
import { type Api, listAll } from "./api.ts";
import { explain } from "./api-error.ts";
import { findDomainFaults } from "./domain.ts";
import type { DatabaseName, Names } from "./names.ts";

/** A database that exists, or that this deployment has just made. */
export type Database = DatabaseName & { id: string; isNew: boolean };

export type ListedDatabase = { name: string; uuid: string; jurisdiction?: string | null };
type ListedQueue = {
  queue_name: string;
  queue_id: string;
  jurisdiction?: string | null;
  consumers?: Client[];
  producers?: Client[];
};
/** A Worker, or something else that reads or writes a queue. */
type Client = { type?: string; script?: string; service?: string; bucket_name?: string };

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
    const { names, jurisdiction, origin } = wanted;
    const faults = await findDomainFaults(api, names.worker, origin);
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
  const path = "/d1/database?per_page=100";
  const list = await listAll<ListedDatabase>(api, path, ({ uuid }) => uuid);
  const ours = new Map<string, ListedDatabase>();
  for (const database of list.filter(({ name }) => name.startsWith(`${worker}-`))) {
    ours.set(database.name, await withPlace(api, database));
  }
  return ours;
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
  const query = names.map((name) => `name=${name}`).join("&");
  const listed = await listAll<ListedQueue>(api, `/queues?${query}`, (each) => each.queue_name);
  return listed.filter(({ queue_name }) => names.includes(queue_name));
}

function findQueueFaults(queue: ListedQueue, { names, jurisdiction }: Wanted): string[] {
  const name = `The queue ${queue.queue_name}`;
  if (queue.jurisdiction !== jurisdiction) return [elsewhere(name, queue.jurisdiction)];
  const readers = foreignOf(queue.consumers, names.worker);
  const writers = foreignOf(queue.producers, names.worker);
  return [
    ...(readers.length > 0 ? [`${name} is read by ${readers.join(", ")}`] : []),
    ...(writers.length > 0 ? [`${name} is written by ${writers.join(", ")}`] : []),
  ].map((fault) => `${fault}: it is another application's. Detach it there, or delete the queue.`);
}

/** Those that are not our Worker; a Worker that the list does not name is not accused. */
function foreignOf(clients: Client[] | undefined, worker: string): string[] {
  return (clients ?? []).flatMap(({ type = "worker", script, service, bucket_name: bucket }) => {
    const name = script ?? service ?? bucket;
    if (type === "worker") return name === undefined || name === worker ? [] : [name];
    return [[type, name].filter(Boolean).join(" ")];
  });
}

function elsewhere(what: string, where: string | null | undefined): string {
  const place = where ? `in "${where}"` : "without a jurisdiction";
  return `${what} is ${place}, not in the European Union: it is another application's, or must be made anew (a jurisdiction is chosen once).`;
}
