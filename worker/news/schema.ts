import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** The announced states of each import: written with the mails, so that each state is announced once. */
export const importNews = sqliteTable(
  "import_news",
  {
    importId: text("import_id").notNull(),
    status: text("status").notNull(),
    at: integer("at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.importId, table.status] }),
    index("import_news_by_age").on(table.at),
  ],
);
