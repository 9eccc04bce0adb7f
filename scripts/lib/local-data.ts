import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { ROOT } from "./environment.ts";
import { mustRun } from "./run.ts";
import { hashFiles, listFiles } from "./sources.ts";

/** Makes `dataDir` ready to be served: the folder, the secrets, the migrated database. */
export async function prepareData(dataDir: string, fresh: boolean): Promise<void> {
  if (fresh) rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });
  writeSecrets(dataDir);
  await applyMigrations(dataDir);
}

export function secretsFile(dataDir: string): string {
  return `${dataDir}/secrets.env`;
}

/** Only once: new secrets would sign everybody out. */
function writeSecrets(dataDir: string) {
  const path = secretsFile(dataDir);
  if (existsSync(path)) return;
  const lines = [
    `AUTH_SECRET=${randomBytes(32).toString("base64url")}`,
    "OPERATOR_TOKEN=demo-operator",
  ];
  writeFileSync(path, `${lines.join("\n")}\n`, { mode: 0o600 });
}

/** wrangler takes seconds to find that no migration is missing: it runs only when one may be. */
async function applyMigrations(dataDir: string) {
  const stamp = `${dataDir}/.migrations`;
  const wanted = hashFiles(listFiles("migrations").filter((file) => file.endsWith(".sql")));
  const applied = existsSync(stamp) ? readFileSync(stamp, "utf8") : "";
  if (applied === wanted && existsSync(`${dataDir}/v3/d1`)) return;
  const where = ["--local", "--persist-to", dataDir, "--config", `${ROOT}/wrangler.toml`];
  for (const binding of ["DB", "SCHOOLS_1", "SCHOOLS_2"]) {
    await mustRun("wrangler", ["d1", "migrations", "apply", binding, ...where]);
  }
  writeFileSync(stamp, wanted);
}
