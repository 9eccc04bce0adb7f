import { Refusal, run } from "../run.ts";
import { openApi } from "./api.ts";
import { adviceForTool } from "./api-error.ts";
import { requireBoundDatabases } from "./bound.ts";
import { resourcesOf, writeConfig } from "./config.ts";
import { awaitHealth, type Probe } from "./health.ts";
import { migrate, planMigrations, printBookmarks } from "./migrate.ts";
import { namesOf } from "./names.ts";
import { createMissing, inspectAccount, type Wanted } from "./resources.ts";
import { makeMissingSecrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";

export type Deployment = {
  environment: string;
  settings: Settings;
  /** The commit: what `/healthz` must answer in the end. */
  version: string;
  /** The built `wrangler.json`, and the folder that holds `migrations`. */
  builtConfig: string;
  root: string;
  /** How long to wait for the new version to answer. */
  healthSeconds: number;
  /** Asks `/healthz`; `fetch` unless a test says otherwise. */
  probe?: Probe;
};

/**
 * One deployment, in an order in which each step can be repeated: look at the account, create what is missing, print
 * the way back, migrate (central, then the schools), upload code with its secrets, crons, queues and domain, then wait for
 * the deployed version to answer. Throws `Refusal` with advice at the first thing that stands in the way.
 */
export async function deploy(deployment: Deployment): Promise<void> {
  const { environment, settings, version, builtConfig, root } = deployment;
  const names = namesOf(environment, settings.schoolDatabases);
  const api = await openApi();
  const { origin, jurisdiction } = settings;
  const wanted: Wanted = { names, ...resourcesOf(builtConfig, names), jurisdiction, origin };

  const found = await inspectAccount(api, wanted);
  await requireBoundDatabases(api, names, found);
  const plan = await planMigrations(api, { names, found, root });
  const secrets = await makeMissingSecrets(api, { worker: names.worker, environment, root });
  const databases = await createMissing(api, wanted, found);
  await printBookmarks(api, databases);

  const config = writeConfig(builtConfig, {
    environment,
    settings,
    names,
    databases,
    version,
    root,
  });
  const env = { CLOUDFLARE_ACCOUNT_ID: api.accountId };
  await migrate(plan, config, env);
  await upload({ version, config, env, secrets });
  console.log(`The new version is deployed. Waiting for ${version} to answer at ${origin}…`);
  await awaitHealth({
    ...deployment,
    origin,
    worker: names.worker,
    seconds: deployment.healthSeconds,
  });
  console.log(`Deployed: ${origin} is healthy and runs ${version}.`);
}

type Upload = {
  version: string;
  config: string;
  env: Record<string, string>;
  secrets: string | null;
};

async function upload({ version, config, env, secrets }: Upload): Promise<void> {
  console.log("Deploying…");
  const label = ["--tag", version.slice(0, 12), "--message", `commit ${version}`];
  const secret = secrets === null ? [] : ["--secrets-file", secrets];
  const args = ["deploy", "--config", config, ...label, ...secret];
  const { code, output } = await run("wrangler", args, { env });
  if (code === 0) return;
  // What wrangler says once the code is there: what is attached to it may have failed.
  const state = /^Uploaded /m.test(output)
    ? "The new code is in service, but not all is attached to it (domain, crons, queues)."
    : "The code was not uploaded: what was in service still is.";
  const advice =
    adviceForTool(output) ?? "Mend what is said above and deploy again, which completes it.";
  throw new Refusal(`${output.trimEnd()}\n${state}\n${advice}`);
}
