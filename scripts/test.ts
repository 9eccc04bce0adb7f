import { buildApp } from "./lib/build.ts";
import { dryRunDeploy, inMegabytes } from "./lib/bundle.ts";
import { findChromium } from "./lib/chromium.ts";
import { readCommit, stampGreen } from "./lib/deploy/commit.ts";
import { killOwnChildren } from "./lib/processes.ts";
import { answerHelp } from "./lib/run.ts";
import { command, oneByOne, type Step, summarize, type Verdict, vitest } from "./lib/steps.ts";

/** `npm test`: runs every check. Each step is reported when it ends, then all of them at the end. */
answerHelp(`npm test
Runs every check. One test file: npm run test:node, test:workers or test:browser, with -- and its path.`);

/** Two lanes, for two cores, that take about the same time: the journeys take longest, and need nothing but the build. */
const LANES: Step[][] = [
  [
    { name: "build", run: build },
    { name: "types", run: () => command("node", ["scripts/typecheck.ts"]) },
    { name: "dead code", run: () => command("knip", []) },
    { name: "browser", run: async () => vitest("browser", { CHROME_PATH: findChromium() }) },
    { name: "deployment (dry run)", run: packageWorker },
  ],
  [
    { name: "format and lint", run: () => command("biome", ["check", "."]) },
    { name: "rules and units", run: () => vitest("node") },
    { name: "workers", run: () => vitest("workers") },
  ],
];

async function build(): Promise<Verdict> {
  await buildApp();
  return { passed: 1, failed: 0, output: "" };
}

async function packageWorker(): Promise<Verdict> {
  await buildApp();
  const size = inMegabytes(await dryRunDeploy());
  return { passed: 1, failed: 0, output: "", note: `${size} gzipped, 3 MB at most` };
}

for (const name of ["SIGINT", "SIGTERM"]) {
  process.on(name, async () => {
    await killOwnChildren();
    process.exit(1);
  });
}

const tested = await readCommit();
const outcomes = await Promise.all(LANES.map(oneByOne));
process.exitCode = summarize(outcomes.flat()) === 0 ? 0 : 1;
if (process.exitCode === 0) await stampGreen(tested);
