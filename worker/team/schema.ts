import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { organization } from "../organizations/schema.ts";

/**
 * A way into a school: an activation mailed to its own mailbox, or an invitation mailed to a person. It stays
 * `pending` after it expires: resending gives it a new link and seven more days.
 */
export const invitation = sqliteTable(
  "invitation",
  {
    id: text("id").primaryKey(),
    organizationId: integer("organization_id")
      .notNull()
      .references(() => organization.id),
    purpose: text("purpose", { enum: ["activation", "invitation"] }).notNull(),
    /** The address the link was sent to: the school's mailbox for an activation. Lower-cased. */
    email: text("email").notNull(),
    role: text("role", { enum: ["admin", "member"] }).notNull(),
    state: text("state", { enum: ["pending", "used", "cancelled"] })
      .notNull()
      .default("pending"),
    /** SHA-256 of the only secret that currently opens it. */
    tokenHash: text("token_hash").notNull(),
    /** Null for an activation, which no member requested. */
    invitedBy: text("invited_by"),
    sentAt: integer("sent_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    /** The last mail with the link. */
    outboxId: text("outbox_id").notNull(),
    remindedAt: integer("reminded_at"),
    usedAt: integer("used_at"),
    usedBy: text("used_by"),
    cancelledAt: integer("cancelled_at"),
  },
  (table) => [
    // A form sent twice makes one invitation.
    uniqueIndex("invitation_pending")
      .on(table.organizationId, table.email, table.purpose)
      .where(sql`state = 'pending'`),
    index("invitation_by_organization").on(table.organizationId, table.sentAt),
    index("invitation_by_expiry").on(table.expiresAt),
    index("invitation_by_link").on(table.tokenHash),
    index("invitation_by_address").on(table.email),
  ],
);

/** Every link ever mailed for an invitation, which distinguishes a replaced link from an unknown one. */
export const invitationLink = sqliteTable(
  "invitation_link",
  {
    tokenHash: text("token_hash").primaryKey(),
    invitationId: text("invitation_id")
      .notNull()
      .references(() => invitation.id, { onDelete: "cascade" }),
    sentAt: integer("sent_at").notNull(),
  },
  (table) => [index("invitation_link_by_invitation").on(table.invitationId)],
);
