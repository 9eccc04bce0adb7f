import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { BUILT_CONFIG, buildApp } from "../build.ts";
import { ROOT } from "../environment.ts";
import { Refusal } from "../run.ts";
import { CampaignProgramme, findProgrammeFault, programmeText } from "./programme.ts";

/** Where the settings of each environment are committed; they hold no secret. */
const FOLDER = `${ROOT}/environments`;

const shown = z
  .string()
  .trim()
  .max(1000)
  .regex(/[\p{L}\p{N}]/u, "is not filled in");

/** Cloudflare attaches a host name, and takes no variable above 5 kB. */
const ORIGIN =
  "must be https:// and a host name (orga.example.fr), without a port, a path or a wildcard";
const LONGEST_VARIABLE = 5 * 1024;

/** What the legal pages say of the operator, and the variable that carries it to the Worker. */
const LEGAL = {
  OPERATOR_NAME: "name",
  OPERATOR_ADDRESS: "address",
  OPERATOR_DIRECTOR: "director",
  OPERATOR_HOST: "host",
  OPERATOR_DPO: "dpo",
  OPERATOR_SUPPORT: "support",
} as const;

const Settings = z.strictObject({
  origin: z.string().refine((text) => hostOf(text) !== null, ORIGIN),
  mailFrom: z.string().refine(isMailAddress, "must be a mail address"),
  legal: z.strictObject({
    name: shown,
    address: shown,
    director: shown,
    host: shown,
    dpo: shown,
    support: shown,
  }),
  jurisdiction: z.literal("eu", "can only be eu: pupils' data stays in the European Union"),
  schoolDatabases: z.int().min(1).max(99).default(16),
  /** Milliseconds of CPU for a request or a message; that of `wrangler.toml` if absent (decision 0014). */
  cpuMs: z.int().min(10_000).max(300_000).optional(),
  /** Replaces a part of the built-in programme of campaigns. */
  campaignProgramme: CampaignProgramme.optional(),
});

export type Settings = z.infer<typeof Settings>;

/** What the command line replaces in the file. */
export type Overrides = { origin?: string; mailFrom?: string };

/**
 * The settings of an environment, checked before anything is created. Throws a `Refusal` that names every field at
 * fault, a file that is not there, or an address that another environment has.
 */
export function readSettings(name: string, overrides: Overrides = {}, folder = FOLDER): Settings {
  if (!/^[a-z][a-z0-9]{1,15}$/.test(name)) {
    throw new Refusal(
      "Name the environment: --env production (2 to 16 small letters and digits, a letter first).",
    );
  }
  const path = `${folder}/${name}.json`;
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  if (!files.includes(`${name}.json`)) {
    throw new Refusal(
      `There is no environments/${name}.json (there are ${files.join(", ")}): copy environments/production.json, fill it in and commit it.`,
    );
  }
  const given = Object.entries(overrides).filter(([, value]) => value !== undefined);
  const settings = parseSettings(name, { ...readJson(path), ...Object.fromEntries(given) });
  for (const other of files.filter((file) => file !== `${name}.json`)) {
    const { origin } = readJson(`${folder}/${other}`);
    if (hostOf(String(origin)) === new URL(settings.origin).hostname) {
      throw new Refusal(
        `environments/${name}.json: ${settings.origin} is already that of ${other}.`,
      );
    }
  }
  return settings;
}

/** An environment with the built configuration, for commands that look at its data. */
export async function readEnvironment(environment: string) {
  const settings = readSettings(environment);
  await buildApp();
  return { environment, settings, builtConfig: BUILT_CONFIG };
}

/** `text` as settings; `name` is only for the sentence of the refusal. */
export function parseSettings(name: string, value: unknown): Settings {
  const read = Settings.safeParse(value);
  if (!read.success) {
    const faults = read.error.issues.map(
      (issue) => `  ${issue.path.join(".") || "the file"}: ${wordsFor(issue)}`,
    );
    throw new Refusal(
      `environments/${name}.json cannot be deployed; nothing was created.\n${faults.join("\n")}`,
    );
  }
  const settings = { ...read.data, origin: new URL(read.data.origin).origin };
  const fault = findProgrammeFault(programmeText(settings.campaignProgramme));
  if (fault) throw new Refusal(`environments/${name}.json, campaignProgramme: ${fault}`);
  for (const [variable, text] of Object.entries(variablesOf(settings, ""))) {
    if (Buffer.byteLength(text) <= LONGEST_VARIABLE) continue;
    throw new Refusal(
      `environments/${name}.json: ${variable} would have ${Buffer.byteLength(text)} bytes, and Cloudflare takes ${LONGEST_VARIABLE}. Nothing was created.`,
    );
  }
  return settings;
}

function wordsFor(issue: z.core.$ZodIssue): string {
  if (issue.code !== "invalid_type") return issue.message;
  return `${/undefined$/.test(issue.message) ? "is missing; it " : ""}must be of type ${issue.expected}`;
}

/** The Worker's variables; those of `wrangler.toml` are the demo's and are never deployed. */
export function variablesOf(settings: Settings, version: string): Record<string, string> {
  const legal = Object.entries(LEGAL).map(([name, field]) => [name, settings.legal[field]]);
  const programme = programmeText(settings.campaignProgramme);
  return {
    VERSION: version,
    ORIGIN: settings.origin,
    MAIL_FROM: settings.mailFrom,
    JURISDICTION: settings.jurisdiction,
    ...Object.fromEntries(legal),
    ...(programme !== "" && { CAMPAIGN_PROGRAMME: programme }),
  };
}

/** One address alone, without the name of the sender. */
function isMailAddress(text: string): boolean {
  const [local = "", domain = "", ...rest] = text.split("@");
  return rest.length === 0 && /^[\w.+'-]+$/.test(local) && hostOf(`https://${domain}`) !== null;
}

/** The host name, as Cloudflare writes it, of an address that a Worker can have; null for any other text. */
function hostOf(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { href, hostname } = new URL(text);
  if (href !== `https://${hostname}/`) return null;
  return /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(hostname)
    ? hostname
    : null;
}

function readJson(path: string): Record<string, unknown> {
  const value = parseJson(path);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new Refusal(`${path} holds no settings: it must be one object, {…}.`);
}

function parseJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new Refusal(`${path} is not JSON: ${cause instanceof Error ? cause.message : cause}`);
  }
}
