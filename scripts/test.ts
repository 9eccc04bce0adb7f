import { buildApp } from "./lib/build.ts";
import { dryRunDeploy, inMegabytes } from "./lib/bundle.ts";
import { findChromium } from "./lib/chromium.ts";
import { killOwnChildren } from "./lib/processes.ts";
import { command, oneByOne, type Step, summarize, type Verdict, vitest } from "./lib/steps.ts";

/** `npm test`: runs every check. Each step is reported when it ends, then all of them at the end. */

/**
 * Lanes that run side by side: browser journeys wait more than they compute, so that two cores do better with three
 * lanes. The longest come first.
 */
const LANES: Step[][] = [
  [
    { name: "build and deployment (dry run)", run: packageWorker },
    {
      name: "browser",
      run: async () => vitest("browser", { CHROME_PATH: findChromium() }),
    },
  ],
  [{ name: "workers", run: () => vitest("workers") }],
  [
    { name: "format and lint", run: () => command("biome", ["check", "."]) },
    { name: "types", run: () => command("node", ["scripts/typecheck.ts"]) },
    { name: "dead code", run: () => command("knip", []) },
    { name: "rules and units", run: () => vitest("node") },
  ],
];

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
process.exitCode = summarize(lanes.flat()) === 0 ? 0 : 1;
