interface __BaseEnv_Env {
  /** The pages of `app/routes.ts`, as JSON: that file needs Node to be read. */
  TEST_ROUTES: string;
  /** How many random histories of imports are played. */
  TEST_HISTORIES: string;
  TEST_MIGRATIONS: import("@cloudflare/vitest-plugin").D1Migration[];
}
