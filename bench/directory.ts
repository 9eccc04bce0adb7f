import { createHash } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { startApp } from "#scripts/lib/app.ts";
import { findDatabase } from "#scripts/lib/find-database.ts";
import { peakMemory } from "#scripts/lib/processes.ts";
import { aDirectory, manySchools } from "#tests/support/directory-file.ts";
import type { DirectoryReport } from "#worker/organizations/annuaire/report.ts";
import type { Figure } from "./figure.ts";

const PORT = 8993;
const DATA_DIR = ".test/bench";
const ROWS = 70_000;
const MIB = 2 ** 20;

/** The directory of the country, twice, on the built app: the second load must find nothing to change. */
export async function benchDirectory(): Promise<Figure[]> {
  const file = new Blob([aDirectory(manySchools(ROWS))]);
  const app = await startApp({ port: PORT, dataDir: DATA_DIR, fresh: true, quiet: true });
  try {
    const once = await load(app.url, file);
    const held = digestOfSchools();
    const twice = await load(app.url, file);
    if (digestOfSchools() !== held) throw new Error("the second load changed a row");
    const { added, unchanged } = { ...once.counts, unchanged: twice.counts.unchanged };
    if (added !== ROWS || unchanged !== ROWS) throw new Error("a load is not right");
    const pid = app.workerdPid();
    const memory = pid === null ? Number.NaN : peakMemory(pid) / MIB;
    return [
      { name: "directory of 70 000 schools, first load (s)", value: once.seconds, most: 20 },
      { name: "the same again, nothing to change (s)", value: twice.seconds, most: 20 },
      { name: "directory, rows a second", value: ROWS / once.seconds },
      {
        name: "second load against the first (ratio)",
        value: twice.seconds / once.seconds,
        most: 1,
      },
      { name: "workerd's peak memory meanwhile, VmHWM (MiB)", value: memory, most: 500 },
    ];
  } finally {
    await app.stop();
  }
}

/** A hash of every column of every school in the local D1. */
function digestOfSchools(): string {
  const db = new DatabaseSync(findDatabase(DATA_DIR), { readOnly: true, timeout: 10_000 });
  const hash = createHash("sha256");
  let rows = 0;
  for (const row of db.prepare("SELECT * FROM organization ORDER BY id").iterate()) {
    hash.update(`${JSON.stringify(row)}\n`);
    rows += 1;
  }
  db.close();
  if (rows < ROWS) throw new Error(`${rows} schools in the base`);
  return hash.digest("hex");
}

async function load(url: string, body: Blob): Promise<DirectoryReport & { seconds: number }> {
  const started = performance.now();
  const answer = await fetch(`${url}/api/operator/organizations`, {
    method: "PUT",
    headers: { Authorization: "Bearer demo-operator" },
    body,
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`the load answered ${answer.status} ${text}`);
  return { ...JSON.parse(text), seconds: (performance.now() - started) / 1000 };
}
