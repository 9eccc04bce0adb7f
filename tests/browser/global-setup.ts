import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startApp } from "#scripts/lib/app.ts";
import { findChromium } from "#scripts/lib/chromium.ts";

declare module "vitest" {
  interface ProvidedContext {
    url: string;
    /** The process that started the app. */
    mainPid: number;
    chromiumPath: string;
    /** The app's data, which each run creates again. */
    dataDir: string;
  }
}

/** The built app on fresh demo data, for all journeys; each journey takes a school of its own. */
export default async function setup(project: TestProject) {
  const chromiumPath = findChromium();
  const port = Number(process.env.TEST_PORT ?? 8994);
  const dataDir = mkdtempSync(join(tmpdir(), "browser-"));
  const app = await startApp({ port, dataDir, fresh: true, quiet: true });
  project.provide("url", app.url);
  project.provide("mainPid", process.pid);
  project.provide("chromiumPath", chromiumPath);
  project.provide("dataDir", dataDir);
  return async () => {
    await app.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
