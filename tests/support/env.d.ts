interface __BaseEnv_Env {
  /** The pages of `app/routes.ts`, as JSON: only Node can load that file. */
  TEST_ROUTES: string;
  /** How many random histories of imports are played. */
  TEST_HISTORIES: string;
  TEST_MIGRATIONS: import("@cloudflare/vitest-plugin").D1Migration[];
  TEST_SCHOOL_MIGRATIONS: import("@cloudflare/vitest-plugin").D1Migration[];
}
