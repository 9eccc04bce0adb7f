import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { getPlatformProxy } from "wrangler";
import { findDatabase } from "#scripts/lib/find-database.ts";
import { CROWDED, fillCrowdedSchool, JOURNAL_LINES, PUPILS, RESULTS } from "./crowded-school.ts";
import type { Figure } from "./figure.ts";

const DATA_DIR = resolve(import.meta.dirname, "../.test/bench-lists");
const CONFIG = `${DATA_DIR}/wrangler.json`;
const ROUNDS = 5;
/** Less than 20 ms: D1 reports whole milliseconds. */
const MOST_MS = 19;

type Case = [name: string, run: (env: { DB: unknown }) => Promise<unknown>];
type Recorded = { DB: unknown; ran: Array<{ ms: number }> };
/** The exports of the Worker's side: its types belong to another program, so it is loaded at run time, not imported. */
type WorkerSide = {
  listCases: (asked: typeof CROWDED) => Case[];
  recordDatabase: (db: unknown) => Recorded;
};

/**
 * The duration of the slowest statement of a list as D1 reports it (`meta.duration`), for each list with each filter
 * and sort, on a crowded school: the best of some rounds, because the machine has other users.
 */
export async function benchLists(): Promise<Figure[]> {
  const { listCases, recordDatabase } = await loadWorkerSide();
  await makeDatabase();
  console.log(
    `Lists: ${PUPILS} pupils, ${RESULTS} results, ${JOURNAL_LINES} lines of journal, twice`,
  );
  const { env, dispose } = await openDatabase();
  const figures: Figure[] = [];
  let whole = 0;
  try {
    for (const [name, run] of listCases(CROWDED)) {
      const times: number[][] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const { DB, ran } = recordDatabase(env.DB);
        await run({ DB });
        times.push(ran.map(({ ms }) => ms));
      }
      const value = Math.min(...times.map((each) => Math.max(...each)));
      whole = Math.max(whole, Math.min(...times.map((each) => each.reduce((a, b) => a + b, 0))));
      figures.push({ name: `${name} (ms of SQL)`, value, most: MOST_MS });
    }
  } finally {
    await dispose();
  }
  figures.push({ name: "all the statements of the slowest list together (ms)", value: whole });
  return figures;
}

async function loadWorkerSide(): Promise<WorkerSide> {
  const load = (name: string) => import(new URL(`../tests/support/${name}`, import.meta.url).href);
  const { listCases }: WorkerSide = await load("list-cases.ts");
  const { recordDatabase }: WorkerSide = await load("recorded-database.ts");
  return { listCases, recordDatabase };
}

async function openDatabase() {
  return await getPlatformProxy<{ DB: { prepare: (sql: string) => { run: () => unknown } } }>({
    configPath: CONFIG,
    persist: { path: `${DATA_DIR}/v3` },
  });
}

/** Creates an empty database in the local D1, then fills its file directly. */
async function makeDatabase() {
  rmSync(DATA_DIR, { recursive: true, force: true });
  mkdirSync(DATA_DIR, { recursive: true });
  const database = { binding: "DB", database_name: "bench", database_id: "bench" };
  const config = { name: "bench", compatibility_date: "2026-10-01", d1_databases: [database] };
  writeFileSync(CONFIG, JSON.stringify(config));
  const { env, dispose } = await openDatabase();
  await env.DB.prepare("SELECT 1").run();
  await dispose();
  fillCrowdedSchool(findDatabase(DATA_DIR));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, value } of await benchLists()) {
    console.log(`  ${name.padEnd(60)} ${value.toFixed(1)}`);
  }
}
