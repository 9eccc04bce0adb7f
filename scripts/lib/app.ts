import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { BUILT_CONFIG, buildApp } from "./build.ts";
import { ROOT, toolEnvironment } from "./environment.ts";
import { prepareData, secretsFile } from "./local-data.ts";
import { endWithUs, findWorkerd, killTree } from "./processes.ts";
import { Refusal } from "./run.ts";

export type AppOptions = {
  port: number;
  /** Where D1, R2, the Durable Objects, the secrets and the log live. Relative to the project. */
  dataDir: string;
  /** Empties `dataDir` first. */
  fresh?: boolean;
  /** Prints no progress. */
  quiet?: boolean;
};

export type RunningApp = {
  url: string;
  /** Receives what wrangler and the Worker print. */
  logFile: string;
  /** Ends every process that was started. Data stays. */
  stop: () => Promise<void>;
  /** The process that runs the Worker now; wrangler starts another when it dies. Linux only. */
  workerdPid: () => number | null;
  /** Settles, with its code, if the server ends without `stop`. */
  ended: Promise<number | null>;
};

const START_LIMIT_MS = 120_000;
/** Local workerd gives isolates no limit: this is what 128 MB leaves to the heap (decision 0007). */
const HEAP_FLAGS = "--max-old-space-size=96 --optimize-for-size";
const CRON_MS = 60_000;

const NO_ANSWER = "no answer";
/** A Worker that answers and refuses this many times will go on refusing. */
const MAX_REFUSALS = 20;

/**
 * Builds if need be, migrates and serves the built Worker in workerd with the demo data.
 * Resolves when `/healthz` answers 200, seed included.
 * Throws `Refusal` when the port is taken, the build fails or the app does not come up.
 */
export async function startApp(options: AppOptions): Promise<RunningApp> {
  const dataDir = resolve(ROOT, options.dataDir);
  const url = `http://localhost:${options.port}`;
  const say = (words: string) => void (options.quiet || console.log(words));

  await refuseTakenPort(options.port);
  say("Building…");
  await buildApp();
  say("Preparing the data…");
  await prepareData(dataDir, options.fresh ?? false);

  say("Starting…");
  const logFile = `${dataDir}/server.log`;
  const { port } = options;
  const vars = { DEMO: "true", ORIGIN: url };
  const server = serveBuilt(BUILT_CONFIG, { port, dataDir, logFile, vars });
  const ended = new Promise<number | null>((done) => server.once("exit", done));
  const pid = server.pid;
  if (pid === undefined) throw new Refusal("wrangler could not be started.");
  endWithUs(pid);

  try {
    await waitUntilReady(url, server, logFile);
  } catch (error) {
    await killTree(pid);
    throw error;
  }
  const cron = runCron(url);
  return {
    url,
    logFile,
    ended,
    workerdPid: () => findWorkerd(pid, options.port),
    stop: async () => {
      clearInterval(cron);
      await killTree(pid);
    },
  };
}

type Serving = {
  port: number;
  dataDir: string;
  logFile: string;
  vars?: Record<string, string>;
};

/** Serves a built Worker in workerd, with the limits of the platform that local workerd can be given. */
export function serveBuilt(config: string, { port, dataDir, logFile, vars = {} }: Serving) {
  const log = openSync(logFile, "w");
  const server = spawn(
    "wrangler",
    [
      "dev",
      ...["--config", config],
      "--local",
      ...["--persist-to", dataDir],
      ...["--env-file", secretsFile(dataDir)],
      ...Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}:${value}`]),
      ...["--port", String(port)],
      "--show-interactive-dev-session=false",
    ],
    // Its own process group: Ctrl-C reaches it through `stop` alone, which then waits for every process.
    {
      cwd: ROOT,
      env: toolEnvironment({ MINIFLARE_WORKERD_V8_FLAGS: HEAP_FLAGS }),
      stdio: ["ignore", log, log],
      detached: true,
    },
  );
  closeSync(log);
  return server;
}

/** Seeds as soon as the Worker answers, then waits for it to call itself healthy. */
async function waitUntilReady(url: string, server: ChildProcess, logFile: string) {
  const deadline = Date.now() + START_LIMIT_MS;
  let refusals = 0;
  let answer = NO_ANSWER;
  while (Date.now() < deadline && refusals < MAX_REFUSALS) {
    if (server.exitCode !== null || server.signalCode !== null) {
      throw new Refusal(`wrangler stopped at once. ${endOf(logFile)}`);
    }
    answer = await seedAndCheck(url);
    if (answer === "ready") return;
    if (answer !== NO_ANSWER) refusals += 1;
    await delay(100);
  }
  throw new Refusal(`The app does not get ready: ${answer}. ${endOf(logFile)}`);
}

/** Inserts the demo data, once, and asks for the app's health: "ready", or what is wrong. */
export async function seedAndCheck(url: string): Promise<string> {
  const signal = AbortSignal.timeout(30_000);
  try {
    const seed = await fetch(`${url}/demo/seed`, { method: "POST", signal });
    const words = await seed.text();
    if (!seed.ok) return `POST /demo/seed answered ${seed.status} ${words.slice(0, 500)}`;
    const health = await fetch(`${url}/healthz`, { signal });
    await health.body?.cancel();
    return health.status === 200 ? "ready" : `GET /healthz answered ${health.status}`;
  } catch {
    return NO_ANSWER;
  }
}

function endOf(logFile: string): string {
  const lines = readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-20);
  return `The end of ${logFile}:\n${lines.join("\n")}`;
}

/** The Worker's cron does not fire by itself in local workerd. */
function runCron(url: string): NodeJS.Timeout {
  const timer = setInterval(() => {
    fetch(`${url}/cdn-cgi/handler/scheduled`)
      .then((response) => response.body?.cancel())
      // The server is restarting or stopping: the next tick does the work.
      .catch(() => {});
  }, CRON_MS);
  return timer.unref();
}

/** `localhost` is 127.0.0.1 and ::1: another program may listen on either. */
async function refuseTakenPort(port: number) {
  for (const host of ["127.0.0.1", "::1"]) {
    const code = await new Promise<string | undefined>((done) => {
      const probe = createServer();
      probe.once("error", (cause: NodeJS.ErrnoException) => done(cause.code));
      probe.listen(port, host, () => probe.close(() => done(undefined)));
    });
    if (code === "EADDRINUSE") {
      throw new Refusal(
        `Port ${port} is taken by another program: stop it, or choose another PORT.`,
      );
    }
    if (code === "EACCES") throw new Refusal(`Port ${port} may not be used: choose another PORT.`);
  }
}
