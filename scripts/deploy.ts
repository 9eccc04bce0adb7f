import { BUILT_CONFIG, buildApp } from "./lib/build.ts";
import { dryRunDeploy, inMegabytes } from "./lib/bundle.ts";
import { requireCommit } from "./lib/deploy/commit.ts";
import { deploy } from "./lib/deploy/deploy.ts";
import { awaitHealth } from "./lib/deploy/health.ts";
import { namesOf } from "./lib/deploy/names.ts";
import { readSettings } from "./lib/deploy/settings.ts";
import { ROOT } from "./lib/environment.ts";
import { exitWith, Refusal, readOptions } from "./lib/run.ts";

/**
 * Deploys the environment that `environments/NAME.json` describes (docs/operations.md). It can be run again at any
 * time: it goes on from where it stopped.
 */
const USAGE = `npm run deploy -- --env NAME [--origin https://…] [--mail-from …@…] [--force] [--check] [--wait SECONDS] [--dry-run]
  --origin, --mail-from   replace what environments/NAME.json says
  --force                 deploys a commit that is not clean or not tested
  --check                 only asks /healthz
  --wait SECONDS          how long /healthz may take to answer with the new commit (180)
  --dry-run               bundles and checks the size; needs no account, network or environment`;

try {
  process.chdir(ROOT);
  const { values } = readOptions(USAGE, {
    options: {
      env: { type: "string" },
      origin: { type: "string" },
      "mail-from": { type: "string" },
      force: { type: "boolean", default: false },
      check: { type: "boolean", default: false },
      wait: { type: "string", default: "180" },
      "dry-run": { type: "boolean", default: false },
    },
  });
  const { env: environment, force } = values;
  const healthSeconds = Number(values.wait);
  if (!/^\d{1,4}(?:\.\d+)?$/.test(values.wait))
    throw new Refusal(`--wait takes seconds.\n${USAGE}`);
  if (environment === undefined && !values["dry-run"]) {
    throw new Refusal(`Say which environment.\n${USAGE}`);
  }
  const overrides = { origin: values.origin, mailFrom: values["mail-from"] };
  const settings = environment === undefined ? null : readSettings(environment, overrides);

  if (values.check && environment && settings) {
    const { worker } = namesOf(environment, settings.schoolDatabases);
    const version = await requireCommit(true);
    await awaitHealth({ origin: settings.origin, version, worker, seconds: healthSeconds });
    console.log(`${settings.origin} is healthy and runs ${version}.`);
  } else {
    const version = values["dry-run"] ? "dry-run" : await requireCommit(force);
    await buildApp();
    const size = await dryRunDeploy();
    console.log(`Worker: ${inMegabytes(size)} gzipped (3 MB at most).`);
    if (environment && settings && !values["dry-run"]) {
      const built = { builtConfig: BUILT_CONFIG, root: ROOT };
      await deploy({ environment, settings, version, ...built, healthSeconds });
    }
  }
} catch (error) {
  exitWith(error);
}
