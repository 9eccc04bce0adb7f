import { globSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";
import { zipSync } from "fflate";
import { type RunningApp, startApp } from "#scripts/lib/app.ts";
import { openClient } from "#tests/support/api-client.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { judge, type Observation } from "./judge.ts";

/**
 * `npm run test:crash [-- KILLS]`: kills workerd (SIGKILL) at a random moment of an import, again and
 * again, and reads SQLite afterwards: each import must end by itself, and the base must be the old one
 * or the new one. The checker itself is seen to fail in judge.test.ts.
 */
const KILLS = Number(process.argv[2] ?? 20);
const PUPILS = 8000;
const PORT = 8991;
const DATA_DIR = ".test/crash";
const UAI = "9900001X";
/** A kill between the row and its desk is left to the sweeper: a minute without a sign, found by the next cron, a minute later at most. */
const END_LIMIT_MS = 150_000;

const app = await startApp({ port: PORT, dataDir: DATA_DIR, fresh: true, quiet: true });
const outcomes = { done: 0, failed: 0, lost: 0 };
const problems: string[] = [];
const recoveries: number[] = [];
try {
  await fetch(`${app.url}/demo/seed?schools=1`, { method: "POST" });
  const client = await openClient(app.url);
  let current = "V0";
  const first = await client.upload(UAI, markedFile(current), current);
  const { id } = await readJson<{ id: string }>(first);
  await client.waitForEnd(UAI, id, END_LIMIT_MS);
  const baseline = Date.now();
  for (let round = 1; round <= KILLS; round += 1) {
    current = await killOnce(app, client, round, current);
  }
  console.log(`${KILLS} kills in ${Math.round((Date.now() - baseline) / 1000)} s`);
} finally {
  await app.stop();
}
recoveries.sort((a, b) => a - b);
console.log(
  `ended done ${outcomes.done}, failed ${outcomes.failed}, upload lost before its answer ${outcomes.lost}; ` +
    `recovery p50 ${recoveries[recoveries.length >> 1]} ms, max ${recoveries.at(-1)} ms`,
);
for (const problem of problems) console.error(problem);
console.log(`${KILLS - problems.length} passed, ${problems.length} failed`);
process.exitCode = problems.length > 0 ? 1 : 0;

async function killOnce(
  running: RunningApp,
  client: Awaited<ReturnType<typeof openClient>>,
  round: number,
  before: string,
): Promise<string> {
  const after = `V${round}`;
  const uploaded = client.upload(UAI, markedFile(after), after).catch(() => null);
  await delay(Math.random() * 900);
  const pid = running.workerdPid();
  if (pid !== null) process.kill(pid, "SIGKILL");
  const killedAt = Date.now();
  await uploaded;
  const importId = await waitForServer(client);
  const told = await client.waitForEnd(UAI, importId, END_LIMIT_MS);
  recoveries.push(Date.now() - killedAt);
  const seen = await observe(importId, told.status);
  // A kill before the INSERT leaves the import before as the newest: nothing happened.
  const opened = seen.tag === after;
  const problem = judge(
    seen,
    opened ? { before, after, pupils: PUPILS } : { before, after: before, pupils: PUPILS },
  );
  if (problem) problems.push(`kill ${round}: ${problem}`);
  if (!opened) outcomes.lost += 1;
  else if (told.status === "done") outcomes.done += 1;
  else outcomes.failed += 1;
  return opened && told.status === "done" ? after : before;
}

/** The newest import once the server answers again. */
async function waitForServer(client: Awaited<ReturnType<typeof openClient>>): Promise<string> {
  const deadline = Date.now() + END_LIMIT_MS;
  while (Date.now() < deadline) {
    try {
      const [newest] = await client.listImports(UAI);
      if (newest) return newest.id;
    } catch {
      // Down: wrangler starts workerd again within seconds.
    }
    await delay(100);
  }
  throw new Error("the server did not come back");
}

/** Reads the files of D1 themselves, once the cleaning that follows an end had its time. */
async function observe(importId: string, status: string): Promise<Observation & { tag: string }> {
  let seen = readBase(importId, status);
  for (let tries = 0; tries < 50 && seen.stagedRows > 0; tries += 1) {
    await delay(100);
    seen = readBase(importId, status);
  }
  return seen;
}

function readBase(importId: string, status: string): Observation & { tag: string } {
  const [file] = globSync(`${DATA_DIR}/v3/d1/**/*.sqlite`).filter(
    (path) => !path.includes("metadata"),
  );
  if (!file) throw new Error("no D1 file found");
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = database
      .prepare(
        `SELECT usual_name AS mark, count(*) AS n FROM pupil p JOIN organization o
           ON o.id = p.organization_id WHERE o.uai = ? AND p.deactivated_at IS NULL GROUP BY 1`,
      )
      .all(UAI);
    const staged = database.prepare("SELECT count(*) AS n FROM import_row").get();
    const named = database.prepare("SELECT filename FROM import WHERE id = ?").get(importId);
    return {
      marks: new Map(rows.map((row) => [String(row.mark), Number(row.n)])),
      status,
      stagedRows: Number(staged?.n ?? 0),
      tag: String(named?.filename ?? ""),
    };
  } finally {
    database.close();
  }
}

/** The same pupils each time, all marked by the file they come from. */
function markedFile(mark: string): Uint8Array {
  const pupils = somePupils(PUPILS).map((pupil) => ({
    ...pupil,
    extra: `<NOM_USAGE>${mark}</NOM_USAGE><LIGNE1_ADRESSE>${"rue des essais ".repeat(20)}</LIGNE1_ADRESSE>`,
  }));
  return zipSync({ "ElevesSansAdresses.xml": aSiecleFile({ uai: UAI }, pupils) });
}

async function readJson<T>(answer: Response): Promise<T> {
  return JSON.parse(await answer.text());
}
