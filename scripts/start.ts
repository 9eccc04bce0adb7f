import { startApp } from "./lib/app.ts";
import { killOwnChildren } from "./lib/processes.ts";
import { exitWith, Refusal, readOptions } from "./lib/run.ts";

const USAGE = `npm start [-- --fresh]
Builds, migrates, seeds and serves the demo. --fresh: begins again with the data of the demo.
PORT (8787) and DATA_DIR (.wrangler/state) choose the port and where data lives.`;
const PASSWORD = "demo-pix-orga-2026";

function portFrom(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Refusal(`PORT is "${text}", which is not a port number.`);
}

const { values } = readOptions(USAGE, { options: { fresh: { type: "boolean", default: false } } });
let stopping = false;

async function stop() {
  if (stopping) return;
  stopping = true;
  await killOwnChildren();
  process.exit(0);
}

for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, stop);

try {
  const app = await startApp({
    port: portFrom(process.env.PORT ?? "8787"),
    dataDir: process.env.DATA_DIR ?? ".wrangler/state",
    fresh: values.fresh,
  });

  console.log(`
Pix Orga runs at ${app.url}

  admin@demo.test   administrator of both demo schools   password ${PASSWORD}
  membre@demo.test  member of the first                  password ${PASSWORD}

Files to import: tests/fixtures/samples/ · log: ${app.logFile} · Ctrl-C stops it.`);

  const code = await app.ended;
  if (!stopping) {
    await app.stop();
    throw new Refusal(`The server stopped by itself (code ${code}). Its log: ${app.logFile}`);
  }
} catch (error) {
  if (!stopping) exitWith(error);
}
