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
  (table) => [
    // The order of the page, then what it filters by: a list is found in one of these alone.
    index("journal_by_time").on(
      table.organizationId,
      table.at,
      table.id,
      table.event,
      table.userId,
    ),
    index("journal_by_person").on(
      table.organizationId,
      table.userId,
      table.at,
      table.id,
      table.event,
    ),
  ],
);
