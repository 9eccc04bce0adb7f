import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { CAUSES } from "./causes.ts";

/**
 * Mails to send and sent. The batch of the action that a mail announces writes its row. The bodies hold links:
 * the update that marks the mail as sent empties them (except in the demo), and so does the sweep once the link
 * has expired.
 *
 * `refused`: the service does not write to this address. `expired`: its link expired before it could be sent.
 * `withdrawn`: a newer mail carries another link, or the action it announces was cancelled.
 */
export const outbox = sqliteTable(
  "outbox",
  {
    id: text("id").primaryKey(),
    /** Null for a mail about an account, which belongs to no school. */
    organizationId: integer("organization_id"),
    /** Which mail of `write-mail.ts`. */
    kind: text("kind").notNull(),
    recipient: text("recipient").notNull(),
    subject: text("subject").notNull(),
    text: text("text").notNull(),
    html: text("html").notNull(),
    state: text("state", { enum: ["pending", "sent", "refused", "expired", "withdrawn"] })
      .notNull()
      .default("pending"),
    attempts: integer("attempts").notNull().default(0),
    /** Leased by one sender until then: a second one waits. */
    leasedUntil: integer("leased_until").notNull().default(0),
    createdAt: integer("created_at").notNull(),
    sentAt: integer("sent_at"),
    /** Why the last attempt failed (`causes.ts`), and the code of the mail service. Null: no attempt has failed. */
    cause: text("cause", { enum: CAUSES }),
    refusal: text("refusal"),
    /** The time before which it is not tried again. */
    nextAt: integer("next_at").notNull().default(0),
    /** When its link expires. */
    expiresAt: integer("expires_at").notNull().default(0),
  },
  (table) => [
    index("outbox_due").on(table.nextAt).where(sql`state = 'pending'`),
    index("outbox_with_text")
      .on(table.expiresAt)
      .where(sql`state IN ('pending', 'refused') AND text <> ''`),
    index("outbox_waiting_for").on(table.recipient).where(sql`state = 'pending'`),
    index("outbox_not_sent")
      .on(table.createdAt)
      .where(sql`state IN ('pending', 'refused', 'expired')`),
    index("outbox_by_age").on(table.createdAt),
    index("outbox_by_recipient").on(table.recipient),
  ],
);

/**
 * One row while the mail service takes no mail at all, none otherwise. Nothing is sent before `probeAt`;
 * then one mail is tried, and the others follow if it leaves.
 */
export const mailPause = sqliteTable("mail_pause", {
  id: integer("id").primaryKey(),
  since: integer("since").notNull(),
  probeAt: integer("probe_at").notNull(),
  failures: integer("failures").notNull(),
  cause: text("cause", { enum: CAUSES }).notNull(),
  code: text("code").notNull(),
});

/** What mails announced, so that each state is announced once: the state of an import, the end of leavers' data. */
export const announcement = sqliteTable(
  "announcement",
  {
    subject: text("subject").notNull(),
    state: text("state").notNull(),
    at: integer("at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.subject, table.state] }),
    index("announcement_by_age").on(table.at),
  ],
);
