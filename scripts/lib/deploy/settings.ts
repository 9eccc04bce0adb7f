import { existsSync, readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { readProgramme } from "#worker/campaigns/programme.ts";
import { BUILT_CONFIG, buildApp } from "../build.ts";
import { ROOT } from "../environment.ts";
import { Refusal } from "../run.ts";

/** Where the settings of each environment are committed; they hold no secret. */
const FOLDER = `${ROOT}/environments`;

const shown = z.string().trim().min(1, "is not filled in");

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
  origin: z.string().refine(isOrigin, "must be https://… without a path"),
  mailFrom: z.string().regex(/^[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}$/i, "must be a mail address"),
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
  campaignProgramme: z.record(z.string(), z.unknown()).optional(),
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
    throw new Refusal("Name the environment: --env production (small letters and digits).");
  }
  const path = `${folder}/${name}.json`;
  if (!existsSync(path)) {
    throw new Refusal(
      `There is no environments/${name}.json: copy environments/production.json, fill it in and commit it.`,
    );
  }
  const given = Object.entries(overrides).filter(([, value]) => value !== undefined);
  const settings = parseSettings(name, { ...readJson(path), ...Object.fromEntries(given) });
  for (const other of readdirSync(folder).filter((file) => file !== `${name}.json`)) {
    if (/\.json$/.test(other) && readJson(`${folder}/${other}`).origin === settings.origin) {
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
      ({ path, message }) => `  ${path.join(".") || "the file"}: ${message}`,
    );
    throw new Refusal(
      `environments/${name}.json cannot be deployed; nothing was created.\n${faults.join("\n")}`,
    );
  }
  requireProgramme(name, programmeOf(read.data));
  return { ...read.data, origin: new URL(read.data.origin).origin };
}

/** The Worker's variables; those of `wrangler.toml` are the demo's and are never deployed. */
export function variablesOf(settings: Settings, version: string): Record<string, string> {
  const legal = Object.entries(LEGAL).map(([name, field]) => [name, settings.legal[field]]);
  const programme = programmeOf(settings);
  return {
    VERSION: version,
    ORIGIN: settings.origin,
    MAIL_FROM: settings.mailFrom,
    JURISDICTION: settings.jurisdiction,
    ...Object.fromEntries(legal),
    ...(programme !== "" && { CAMPAIGN_PROGRAMME: programme }),
  };
}

/** A programme that the Worker would refuse at each page is refused here. */
function requireProgramme(name: string, CAMPAIGN_PROGRAMME: string) {
  try {
    readProgramme({ CAMPAIGN_PROGRAMME });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : cause;
    throw new Refusal(`environments/${name}.json, campaignProgramme: ${why}`);
  }
}

function programmeOf({ campaignProgramme }: Settings): string {
  return campaignProgramme ? JSON.stringify(campaignProgramme) : "";
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, hash, username } = new URL(text);
  return protocol === "https:" && `${pathname}${search}${hash}${username}` === "/";
}

function readJson(path: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new Refusal(`${path} is not JSON: ${cause instanceof Error ? cause.message : cause}`);
  }
}
