import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Attempts at limited actions (`attempts.ts`). The key is a hash: no IP address or mail address is stored here. */
export const attempt = sqliteTable(
  "attempt",
  { key: text("key").notNull(), at: integer("at").notNull() },
  (table) => [
    index("attempt_by_key").on(table.key, table.at),
    index("attempt_by_age").on(table.at),
  ],
);

/**
 * The result of the last run of each sweep of the cron. `failed` counts what threw: the sweep, or some of its items.
 */
export const sweepRun = sqliteTable("sweep_run", {
  name: text("name").primaryKey(),
  lastRunAt: integer("last_run_at").notNull(),
  ms: integer("ms").notNull(),
  failed: integer("failed").notNull(),
});
