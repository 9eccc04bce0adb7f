import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { serveBuilt } from "#scripts/lib/app.ts";
import { secretsFile } from "#scripts/lib/local-data.ts";
import { endWithUs, findWorkerd, killTree } from "#scripts/lib/processes.ts";
import { mustRun } from "#scripts/lib/run.ts";

const BUILT = resolve(import.meta.dirname, "../.test/control");
const DATA_DIR = resolve(import.meta.dirname, "../.test/control-data");
const TRIES = 300;

/** Builds and serves the control page (`bench/control`), with its fifty rows, in a workerd like that of the product. */
export async function startControl(port: number) {
  for (const folder of [BUILT, DATA_DIR]) rmSync(folder, { recursive: true, force: true });
  await mustRun("react-router", ["build", "bench/control"], { env: { NODE_ENV: "production" } });
  mkdirSync(DATA_DIR, { recursive: true });
  writeFileSync(secretsFile(DATA_DIR), "");
  const logFile = `${DATA_DIR}/server.log`;
  const served = serveBuilt(`${BUILT}/server/wrangler.json`, { port, dataDir: DATA_DIR, logFile });
  const { pid } = served;
  if (pid === undefined) throw new Error("wrangler could not be started");
  endWithUs(pid);
  const url = `http://localhost:${port}`;
  const stop = () => killTree(pid);
  for (let left = TRIES; !(await isFilled(url)); left -= 1) {
    if (left === 0) {
      await stop();
      throw new Error(`the control does not start: see ${logFile}`);
    }
    await delay(100);
  }
  return { url, stop, workerdPid: () => findWorkerd(pid, port) };
}

async function isFilled(url: string): Promise<boolean> {
  return await fetch(`${url}/fill`, { method: "POST" }).then(
    ({ ok }) => ok,
    () => false,
  );
}
