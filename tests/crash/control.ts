import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { ROOT } from "#scripts/lib/environment.ts";
import { run } from "#scripts/lib/run.ts";

/** Beside the project, not in it: a copy whose commit is deliberately broken. */
const COPY = `${ROOT}/.test/crash-control`;
const PARTS = ["app", "words", "worker", "public", "migrations", "scripts", "tests"];
const FILES =
  /^(package(-lock)?\.json|.*\.toml|vite\.config\.ts|react-router\.config\.ts|tsconfig.*\.json|worker-configuration\.d\.ts)$/;

const COMMIT = "worker/imports/run/commit-import.ts";
const IN_ONE_BATCH = "return await moveImport(env, row, [";
const ONE_BY_ONE = "return await runOneByOne(env, row, [";
/** Runs each statement of the commit separately, with a pause after each. */
const RUN_ONE_BY_ONE = `
async function runOneByOne(env: SchoolEnv, row: ImportRecord, statements: SchoolStatement[]) {
  for (const statement of statements) {
    await statement.run();
    await scheduler.wait(60);
  }
  return await (await import("../store.ts")).loadImport(env, row.id);
}
`;

/**
 * The negative control of the crash test: the same rounds on a copy of the product that writes its commit statement by
 * statement. Returns whether that run found the fault, and its output.
 */
export async function runControl(kills: number): Promise<{ caught: boolean; output: string }> {
  makeBrokenCopy();
  const { code, output } = await run("node", [
    `${COPY}/tests/crash/run.ts`,
    "--broken",
    String(kills),
  ]);
  const seen = /a reader saw|mixed base/.test(output);
  return { caught: code !== 0 && seen, output };
}

function makeBrokenCopy(): void {
  rmSync(COPY, { recursive: true, force: true });
  mkdirSync(COPY, { recursive: true });
  for (const part of PARTS) cpSync(`${ROOT}/${part}`, `${COPY}/${part}`, { recursive: true });
  for (const file of readdirSync(ROOT).filter((name) => FILES.test(name))) {
    cpSync(`${ROOT}/${file}`, `${COPY}/${file}`);
  }
  symlinkSync(`${ROOT}/node_modules`, `${COPY}/node_modules`);
  const code = readFileSync(`${COPY}/${COMMIT}`, "utf8");
  if (!code.includes(IN_ONE_BATCH)) throw new Error(`${COMMIT} no longer has: ${IN_ONE_BATCH}`);
  writeFileSync(`${COPY}/${COMMIT}`, code.replace(IN_ONE_BATCH, ONE_BY_ONE) + RUN_ONE_BY_ONE);
}
