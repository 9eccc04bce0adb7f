import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const organization = sqliteTable(
  "organization",
  {
    id: text("id").primaryKey(),
    uai: text("uai").notNull().unique(),
    name: text("name").notNull(),
    /** Ministry of education or of agriculture: this decides the format of the pupils' file. */
    kind: text("kind", { enum: ["sco-menj", "sco-masa"] }).notNull(),
    /** The address in the directory, the only one that receives an activation; empty when it has none. */
    mailbox: text("mailbox").notNull().default(""),
    academy: text("academy").notNull().default(""),
    city: text("city").notNull().default(""),
    postalCode: text("postal_code").notNull().default(""),
    /** As in the directory: « Collège », « Lycée »… */
    type: text("type").notNull().default(""),
    state: text("state", { enum: ["open", "closed"] })
      .notNull()
      .default("open"),
    /** Counts the writes of the pupil base: the version guard of imports and undos. */
    baseVersion: integer("base_version").notNull().default(0),
    /** 1: this school previews the changes of an import before it is applied. */
    seeFirst: integer("see_first").notNull().default(0),
    /** When the sweep of leavers last visited this school: it takes the oldest first. */
    retentionVisitedAt: integer("retention_visited_at").notNull().default(0),
  },
  (table) => [index("organization_by_visit").on(table.retentionVisitedAt)],
);

export const membership = sqliteTable(
  "membership",
  {
    organizationId: text("organization_id")
      .notNull()
      .references(() => organization.id),
    userId: text("user_id").notNull(),
    role: text("role", { enum: ["admin", "member"] }).notNull(),
    joinedAt: integer("joined_at").notNull(),
    /** When this person last opened this school; null: never. */
    lastSeenAt: integer("last_seen_at"),
    /** Set when the person left or was removed: the row stays for the journal. */
    removedAt: integer("removed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.userId] }),
    index("membership_by_user").on(table.userId),
  ],
);
