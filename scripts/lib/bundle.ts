import { readdirSync, readFileSync, rmSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { BUILT_CONFIG } from "./build.ts";
import { ROOT } from "./environment.ts";
import { mustRun, Refusal } from "./run.ts";

const LIMIT = 3 * 1024 * 1024;
const FOLDER = `${ROOT}/.test/dry-run`;

/**
 * The part of a deployment that needs no account: bundles the built Worker as it would be sent. Returns its size,
 * gzipped, in bytes. Throws `Refusal` above 3 MB, the strictest of Cloudflare's rules.
 */
export async function dryRunDeploy(): Promise<number> {
  rmSync(FOLDER, { recursive: true, force: true });
  await mustRun("wrangler", ["deploy", "--dry-run", "--outdir", FOLDER, "--config", BUILT_CONFIG]);
  const modules = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.map$|^README\.md$/.test(entry.name))
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`));
  const size = gzipSync(Buffer.concat(modules)).length;
  if (size > LIMIT) throw new Refusal(`The Worker is ${inMegabytes(size)} gzipped: 3 MB at most.`);
  return size;
}

export function inMegabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(2)} MB`;
}
