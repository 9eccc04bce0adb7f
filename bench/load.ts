import { tmpdir } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { startApp } from "#scripts/lib/app.ts";
import { keepTemporaryFilesInMemory } from "#scripts/lib/test-folder.ts";
import { siecleXml } from "#scripts/samples/siecle.ts";
import { zipOf } from "#scripts/samples/zip.ts";
import { openClient } from "#tests/support/api-client.ts";
import { createPopulation } from "#worker/demo/population.ts";
import type { Figure } from "./figure.ts";

const PORT = 8990;
// In memory: local D1 writes on the thread of the Worker, so that on a disk every request would wait for it.
keepTemporaryFilesInMemory();
const DATA_DIR = `${tmpdir()}/bench-load`;
/** Fifty connections; among them, twenty people who sign in at once. */
const WHOLE = { readers: 22, importers: 4, signIns: 20, abusers: 4, pages: 40, abuses: 15 };
const QUICK = { readers: 3, importers: 1, signIns: 3, abusers: 2, pages: 5, abuses: 5 };
const IMPORTS_A_SCHOOL = 2;
const PUPILS = 500;
/** Every activity stops after this time. */
const LIMIT_MS = 150_000;
const MOST_MS = 2000;

type Client = Awaited<ReturnType<typeof openClient>>;
type Kind = "page" | "sign-in" | "upload" | "health";

/** The waiting times and the failures of honest requests. */
function createWatch() {
  const waits: Record<Kind, number[]> = { page: [], "sign-in": [], upload: [], health: [] };
  const failures: string[] = [];
  return {
    waits,
    failures,
    async time(kind: Kind, name: string, expected: number, ask: () => Promise<Response>) {
      const started = performance.now();
      try {
        const answer = await ask();
        const text = await answer.text();
        if (answer.status !== expected) failures.push(`${name} answered ${answer.status}`);
        return text;
      } catch (error) {
        failures.push(`${name}: ${error instanceof Error ? error.message : "no answer"}`);
        return null;
      } finally {
        waits[kind].push(performance.now() - started);
      }
    },
  };
}
type Watch = ReturnType<typeof createWatch>;

/**
 * Everything at once on the built app: people who read pages, schools that import, twenty people who sign in in the
 * same second, and strangers who send requests that once stopped the product. No honest request may fail.
 */
export async function benchLoad(quick: boolean): Promise<Figure[]> {
  const size = quick ? QUICK : WHOLE;
  const app = await startApp({ port: PORT, dataDir: DATA_DIR, fresh: true, quiet: true });
  try {
    const seeded = await fetch(
      `${app.url}/demo/seed?people=${size.signIns}&schools=${size.importers}`,
      {
        method: "POST",
      },
    );
    const { loadSchools, loadPeople }: { loadSchools: string[]; loadPeople: string[] } = JSON.parse(
      await seeded.text(),
    );
    const client = await openClient(app.url);
    const files = loadSchools
      .slice(0, size.importers)
      .map((uai, at) => [uai, zipOf(aFile(uai, at))] as const);
    const watch = createWatch();
    const abuse = { sent: 0, notRefused: 0 };
    const signal = AbortSignal.timeout(LIMIT_MS);
    const pid = app.workerdPid();
    await Promise.all([
      ...times(size.readers, (at) =>
        readPages(app.url, client, watch, { at, pages: size.pages }, signal),
      ),
      ...files.map(([uai, file]) => importFiles(app.url, client, watch, { uai, file }, signal)),
      ...loadPeople.slice(0, size.signIns).map((email) => signIn(app.url, watch, email, signal)),
      ...times(size.abusers, (at) => abuseIt(app.url, abuse, { at, times: size.abuses }, signal)),
    ]);
    for (const line of new Set(watch.failures)) console.log(`  failed: ${line}`);
    return [...figuresOf(watch), ...abuseFigures(abuse, pid === null || pid !== app.workerdPid())];
  } finally {
    await app.stop();
  }
}

function times<T>(count: number, run: (at: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => run(at));
}

const PAGES = [
  ...[
    "/eleves",
    "/eleves?search=du",
    "/eleves/import",
    "/certifications",
    "/equipe",
    "/journal",
    "",
  ],
].map((page) => `/etablissements/0808088X${page}`);
const OPEN = ["/connexion", "/documentation", "/mot-de-passe-oublie"];

async function readPages(
  url: string,
  client: Client,
  watch: Watch,
  { at, pages: most }: { at: number; pages: number },
  signal: AbortSignal,
) {
  // The sign-in page redirects a signed-in person.
  const pages = [...PAGES, ...OPEN.filter((page) => page !== "/connexion")];
  for (let read = 0; read < most; read += 1) {
    // A pause, as a person takes between two pages.
    await delay(100 + ((at * 37 + read * 53) % 200));
    if (signal.aborted) return void watch.failures.push("the time was over");
    const page = pages[(at + read) % pages.length] ?? "/";
    const headers = { Cookie: client.cookie };
    await watch.time("page", page, 200, () => fetch(`${url}${page}`, { headers, signal }));
    if (read % 5 === 0) {
      await watch.time("health", "/healthz", 200, () => fetch(`${url}/healthz`, { signal }));
    }
  }
}

async function importFiles(
  url: string,
  client: Client,
  watch: Watch,
  { uai, file }: { uai: string; file: Uint8Array },
  signal: AbortSignal,
) {
  for (let sent = 0; sent < IMPORTS_A_SCHOOL; sent += 1) {
    const told = await watch.time("upload", "import", 202, () =>
      fetch(`${url}/api/organizations/${uai}/imports`, {
        method: "POST",
        headers: { Cookie: client.cookie, Origin: url, "X-Filename": "eleves.zip" },
        body: new Uint8Array(file),
        signal,
      }),
    );
    if (told === null) return;
    const { id }: { id?: string } = JSON.parse(told);
    if (!id) return;
    const end = await client.waitForEnd(uai, id, LIMIT_MS, 500);
    if (end.status !== "done") watch.failures.push(`import ended as ${end.status}`);
  }
}

async function signIn(url: string, watch: Watch, email: string, signal: AbortSignal) {
  // The other activities are running by then.
  await delay(3000);
  await watch.time("sign-in", "sign-in", 200, () =>
    fetch(`${url}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Origin: url },
      body: JSON.stringify({ email, password: "demo-pix-orga-2026" }),
      signal,
    }),
  );
}

const KILLERS: Array<() => BodyInit> = [
  () => "a[9999999]=1",
  () => "a[999999999]=1",
  () => "a=&".repeat(53_000),
  () => "a=&".repeat(350_000),
  () => new Uint8Array(8 * 2 ** 20),
];

async function abuseIt(
  url: string,
  abuse: { sent: number; notRefused: number },
  { at, times: most }: { at: number; times: number },
  signal: AbortSignal,
) {
  for (let sent = 0; sent < most && !signal.aborted; sent += 1) {
    await delay(200);
    const body = KILLERS[(at + sent) % KILLERS.length]?.() ?? "";
    const headers = { "Content-Type": "application/x-www-form-urlencoded", Origin: url };
    abuse.sent += 1;
    const path = OPEN[(at + sent) % 2 === 0 ? 0 : 2];
    const answer = await fetch(`${url}${path}`, { method: "POST", headers, body, signal });
    await answer.arrayBuffer();
    if (answer.status < 400 || answer.status >= 500) abuse.notRefused += 1;
  }
}

function aFile(uai: string, at: number): Uint8Array {
  const { lastYear } = createPopulation({ kind: "college", pupils: PUPILS, seed: 400 + at });
  return siecleXml(lastYear.slice(0, PUPILS), { uai });
}

function figuresOf({ waits, failures }: Watch): Figure[] {
  const all = Object.values(waits).flat();
  const shares = [0.5, 0.95, 0.99] as const;
  const kinds = (["page", "sign-in", "upload", "health"] as const).flatMap((kind) =>
    shares.map((share) => ({
      name: `${kind}, of ${waits[kind].length}: p${share * 100} (ms)`,
      value: quantile(waits[kind], share),
    })),
  );
  return [
    ...kinds,
    { name: "longest wait of an honest request (ms)", value: Math.max(...all), most: MOST_MS },
    { name: `honest requests that failed, of ${all.length}`, value: failures.length, most: 0 },
  ];
}

function abuseFigures(abuse: { sent: number; notRefused: number }, restarted: boolean): Figure[] {
  return [
    { name: `abuses that were not refused, of ${abuse.sent}`, value: abuse.notRefused, most: 0 },
    { name: "times that the server died", value: restarted ? 1 : 0, most: 0 },
  ];
}

function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
