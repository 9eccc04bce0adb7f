import { startApp } from "#scripts/lib/app.ts";
import { ROOT } from "#scripts/lib/environment.ts";
import { readOptions } from "#scripts/lib/run.ts";
import { openClient } from "#tests/support/api-client.ts";
import { runControl } from "./control.ts";
import { D1File } from "./d1-file.ts";
import { importFirstBase, killAnImport } from "./import-story.ts";
import { archive, findUnsentMails, join, results, type Story } from "./other-stories.ts";
import { type Scene, untilUp } from "./server.ts";

/**
 * Kills workerd (SIGKILL) in the middle of imports, at random and inside their commit,
 * and of results, archives and joins. SQLite itself is read during and after each kill. The same command then runs the
 * rounds on a copy with a broken commit, and must find the fault.
 */
const USAGE = `npm run test:crash [-- KILLS]
Kills workerd KILLS times (20) in the middle of its work, and reads the databases each time.`;
const { values, positionals } = readOptions(USAGE, {
  allowPositionals: true,
  // On the copy of the negative control.
  options: { broken: { type: "boolean", default: false } },
});
const { broken } = values;
const KILLS = Number(positionals[0] ?? 20);
if (!Number.isSafeInteger(KILLS) || KILLS < 1) {
  console.error(USAGE);
  process.exit(2);
}
const CONTROL_KILLS = 4;
/** Interrupted work ends by itself within a minute. */
const MOST_RECOVERY_MS = 60_000;
const PORT = broken ? 8992 : 8991;
const DATA_DIR = ".test/crash";
const UAI = "9900001X";
/** Every second kill hits an import, the others these stories, results first: an archive needs some. */
const OTHERS: Array<[string, Story]> = [
  ["results", results],
  ["archive", archive],
  ["join", join],
];

const outcomes = { done: 0, failed: 0, lost: 0 };
const problems: string[] = [];
const recoveries: number[] = [];
let reads = 0;

const app = await startApp({ port: PORT, dataDir: DATA_DIR, fresh: true, quiet: true });
try {
  await fetch(`${app.url}/demo/seed?schools=1`, { method: "POST" });
  const client = await openClient(app.url);
  const scene: Scene = {
    app,
    client,
    file: new D1File(`${ROOT}/${DATA_DIR}`, UAI),
    central: new D1File(`${ROOT}/${DATA_DIR}`),
    uai: UAI,
  };
  await (broken ? killImports(scene) : killEverything(scene));
} finally {
  await app.stop();
}
for (const problem of problems) console.error(problem);

if (broken) {
  process.exitCode = problems.length > 0 ? 1 : 0;
} else {
  recoveries.sort((a, b) => a - b);
  console.log(
    `imports: done ${outcomes.done}, failed ${outcomes.failed}, upload lost before its answer ${outcomes.lost}; ` +
      `${reads} reads of the base; recovery p50 ${recoveries[recoveries.length >> 1]} ms, max ${recoveries.at(-1)} ms`,
  );
  const control = await runControl(CONTROL_KILLS);
  console.log(`control (a commit in several statements): ${control.caught ? "caught" : "MISSED"}`);
  if (!control.caught) console.error(control.output.slice(-2000));
  const failed = problems.length + (control.caught ? 0 : 1);
  console.log(`${KILLS + 1 - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

async function killEverything(scene: Scene): Promise<void> {
  let mark = await importFirstBase(scene);
  for (let round = 1; round <= KILLS; round += 1) {
    await untilUp(scene);
    if (round % 2 === 1) mark = await killOneImport(scene, round, mark);
    else {
      const [name, story] = OTHERS[(round / 2 - 1) % OTHERS.length] ?? ["results", results];
      const wrong = await story(scene, round);
      problems.push(...wrong.map((problem) => `kill ${round}, ${name}: ${problem}`));
    }
  }
  problems.push(...(await findUnsentMails(scene)));
}

async function killImports(scene: Scene): Promise<void> {
  let mark = await importFirstBase(scene);
  for (let round = 1; round <= KILLS && problems.length === 0; round += 1) {
    mark = await killOneImport(scene, round, mark);
  }
}

async function killOneImport(scene: Scene, round: number, before: string): Promise<string> {
  const aimed = broken || round % 4 === 1;
  const one = await killAnImport(scene, { number: round, before, aimed });
  outcomes[one.outcome] += 1;
  recoveries.push(one.recoveryMs);
  if (one.recoveryMs > MOST_RECOVERY_MS) {
    problems.push(`kill ${round}: it took ${one.recoveryMs} ms to end`);
  }
  reads += one.reads;
  const where = aimed ? "import, inside its commit" : "import, at random";
  problems.push(...one.problems.map((problem) => `kill ${round}, ${where}: ${problem}`));
  return one.mark;
}
