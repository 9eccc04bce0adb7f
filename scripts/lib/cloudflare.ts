import { readFileSync, writeFileSync } from "node:fs";
import { BUILT_CONFIG } from "./build.ts";
import { ROOT } from "./environment.ts";
import { mustRun, Refusal, run } from "./run.ts";

/** Pupils' data stays in the European Union. The jurisdiction can only be chosen when a resource is created. */
export const JURISDICTION = "eu";

/** Beside the built configuration, whose relative paths it keeps; local starts never read it. */
export const DEPLOY_CONFIG = BUILT_CONFIG.replace(/\.json$/, ".deploy.json");

const SECRETS = ["AUTH_SECRET", "OPERATOR_TOKEN"];
const QUEUES = ["imports", "mails", "documents"].flatMap((name) => [name, `${name}-dead`]);
const SOURCE_CONFIG = ["--config", `${ROOT}/wrangler.toml`];

export async function requireAccount(): Promise<void> {
  const { code } = await run("wrangler", ["whoami", "--json"]);
  if (code === 0) return;
  throw new Refusal(
    'No Cloudflare account: run "npx wrangler login", or give CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID.',
  );
}

/** Idempotent. Writes `DEPLOY_CONFIG`: the built configuration with the ids of the account's resources. */
export async function createResources(): Promise<void> {
  const config = readConfig();
  for (const database of config.d1_databases) {
    database.database_id = await findOrCreateDatabase(database.database_name);
    database.migrations_dir = "../../migrations";
  }
  for (const bucket of config.r2_buckets) {
    await createBucket(bucket.bucket_name);
    bucket.jurisdiction = JURISDICTION;
  }
  for (const queue of QUEUES) await createQueue(queue);
  writeFileSync(DEPLOY_CONFIG, JSON.stringify(config, null, 2));
}

/** Secrets are put once, by hand, and never pass through this script. */
export async function requireSecrets(): Promise<void> {
  const { name } = readConfig();
  const { code, output } = await run("wrangler", ["secret", "list", "--name", name]);
  const known = code === 0 ? parseList(output).map((each) => each.name) : [];
  if (code !== 0 && !output.includes("not found")) throw new Refusal(output.trimEnd());
  const missing = SECRETS.filter((secret) => !known.includes(secret));
  if (missing.length === 0) return;
  const commands = missing.map(
    (secret) => `  openssl rand -base64 32 | npx wrangler secret put ${secret} --name ${name}`,
  );
  throw new Refusal(
    `The Worker lacks secrets, without which it serves nothing. Put them, then deploy again:\n${commands.join("\n")}`,
  );
}

type Config = {
  name: string;
  d1_databases: { database_name: string; database_id: string; migrations_dir?: string }[];
  r2_buckets: { bucket_name: string; jurisdiction?: string }[];
};

function readConfig(): Config {
  return JSON.parse(readFileSync(BUILT_CONFIG, "utf8"));
}

async function findOrCreateDatabase(name: string): Promise<string> {
  const found = await findDatabase(name);
  if (found) return found;
  console.log(`Creating the D1 database ${name} (${JURISDICTION})…`);
  const where = ["--jurisdiction", JURISDICTION, "--update-config=false"];
  await mustRun("wrangler", ["d1", "create", name, ...where, ...SOURCE_CONFIG]);
  const created = await findDatabase(name);
  if (created) return created;
  throw new Refusal(`The D1 database ${name} was created but is not listed: deploy again.`);
}

async function findDatabase(name: string): Promise<string | undefined> {
  const output = await mustRun("wrangler", ["d1", "list", "--json", ...SOURCE_CONFIG]);
  const database = parseList(output).find((each) => each.name === name);
  refuseElsewhere(`The D1 database ${name}`, database?.jurisdiction);
  return database?.uuid;
}

async function createBucket(name: string) {
  const where = ["--jurisdiction", JURISDICTION];
  const info = await run("wrangler", ["r2", "bucket", "info", name, "--json", ...where]);
  if (!isMissing(info)) return;
  console.log(`Creating the R2 bucket ${name} (${JURISDICTION})…`);
  const create = ["r2", "bucket", "create", name, "--update-config=false"];
  await mustRun("wrangler", [...create, ...where, ...SOURCE_CONFIG]);
}

async function createQueue(name: string) {
  const info = await run("wrangler", ["queues", "info", name, ...SOURCE_CONFIG]);
  if (!isMissing(info)) {
    refuseElsewhere(`The queue ${name}`, /^Jurisdiction: (\w+)/m.exec(info.output)?.[1]);
    return;
  }
  console.log(`Creating the queue ${name} (${JURISDICTION})…`);
  await mustRun("wrangler", [
    ...["queues", "create", name],
    ...["--jurisdiction", JURISDICTION],
    ...SOURCE_CONFIG,
  ]);
}

/** Only its absence may make us create it, no other failure. */
function isMissing(info: { code: number; output: string }): boolean {
  if (info.code === 0) return false;
  if (/does not exist|not found|10006/i.test(info.output)) return true;
  throw new Refusal(info.output.trimEnd());
}

function refuseElsewhere(what: string, jurisdiction: string | undefined) {
  if (jurisdiction === undefined || jurisdiction === JURISDICTION) return;
  throw new Refusal(
    `${what} is in "${jurisdiction}", not in "${JURISDICTION}": it must be made anew.`,
  );
}

/** The JSON list that a wrangler command prints, without the text before it. */
function parseList(output: string): Partial<Record<string, string>>[] {
  return JSON.parse(output.slice(Math.max(output.search(/^\[/m), 0)));
}
