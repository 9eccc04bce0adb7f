import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { ROOT } from "./environment.ts";
import { mustRun } from "./run.ts";
import { hashFiles, listFiles } from "./sources.ts";

/** The configuration that the build writes, with its paths rewritten: it is served and deployed. */
export const BUILT_CONFIG = `${ROOT}/build/server/wrangler.json`;

const STAMP = `${ROOT}/build/.sources`;

const SOURCES = [
  "app",
  "words",
  "worker",
  "public",
  "tests/fixtures/samples",
  "package.json",
  "package-lock.json",
  "react-router.config.ts",
  "vite.config.ts",
  "wrangler.toml",
  "tsconfig.base.json",
];

/** Builds the app into `build/`, unless the build there was made from the same sources. */
export async function buildApp(): Promise<void> {
  const files = SOURCES.flatMap(listFiles).filter((file) => !/\.test\.tsx?$/.test(file));
  const sources = hashFiles(files);
  if (existsSync(BUILT_CONFIG) && existsSync(STAMP) && readFileSync(STAMP, "utf8") === sources) {
    return;
  }
  await mustRun("react-router", ["build"], { env: { NODE_ENV: "production" } });
  writeFileSync(STAMP, sources);
}
