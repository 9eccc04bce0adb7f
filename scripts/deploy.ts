import { parseArgs } from "node:util";
import { readProgramme } from "#worker/campaigns/programme.ts";
import { buildApp } from "./lib/build.ts";
import { dryRunDeploy, inMegabytes } from "./lib/bundle.ts";
import {
  createResources,
  DEPLOY_CONFIG,
  JURISDICTION,
  requireAccount,
  requireSecrets,
} from "./lib/cloudflare.ts";
import { ROOT } from "./lib/environment.ts";
import { operatorVariables } from "./lib/operator.ts";
import { exitWith, mustRun, Refusal } from "./lib/run.ts";

/** JSON that replaces a part of the campaigns' programme (README, "Deploy"); empty for the built-in one. */
const CAMPAIGN_PROGRAMME = process.env.CAMPAIGN_PROGRAMME?.trim() ?? "";

type Settings = { origin: string; mailFrom: string; operator: Record<string, string> };

/**
 * `npm run deploy -- --origin https://pix-orga.example.fr --mail-from ne-pas-repondre@example.fr`: everything kept in the European Union,
 * created where missing, then the migrations, then the Worker. Can be run again at any time.
 * What the legal pages say of the operator comes from the variables OPERATOR_NAME and so on (`lib/operator.ts`).
 * `--dry-run` needs neither account nor network.
 */
async function deploy({ origin, mailFrom, operator }: Settings) {
  await requireAccount();
  await createResources();
  await requireSecrets();

  console.log("Applying the migrations…");
  const database = ["DB", "--remote", "--config", DEPLOY_CONFIG];
  await mustRun("wrangler", ["d1", "migrations", "apply", ...database]);

  console.log("Deploying…");
  const programme = CAMPAIGN_PROGRAMME === "" ? {} : { CAMPAIGN_PROGRAMME };
  const variables = {
    ORIGIN: origin,
    MAIL_FROM: mailFrom,
    JURISDICTION,
    ...operator,
    ...programme,
  };
  const given = Object.entries(variables).flatMap(([name, value]) => ["--var", `${name}:${value}`]);
  await mustRun("wrangler", ["deploy", "--config", DEPLOY_CONFIG, ...given]);
  await checkHealth(origin);
}

async function checkHealth(origin: string) {
  const health = await fetch(`${origin}/healthz`).catch((cause: Error) => cause);
  if (health instanceof Error || health.status !== 200) {
    const answer = health instanceof Error ? health.message : `answered ${health.status}`;
    throw new Refusal(
      `Deployed, but GET ${origin}/healthz: ${answer}. "wrangler rollback" puts the previous version back.`,
    );
  }
  console.log(`Deployed: ${origin} is healthy. ${await health.text()}`);
}

function originFrom(text: string | undefined): string {
  if (text && URL.canParse(text) && new URL(text).protocol === "https:") {
    return new URL(text).origin;
  }
  throw new Refusal("Say where people will find it: --origin https://… (or ORIGIN=https://…).");
}

function mailFromOf(text: string | undefined): string {
  if (text && /^[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}$/i.test(text)) return text;
  throw new Refusal("Say who mails come from: --mail-from ne-pas-repondre@… (or MAIL_FROM=…).");
}

try {
  process.chdir(ROOT);
  const { values } = parseArgs({
    options: {
      "dry-run": { type: "boolean" },
      origin: { type: "string" },
      "mail-from": { type: "string" },
    },
  });
  // A programme that the Worker would refuse at each page is refused here.
  readProgramme({ CAMPAIGN_PROGRAMME });
  const operator = operatorVariables(process.env);
  for (const field of operator.missing) {
    console.log(`Not given, so the legal pages say « à renseigner par l’exploitant »: ${field}.`);
  }
  const settings = values["dry-run"]
    ? null
    : {
        origin: originFrom(values.origin ?? process.env.ORIGIN),
        mailFrom: mailFromOf(values["mail-from"] ?? process.env.MAIL_FROM),
        operator: operator.variables,
      };
  await buildApp();
  const size = await dryRunDeploy();
  console.log(`Worker: ${inMegabytes(size)} gzipped (3 MB at most).`);
  if (settings) await deploy(settings);
} catch (error) {
  exitWith(error);
}
