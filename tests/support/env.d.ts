interface __BaseEnv_Env {
  TEST_MIGRATIONS: import("@cloudflare/vitest-plugin").D1Migration[];
}
