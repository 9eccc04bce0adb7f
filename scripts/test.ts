import { buildApp } from "./lib/build.ts";
import { dryRunDeploy, inMegabytes } from "./lib/bundle.ts";
import { findChromium } from "./lib/chromium.ts";
import { killOwnChildren } from "./lib/processes.ts";
import { command, oneByOne, type Step, summarize, type Verdict, vitest } from "./lib/steps.ts";

/** `npm test`: everything that must hold. Each step is told when it ends, then all of them at the end. */

/** Two lanes at a time: these steps ask little of each other, and machines have two cores. */
const LANES: Step[][] = [
  [
    { name: "format and lint", run: () => command("biome", ["check", "."]) },
    { name: "types", run: () => command("node", ["scripts/typecheck.ts"]) },
    { name: "dead code", run: () => command("knip", []) },
    { name: "build and deployment (dry run)", run: packageWorker },
  ],
  [
    { name: "rules and units", run: () => vitest("node") },
    { name: "workers", run: () => vitest("workers") },
  ],
];

/** Alone: a browser, the app and its data share the machine. */
const BROWSER: Step = {
  name: "browser",
  run: async () => vitest("browser", { CHROME_PATH: findChromium() }),
};

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

const lanes = await Promise.all(LANES.map(oneByOne));
const browser = await oneByOne([BROWSER]);
process.exitCode = summarize([...lanes.flat(), ...browser]) === 0 ? 0 : 1;
