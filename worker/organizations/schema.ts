import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const organization = sqliteTable(
  "organization",
  {
    /** The seven digits of the UAI, as a number: the same in every database (decision 0060). */
    id: integer("id").primaryKey(),
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
    /** The number of the school database that holds its data: the only place that says so, read at each request. */
    shard: integer("shard").notNull(),
    /** When the retention sweep last deleted the old lines of this school's journal of access. */
    sweptAt: integer("swept_at").notNull().default(0),
  },
  (table) => [
    index("organization_by_shard").on(table.shard),
    index("organization_by_sweep").on(table.sweptAt),
  ],
);

export const membership = sqliteTable(
  "membership",
  {
    organizationId: integer("organization_id")
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
