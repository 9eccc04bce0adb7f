import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { parseEnv } from "node:util";
import { seedAndCheck } from "./lib/app.ts";
import { ROOT, toolEnvironment } from "./lib/environment.ts";
import { prepareData, secretsFile } from "./lib/local-data.ts";
import { killOwnChildren } from "./lib/processes.ts";
import { exitWith, readOptions } from "./lib/run.ts";

/**
 * `npm run dev`: the sources served with hot reload, on the data of `npm start`. The secrets go through the
 * environment, because a `.dev.vars` would be copied into the build.
 */
const USAGE = `npm run dev [-- --fresh]
Serves the sources with hot reload, on the data of npm start. --fresh: begins again. PORT (8787) chooses the port.`;
const { values } = readOptions(USAGE, { options: { fresh: { type: "boolean", default: false } } });
const port = process.env.PORT ?? "8787";
/** Vite's plugin keeps its data there, whatever DATA_DIR says. */
const dataDir = `${ROOT}/.wrangler/state`;

try {
  await prepareData(dataDir, values.fresh);
  const secrets = parseEnv(readFileSync(secretsFile(dataDir), "utf8"));
  const server = spawn("react-router", ["dev", "--port", port, "--strictPort"], {
    cwd: ROOT,
    stdio: "inherit",
    env: {
      ...toolEnvironment(),
      ...secrets,
      CLOUDFLARE_INCLUDE_PROCESS_ENV: "true",
      DEMO: "true",
      ORIGIN: `http://localhost:${port}`,
    },
  });
  server.on("exit", (code) => process.exit(code ?? 0));
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, killOwnChildren);
  while ((await seedAndCheck(`http://localhost:${port}`)) !== "ready") await delay(500);
} catch (error) {
  exitWith(error);
}
