import type { TestProject } from "vitest/node";
import { startApp } from "#scripts/lib/app.ts";
import { findChromium } from "#scripts/lib/chromium.ts";

declare module "vitest" {
  interface ProvidedContext {
    url: string;
    /** The process that started the app. */
    mainPid: number;
    chromiumPath: string;
  }
}

/** The built app on fresh demo data, for all journeys; each journey takes a school of its own. */
export default async function setup(project: TestProject) {
  const chromiumPath = findChromium();
  const port = Number(process.env.TEST_PORT ?? 8994);
  const app = await startApp({ port, dataDir: ".test/browser", fresh: true, quiet: true });
  project.provide("url", app.url);
  project.provide("mainPid", process.pid);
  project.provide("chromiumPath", chromiumPath);
  return async () => await app.stop();
}
