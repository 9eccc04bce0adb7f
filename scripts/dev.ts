import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { ROOT, toolEnvironment } from "./lib/environment.ts";
import { prepareData, secretsFile } from "./lib/local-data.ts";
import { exitWith } from "./lib/run.ts";

/**
 * `npm run dev`: the sources served with hot reload, on the data of `npm start`. The secrets go
 * through the environment, for a `.dev.vars` would be copied into the build.
 */
const port = process.env.PORT ?? "8787";
/** The plugin of Vite keeps its data there, whatever DATA_DIR says. */
const dataDir = `${ROOT}/.wrangler/state`;

try {
  await prepareData(dataDir, process.argv.includes("--fresh"));
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
  // Ctrl-C reaches both: this one only waits.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => server.kill("SIGTERM"));
  server.on("exit", (code) => process.exit(code ?? 0));
  console.log(
    `First visit: curl -X POST http://localhost:${port}/demo/seed puts the demo schools in.`,
  );
} catch (error) {
  exitWith(error);
}
