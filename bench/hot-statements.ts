import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { getPlatformProxy, unstable_readConfig } from "wrangler";
import { ROOT } from "#scripts/lib/environment.ts";
import { findDatabase } from "#scripts/lib/find-database.ts";
import type { Figure } from "./figure.ts";
import { loadWorkerSide, NO_ASSETS, type Ran } from "./worker-side.ts";

const ROUNDS = 41;
/** What every visit of a school asks, by its name in `tests/support/list-cases.ts`. */
const HOT = [
  "pupils, all, by lastName",
  "pupils, a common search, by lastName",
  "pupils, a class, by lastName",
  "a pupil",
  "import page",
  "page of results, a class",
  "journal, all",
  "members",
];

type Database = { prepare: (sql: string) => { all: () => Promise<{ results: { v: unknown }[] }> } };

/**
 * The median time of all the statements of each hot list of the school `uai`, in milliseconds, timed on the files of its
 * databases: D1 itself reports whole milliseconds, which are 0 here. The app must not be running.
 */
export async function measureHotStatements(dataDir: string, uai: string): Promise<Figure[]> {
  const files = { school: findDatabase(dataDir, uai), central: findDatabase(dataDir) };
  const lists = await recordHotLists(dataDir, uai, files.school);
  const [school, central] = [files.school, files.central].map(
    (file) => new DatabaseSync(file, { readOnly: true, timeout: 60_000 }),
  );
  if (!school || !central) return [];
  const figures = lists.map(({ name, ofSchool, ofCentral }) => {
    const once = () => time(school, ofSchool) + time(central, ofCentral);
    const times = Array.from({ length: ROUNDS }, once).sort((a, b) => a - b);
    return { name: `SQL of ${name} (ms)`, value: times[ROUNDS >> 1] ?? Number.NaN, most: 20 };
  });
  school.close();
  central.close();
  return figures;
}

function time(db: DatabaseSync, statements: Ran[]): number {
  const started = performance.now();
  for (const { sql, values } of statements) db.prepare(sql).all(...(values as SQLInputValue[]));
  return performance.now() - started;
}

/** The statements of the product itself, as it sends them for this school. */
async function recordHotLists(dataDir: string, uai: string, file: string) {
  const { listCases, recordDatabase } = await loadWorkerSide();
  const folder = mkdtempSync(`${tmpdir()}/hot-`);
  const { d1_databases } = unstable_readConfig({ config: `${ROOT}/wrangler.toml` });
  const config = { name: "hot", compatibility_date: "2026-10-01", d1_databases };
  writeFileSync(`${folder}/wrangler.json`, JSON.stringify(config));
  const { env, dispose } = await getPlatformProxy<Record<string, Database>>({
    configPath: `${folder}/wrangler.json`,
    persist: { path: `${dataDir}/v3` },
  });
  const lists: { name: string; ofSchool: Ran[]; ofCentral: Ran[] }[] = [];
  for (const [name, run] of listCases(askedOf(file, uai))) {
    if (!HOT.includes(name)) continue;
    const school = recordDatabase(env[uai.startsWith("1") ? "SCHOOLS_1" : "SCHOOLS_2"]);
    const central = recordDatabase(env.DB);
    await run({ DB: school.DB, CENTRAL: { DB: central.DB }, ASSETS: NO_ASSETS });
    lists.push({ name, ofSchool: school.ran, ofCentral: central.ran });
  }
  await dispose();
  rmSync(folder, { recursive: true });
  if (lists.length !== HOT.length) throw new Error("a hot list has another name now");
  return lists;
}

/** Ids of the school, and values that some of its rows have. */
function askedOf(file: string, uai: string) {
  const organizationId = Number(uai.slice(0, 7));
  const db = new DatabaseSync(file, { readOnly: true, timeout: 60_000 });
  const one = (sql: string) => String(Object.values(db.prepare(sql).get(organizationId) ?? {})[0]);
  const asked = {
    organizationId,
    importId: one("SELECT id FROM import WHERE organization_id = ?1 AND number = 1"),
    resultsId: one("SELECT id FROM certification_import WHERE organization_id = ?1 AND number = 1"),
    pupilId: one("SELECT max(id) FROM pupil WHERE organization_id = ?1"),
    ...{ userId: "", year: "2025-2026", division: "5EME A", rareName: "garnier", lastPage: 5 },
  };
  db.close();
  return asked;
}
