import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { getPlatformProxy } from "wrangler";
import { findDatabase } from "#scripts/lib/find-database.ts";
import {
  askedOf,
  type Crowd,
  fillCentralDatabase,
  fillSchoolDatabase,
  LARGEST,
  SCHOOLS,
  UNREAL,
} from "./crowded-school.ts";
import type { Figure } from "./figure.ts";
import { loadWorkerSide, NO_ASSETS, type WorkerSide } from "./worker-side.ts";

const DATA_DIR = resolve(import.meta.dirname, "../.test/bench-lists");
const CONFIG = `${DATA_DIR}/wrangler.json`;
const MIGRATIONS = new URL("../migrations/", import.meta.url);
const ROUNDS = 5;
/** Less than 20 ms in the largest school: D1 reports whole milliseconds. */
const MOST_MS = 19;
/** What a list may take in a school of 100 000: no school has so many (docs/scale.md). */
const MOST_MS_UNREAL = 1000;

type Database = { prepare: (sql: string) => { run: () => unknown } };
type Databases = { DB: Database; SCHOOLS_1: Database };

/**
 * The duration of the slowest statement of a list as D1 reports it (`meta.duration`), for each list with each filter
 * and sort, in a school of 3 500 and in one of 100 000: the best of some rounds, because the machine has other users.
 */
export async function benchLists(): Promise<Figure[]> {
  const side = await loadWorkerSide();
  const figures = await measureLists(side, LARGEST);
  const unreal = await measureLists(side, UNREAL);
  const slowest = unreal.toSorted((a, b) => b.value - a.value).slice(0, 5);
  return [
    ...figures.map((one) => ({ ...one, most: MOST_MS })),
    ...slowest.map(({ name, value }) => ({
      name: `with ${UNREAL.pupils} pupils: ${name}`,
      value,
      most: MOST_MS_UNREAL,
    })),
  ];
}

async function measureLists(side: WorkerSide, crowd: Crowd): Promise<Figure[]> {
  const { listCases, recordDatabase } = side;
  await makeDatabases(crowd);
  const { pupils, results, journalLines } = crowd;
  console.log(`Lists: ${pupils} pupils, ${results} results, ${journalLines} lines, twice`);
  const { env, dispose } = await openDatabases();
  const figures: Figure[] = [];
  try {
    for (const [name, run] of listCases(askedOf(crowd))) {
      const times: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const school = recordDatabase(env.SCHOOLS_1);
        const central = recordDatabase(env.DB);
        await run({ DB: school.DB, CENTRAL: { DB: central.DB }, ASSETS: NO_ASSETS });
        const [slowest] = [...school.ran, ...central.ran].sort((a, b) => b.ms - a.ms);
        times.push(slowest?.ms ?? 0);
        if (round === ROUNDS - 1 && slowest && Math.min(...times) > MOST_MS) {
          console.log(
            `${name}, ${pupils} pupils: ${slowest.sql.replace(/\s+/g, " ").slice(0, 200)}`,
          );
        }
      }
      figures.push({ name: `${name} (ms of SQL)`, value: Math.min(...times) });
    }
  } finally {
    await dispose();
  }
  return figures;
}

async function openDatabases() {
  return await getPlatformProxy<Databases>({
    configPath: CONFIG,
    persist: { path: `${DATA_DIR}/v3` },
  });
}

/** Creates and migrates empty databases in the local D1, then fills their files directly. */
async function makeDatabases(crowd: Crowd): Promise<void> {
  rmSync(DATA_DIR, { recursive: true, force: true });
  mkdirSync(DATA_DIR, { recursive: true });
  const d1_databases = ["DB", "SCHOOLS_1"].map((binding) => ({
    binding,
    ...{ database_name: binding, database_id: binding },
  }));
  const config = { name: "bench", compatibility_date: "2026-10-01", d1_databases };
  writeFileSync(CONFIG, JSON.stringify(config));
  const { env, dispose } = await openDatabases();
  await migrate(env.DB, "central");
  await migrate(env.SCHOOLS_1, "schools");
  for (const school of SCHOOLS) {
    await env.SCHOOLS_1.prepare(`INSERT INTO school (id) VALUES (${school})`).run();
  }
  await dispose();
  fillCentralDatabase(findDatabase(DATA_DIR), crowd);
  const uai = `${String(SCHOOLS[0]).padStart(7, "0")}X`;
  fillSchoolDatabase(findDatabase(DATA_DIR, uai), crowd);
}

async function migrate(db: Database, folder: string): Promise<void> {
  const from = new URL(`${folder}/`, MIGRATIONS);
  for (const name of readdirSync(from)
    .filter((one) => one.endsWith(".sql"))
    .sort()) {
    const sql = readFileSync(new URL(name, from), "utf8");
    for (const statement of sql.split("--> statement-breakpoint")) {
      await db.prepare(statement).run();
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, value } of await benchLists()) {
    console.log(`  ${name.padEnd(60)} ${value.toFixed(1)}`);
  }
}
