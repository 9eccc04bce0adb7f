import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Refusal } from "../run.ts";
import type { Api } from "./api.ts";
import { explain } from "./api-error.ts";

/** The secrets without which the Worker serves nothing, and the fewest characters that it takes. */
const SECRETS = { AUTH_SECRET: 32, OPERATOR_TOKEN: 16 };

/** CI systems set one of these variables. The files of their machines are deleted after each job. */
export const RUNNERS = ["GITHUB_ACTIONS", "GITLAB_CI", "JENKINS_URL", "TF_BUILD", "WORKERS_CI"];

/**
 * The secrets that the Worker lacks, as a file for `wrangler deploy --secrets-file`: they go up together with the code.
 * Each is that of the environment variable, that of the file which a run before left, or new. The file stays, readable by
 * its owner alone, until the operator has put both into a safe: Cloudflare never shows a secret again, and changing
 * `AUTH_SECRET` needs the one before. Null when the Worker has them all.
 */
export async function makeMissingSecrets(
  api: Api,
  { worker, environment, root }: { worker: string; environment: string; root: string },
): Promise<string | null> {
  const present = await api
    .find<{ name: string }[]>(`/workers/scripts/${worker}/secrets`)
    .catch(explain);
  const known = new Set((present ?? []).map(({ name }) => name));
  const missing = Object.entries(SECRETS).filter(([name]) => !known.has(name));
  if (missing.length === 0) return null;
  const lost = missing.filter(([name]) => !process.env[name]).map(([name]) => name);
  if (lost.length > 0 && RUNNERS.some((name) => process.env[name])) {
    throw new Refusal(
      `The Worker lacks ${lost.join(", ")}, and a new one would be lost with this runner: do the first deployment from a machine of yours (docs/operations.md).`,
    );
  }
  const folder = `${root}/.wrangler/deploy`;
  const file = `${folder}/${environment}.secrets.json`;
  const left = readLeft(file);
  const kept = Object.keys(left).filter((name) => known.has(name));
  if (kept.length > 0) {
    throw new Refusal(
      `${file} still holds ${kept.join(", ")}, which the Worker has: put it into your safe and delete the file, then deploy again.`,
    );
  }
  const secrets = missing.map(
    ([name, shortest]) => [name, secretOf(name, shortest, left)] as const,
  );
  const listed = missing.map(([name]) => `${name}: ${process.env[name] ? "yours" : "new"}`);
  mkdirSync(folder, { recursive: true });
  rmSync(file, { force: true });
  writeFileSync(file, JSON.stringify(Object.fromEntries(secrets)), { mode: 0o600 });
  console.log(
    `Secrets of this deployment (${listed.join(", ")}): put what ${file} holds into your safe, then delete the file.`,
  );
  return file;
}

/** What a run that stopped left: it may be in the safe already, so the next one takes the same. */
function readLeft(file: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {};
  }
}

function secretOf(name: string, shortest: number, left: Record<string, string>): string {
  const given = process.env[name] || left[name] || randomBytes(32).toString("base64url");
  if (given.length >= shortest) return given;
  throw new Refusal(`${name} in the environment is too short: ${shortest} characters at least.`);
}
