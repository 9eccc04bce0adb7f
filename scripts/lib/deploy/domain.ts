import type { Api } from "./api.ts";
import { ApiError } from "./api-error.ts";

type Zone = { id: string; name: string; status?: string; account?: { id?: string } };

/**
 * Why the Worker cannot have the address `origin`, one sentence a fault: the account's workers.dev name, the domain, its
 * zone, records and routes. Changes nothing.
 */
export async function findDomainFaults(
  api: Api,
  worker: string,
  origin: string,
): Promise<string[]> {
  const faults: string[] = [];
  const { hostname } = new URL(origin);
  const subdomain = await findSubdomain(api);
  if (subdomain === null) {
    faults.push(
      `The account has no workers.dev subdomain, without which crons and queues cannot be attached: open https://dash.cloudflare.com/${api.accountId}/workers/onboarding once, then deploy again.`,
    );
  }
  await tellOldDomains(api, worker, hostname);
  if (isWorkersDev(origin)) {
    const own = `${worker}.${subdomain}.workers.dev`;
    if (subdomain !== null && hostname !== own)
      faults.push(`origin: on workers.dev, it can only be https://${own}.`);
    return faults;
  }
  const domains = await listDomains(api, `hostname=${hostname}`);
  const owner = domains.find((each) => each.hostname === hostname)?.service;
  if (owner === worker) return faults;
  if (owner) {
    faults.push(
      `${hostname} is the domain of the Worker ${owner}: choose another, or detach it there.`,
    );
  }
  return [...faults, ...(await findZoneFaults(api, worker, hostname))];
}

/** A domain that the origin was before may stay attached: the old address would go on answering. */
async function tellOldDomains(api: Api, worker: string, hostname: string): Promise<void> {
  const attached = await listDomains(api, `service=${worker}`);
  const old = attached.filter((each) => each.service === worker && each.hostname !== hostname);
  for (const each of old) {
    console.log(
      `The Worker was also at ${each.hostname}: if it still is after this deployment, detach it (dashboard, Workers, ${worker}, Domains).`,
    );
  }
}

async function listDomains(api: Api, query: string) {
  type Domain = { hostname: string; service: string };
  return (await api.ask<Domain[] | null>(`/workers/domains?${query}`)) ?? [];
}

/** What a zone of the account says of a name; without faults, after a warning, for a sign-in that may not read zones. */
async function findZoneFaults(api: Api, worker: string, hostname: string): Promise<string[]> {
  try {
    const zone = await findZone(api, hostname);
    if (zone === null) return await findMissingZone(api, hostname);
    if (zone.status === "pending" || zone.status === "initializing") {
      console.log(
        `The domain ${zone.name} is ${zone.status}: ${hostname} answers when its name servers are those of Cloudflare (dashboard, ${zone.name}).`,
      );
    }
    const routes = await findRouteFaults(api, { zone, worker, hostname });
    return [...routes, ...(await findRecordFaults(api, zone, hostname))];
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    console.log(
      `This sign-in may not read the DNS records of ${hostname} (a token with Zone Read and DNS Edit may): one that exists is replaced when the domain is attached.`,
    );
    return [];
  }
}

async function findZone(api: Api, hostname: string): Promise<Zone | null> {
  const labels = hostname.split(".");
  for (let from = 0; from < labels.length - 1; from += 1) {
    const name = labels.slice(from).join(".");
    const zones = await listAbove<Zone>(api, `/zones?name=${name}&account.id=${api.accountId}`);
    const zone = zones.find((each) => each.name === name && isOf(api, each));
    if (zone) return zone;
  }
  return null;
}

/** A sign-in that sees no zone at all is not proof that there is none. */
async function findMissingZone(api: Api, hostname: string): Promise<string[]> {
  const zones = await listAbove<Zone>(api, `/zones?account.id=${api.accountId}&per_page=50`);
  const names = zones.filter((each) => isOf(api, each)).map(({ name }) => name);
  if (names.length > 0) {
    return [
      `No domain of this account that the sign-in sees (${names.join(", ")}) holds ${hostname}: add it (dashboard, "Add a domain"), let the token see it, or choose another origin.`,
    ];
  }
  console.log(
    `This sign-in sees no domain in the account: if none holds ${hostname}, it cannot be attached at the end (dashboard, "Add a domain").`,
  );
  return [];
}

async function listAbove<Item>(api: Api, path: string): Promise<Item[]> {
  return (await api.askAbove<Item[] | null>(path)) ?? [];
}

function isOf(api: Api, { account }: Zone): boolean {
  return (account?.id ?? api.accountId) === api.accountId;
}

async function findRecordFaults(api: Api, zone: Zone, hostname: string): Promise<string[]> {
  type Record = { name: string; type: string; content: string };
  const path = `/zones/${zone.id}/dns_records?name=${hostname}`;
  const records = await listAbove<Record>(api, path);
  const found = records.find(
    ({ name, type }) => name === hostname && /^(A|AAAA|CNAME)$/.test(type),
  );
  if (!found) return [];
  return [
    `${hostname} already has a DNS record (${found.type} ${found.content}), which attaching the domain would replace: delete it first, or choose another name.`,
  ];
}

type Place = { zone: Zone; worker: string; hostname: string };

/** A route is served before a domain. */
async function findRouteFaults(api: Api, { zone, worker, hostname }: Place): Promise<string[]> {
  type Route = { pattern: string; script?: string | null };
  const routes = await listAbove<Route>(api, `/zones/${zone.id}/workers/routes`).catch((error) => {
    if (error instanceof ApiError) return [];
    throw error;
  });
  const foreign = routes.filter(({ pattern, script }) => {
    const [host = ""] = pattern.replace(/^https?:\/\//, "").split("/");
    const parts = host.split("*").map((part) => part.replaceAll(".", String.raw`\.`));
    return script && script !== worker && new RegExp(`^${parts.join(".*")}$`).test(hostname);
  });
  return foreign.map(
    ({ pattern, script }) =>
      `${hostname} is on the route ${pattern} of the Worker ${script}, which would answer in place of ours: remove that route, or choose another name.`,
  );
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
