import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Append-only: triggers refuse updates, and deletions of rows younger than twelve months. */
export const journal = sqliteTable(
  "journal",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    organizationId: text("organization_id").notNull(),
    at: integer("at").notNull(),
    /** Null when nobody asked: the product itself did it. */
    userId: text("user_id"),
    event: text("event").notNull(),
    /** What it is about: an import id, never a pupil. */
    subject: text("subject").notNull(),
    detail: text("detail").notNull().default("{}"),
  },
  (table) => [index("journal_by_organization").on(table.organizationId, table.at)],
);
