import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import routes from "./app/routes.ts";
import { keepTemporaryFilesInMemory } from "./scripts/lib/test-folder.ts";

keepTemporaryFilesInMemory();

export default defineConfig(async () => ({
  test: {
    projects: [
      {
        test: {
          name: "node",
          // Generous: a limit is there for what hangs, not for a machine that is busy.
          testTimeout: 60_000,
          // Pure functions leave nothing behind: the files of a process share their modules.
          isolate: false,
          include: [
            "{app,words,worker,scripts,bench}/**/*.test.{ts,tsx}",
            "tests/{rules,crash,fuzz}/**/*.test.ts",
          ],
          exclude: ["**/*.workers.test.ts", "**/node_modules/**"],
        },
      },
      {
        plugins: [
          cloudflareTest({
            main: "./tests/support/worker-entry.ts",
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              // The files of a build that no build makes.
              assets: { directory: "./public", binding: "ASSETS" },
              bindings: {
                ORIGIN: "http://localhost:8787",
                DEMO: "true",
                AUTH_SECRET: "a-secret-for-the-tests-only-32-characters",
                OPERATOR_TOKEN: "demo-operator",
                TEST_HISTORIES: process.env.HISTORIES ?? "60",
                TEST_ROUTES: JSON.stringify(routes),
                TEST_MIGRATIONS: await readD1Migrations("./migrations/central"),
                TEST_SCHOOL_MIGRATIONS: await readD1Migrations("./migrations/schools"),
              },
            },
          }),
        ],
        test: {
          name: "workers",
          // One runtime for many files: starting one takes 7 s, a file of tests often half a second.
          isolate: false,
          // Two of them: many tests wait for an alarm, a message or a hash.
          maxWorkers: 2,
          testTimeout: 60_000,
          // The next file of the same runtime would start on what a hook has not ended.
          hookTimeout: 60_000,
          include: ["{app,worker}/**/*.workers.test.{ts,tsx}"],
          setupFiles: ["./tests/support/setup-workers.ts"],
        },
      },
      {
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          globalSetup: ["./tests/browser/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // The files of a process share its modules and its Chromium.
          isolate: false,
          // Journeys wait more than they compute; each has a school of its own.
          maxWorkers: 2,
        },
      },
    ],
  },
}));
