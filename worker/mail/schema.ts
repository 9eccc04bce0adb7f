import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * Mails to send and sent. A row is written in the batch that does what the mail announces. The bodies
 * hold links: they are emptied in the update that marks the mail sent, but in the demo.
 */
export const outbox = sqliteTable(
  "outbox",
  {
    id: text("id").primaryKey(),
    /** Null for a mail about an account, which belongs to no school. */
    organizationId: text("organization_id"),
    kind: text("kind").notNull(),
    recipient: text("recipient").notNull(),
    subject: text("subject").notNull(),
    text: text("text").notNull(),
    html: text("html").notNull(),
    state: text("state", { enum: ["pending", "sent", "refused"] })
      .notNull()
      .default("pending"),
    attempts: integer("attempts").notNull().default(0),
    /** Somebody is sending it until then: a second sender waits. */
    leasedUntil: integer("leased_until").notNull().default(0),
    createdAt: integer("created_at").notNull(),
    sentAt: integer("sent_at"),
    /** The mail service's code when it refused, such as `E_RECIPIENT_SUPPRESSED`. */
    refusal: text("refusal"),
  },
  (table) => [
    index("outbox_pending").on(table.createdAt).where(sql`state = 'pending'`),
    index("outbox_by_age").on(table.createdAt),
  ],
);
