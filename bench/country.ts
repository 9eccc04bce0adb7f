import { tmpdir } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { type RunningApp, startApp } from "#scripts/lib/app.ts";
import { findDatabase } from "#scripts/lib/find-database.ts";
import { keepTemporaryFilesInMemory } from "#scripts/lib/test-folder.ts";
import { siecleXml } from "#scripts/samples/siecle.ts";
import { zipOf } from "#scripts/samples/zip.ts";
import { openClient } from "#tests/support/api-client.ts";
import { createPopulation } from "#worker/demo/population.ts";
import { type Figure, percentile } from "./figure.ts";
import {
  fillDirectory,
  fillSchools,
  MOST_BYTES,
  measureTables,
  PUPILS_A_SCHOOL,
} from "./fill-country.ts";
import { measureHotStatements } from "./hot-statements.ts";

const PORT = 8997;
// In memory: local D1 writes on the thread of the Worker, so that on a disk all pages would wait for it.
keepTemporaryFilesInMemory();
const DATA_DIR = `${tmpdir()}/bench-country`;
const SCHOOLS_OF_COUNTRY = 11_000;
const DATABASES = 16;
const SEPTEMBERS = 3;
/** The first school of each local school database; local UAIs end in X, which the bench alone writes. */
const FIRST = [1_000_001, 2_000_001] as const;
const MINUTE_MS = 60_000;
const PAGES_A_SECOND = 4;
/** Rarely: a browser hears of the end by its socket, and asks nothing. */
const POLL_MS = 200;

type Client = Awaited<ReturnType<typeof openClient>>;

/**
 * `npm run bench -- country --schools N`: the two local school databases each hold what one of sixteen would hold when
 * the country has N schools, with three Septembers behind them. Prints bytes a row and the country's total, then
 * measures pages, the whole cron, one import, and a minute of September on the built app.
 */
export async function benchCountry(schools: number, quick: boolean): Promise<Figure[]> {
  const each = Math.max(1, Math.round(schools / DATABASES));
  const first = await startApp({ port: PORT, dataDir: DATA_DIR, fresh: true, quiet: true });
  await first.stop();
  const places = FIRST.map((start, at) => ({ first: start, schools: each, shard: at + 1 }));
  fillDirectory(findDatabase(DATA_DIR), places, 70);
  for (const [at, uai] of ["0808088X", "0801234A"].entries()) {
    const place = places[at];
    if (place) fillSchools(findDatabase(DATA_DIR, uai), { ...place, septembers: SEPTEMBERS });
  }
  const figures = printStorage(findDatabase(DATA_DIR, "0808088X"), each);
  figures.push(...(await measureHotStatements(DATA_DIR, `${FIRST[0]}X`)));
  const app = await startApp({ port: PORT, dataDir: DATA_DIR, quiet: true });
  try {
    const client = await openClient(app.url);
    const ms = quick ? MINUTE_MS / 6 : MINUTE_MS;
    const minute = { url: app.url, client, ms, each };
    for (const [at, page] of PAGES.entries())
      await timePage(app.url, client, uaiOf(at, each), page);
    const quiet = await runMinute(minute);
    figures.push(...figuresOf("quiet minute", quiet), await measureCron(app));
    const seeded = await fetch(`${app.url}/demo/seed?schools=61`, { method: "POST" });
    const { loadSchools }: { loadSchools: string[] } = JSON.parse(await seeded.text());
    const [alone = "", ...empty] = loadSchools;
    figures.push(await measureImport(client, alone, 640));
    const busy = await runMinute({ ...minute, empty });
    figures.push(...figuresOf("September minute", busy), {
      name: "p99 of pages, September minute over quiet (×)",
      value: percentile(busy.pages, 99) / percentile(quiet.pages, 99),
      most: 3,
    });
    for (const line of new Set(busy.failures)) console.log(`  failed: ${line}`);
    const value = quiet.failures.length + busy.failures.length;
    return [...figures, { name: "both minutes, failures", value, most: 0 }];
  } finally {
    await app.stop();
  }
}

/** Bytes a row, and the country's total at the peak of each September (`docs/scale.md`: how it is computed). */
function printStorage(file: string, schools: number): Figure[] {
  const tables = measureTables(file);
  console.log(`\n${schools} schools a database, ${SEPTEMBERS} Septembers:`);
  let total = 0;
  for (const [name, { bytes, rows }] of [...tables].sort(([, a], [, b]) => b.bytes - a.bytes)) {
    total += bytes;
    if (rows > 100) {
      console.log(
        `  ${name.padEnd(22)} ${(bytes / rows).toFixed(0).padStart(5)} bytes a row, ${rows} rows`,
      );
    }
  }
  const perSchool = total / schools;
  const country = (perSchool * SCHOOLS_OF_COUNTRY) / 1e9;
  const bytes = (name: string) => (tables.get(name)?.bytes ?? 0) / schools;
  // A year adds a quarter of the pupils, one class for each, results and imports. The others stay the same: changes and
  // lines of the journal are deleted after a year, pupils who left five years later.
  const years = SEPTEMBERS - 1;
  const aYear =
    bytes("pupil") / (1 + years / 4) / 4 +
    bytes("schooling") / SEPTEMBERS +
    ["certification", "certification_import", "import"].reduce((sum, one) => sum + bytes(one), 0) /
      years;
  const at = (september: number) =>
    country + ((september - SEPTEMBERS) * aYear * SCHOOLS_OF_COUNTRY) / 1e9;
  for (const september of [1, 2, 3, 5]) {
    console.log(`  September ${september}: ${at(september).toFixed(1)} GB for the country`);
  }
  // In a database of a few schools, those of the demo weigh too much to judge.
  const judged = schools * DATABASES >= 1000;
  const figures = [
    ...Object.entries(MOST_BYTES).flatMap(([name, most]) => {
      const { bytes: all = 0, rows = 0 } = tables.get(name) ?? {};
      return rows > 100 ? [{ name: `${name}, bytes a row`, value: all / rows, most }] : [];
    }),
    { name: "country in the 5th September (GB)", value: at(5), most: 5.5 },
    {
      name: `one of ${DATABASES} databases then (MB)`,
      value: (at(5) * 1000) / DATABASES,
      most: 400,
    },
  ];
  return judged ? figures : figures.map(({ name, value }) => ({ name, value }));
}

const PAGES = [
  "/eleves",
  "/eleves?search=camille7",
  "/eleves/import",
  "/certifications",
  "/journal",
  "",
];

async function timePage(url: string, client: Client, uai: string, page: string): Promise<number> {
  const started = performance.now();
  const answer = await fetch(`${url}/etablissements/${uai}${page}`, {
    headers: { Cookie: client.cookie },
  });
  await answer.text();
  if (answer.status !== 200) throw new Error(`${page} answered ${answer.status}`);
  return performance.now() - started;
}

/** One of the first thirty schools of each database, which has `each` of them. */
const uaiOf = (at: number, each: number) =>
  `${(FIRST[at % 2] ?? FIRST[0]) + (Math.floor(at / 2) % Math.min(each, 30))}X`;

/** The whole cron, twice: the first one has a backlog. */
async function measureCron(app: RunningApp): Promise<Figure> {
  let ms = 0;
  for (let run = 0; run < 3; run += 1) {
    const started = performance.now();
    const answer = await fetch(`${app.url}/cdn-cgi/handler/scheduled`);
    await answer.text();
    ms = performance.now() - started;
  }
  return { name: "the whole cron (s)", value: ms / 1000, most: 0.3 };
}

function fileOf(uai: string, pupils: number): Uint8Array {
  const { lastYear } = createPopulation({ kind: "college", pupils, seed: Number(uai.slice(0, 7)) });
  return zipOf(siecleXml(lastYear.slice(0, pupils), { uai }));
}

async function importOf(client: Client, uai: string, file: Uint8Array, everyMs = 50) {
  const started = performance.now();
  const ended = await client.importFile(uai, file, { limitMs: 60_000, everyMs });
  if (!["done", "awaiting-confirmation"].includes(ended.status)) throw new Error(ended.status);
  return performance.now() - started;
}

async function measureImport(client: Client, uai: string, pupils: number): Promise<Figure> {
  const ms = await importOf(client, uai, fileOf(uai, pupils));
  return { name: `an import of ${pupils} while the country is there (s)`, value: ms / 1000 };
}

type Minute = { url: string; client: Client; ms: number; each: number };
type Waits = { pages: number[]; imports: number[]; signIns: number[]; failures: string[] };

/**
 * A minute of four pages a second, each at its own moment, as people who do not know each other come. In September
 * (`empty`: schools without pupils) there come besides, each second, an import of a whole school and, every four
 * seconds, a sign-in. The quiet minute has the same pages, so that the two compare.
 */
async function runMinute({ url, client, ms, each, ...september }: Minute & { empty?: string[] }) {
  const waits: Waits = { pages: [], imports: [], signIns: [], failures: [] };
  // Made before: the files are made by the process that measures.
  const files = (september.empty ?? []).map((uai) => [uai, fileOf(uai, PUPILS_A_SCHOOL)] as const);
  const running: Promise<void>[] = [];
  const atSomeMoment = (list: number[], work: () => Promise<number>) => {
    const one = async () => {
      await delay(Math.random() * 1000);
      list.push(await work());
    };
    running.push(one().catch((error: Error) => void waits.failures.push(error.message)));
  };
  const end = Date.now() + ms;
  for (let second = 0; Date.now() < end; second += 1) {
    const [uai, file] = files[second] ?? [];
    if (uai && file) atSomeMoment(waits.imports, () => importOf(client, uai, file, POLL_MS));
    for (let page = 0; page < PAGES_A_SECOND; page += 1) {
      const at = second * PAGES_A_SECOND + page;
      const [path = "", school] = [PAGES[at % PAGES.length], uaiOf(second + page, each)];
      atSomeMoment(waits.pages, () => timePage(url, client, school, path));
    }
    if (september.empty && second % 4 === 0) atSomeMoment(waits.signIns, () => timeSignIn(url));
    await delay(1000);
  }
  await Promise.all(running);
  return waits;
}

async function timeSignIn(url: string): Promise<number> {
  const started = performance.now();
  await openClient(url);
  return performance.now() - started;
}

function figuresOf(minute: string, { pages, imports, signIns }: Waits): Figure[] {
  const rows: [string, number[]][] = [
    ["pages", pages],
    ["imports", imports],
    ["sign-ins", signIns],
  ];
  return rows.flatMap(([name, waits]) =>
    waits.length === 0
      ? []
      : [50, 95, 99].map((p) => ({
          name: `${minute}, ${name} (${waits.length}), p${p} (ms)`,
          value: percentile(waits, p),
        })),
  );
}
