import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { school } from "../schools/schema.ts";
import { DOCUMENT_KINDS, DOCUMENT_STATUSES } from "./view.ts";

/**
 * A file made by the queue `documents` and kept in R2 for some days: the attestations or the sheets of classes, or
 * the archive of everything. The row is authoritative; the object can always be made again.
 */
export const document = sqliteTable(
  "document",
  {
    id: text("id").primaryKey(),
    organizationId: integer("organization_id")
      .notNull()
      .references(() => school.id),
    kind: text("kind", { enum: DOCUMENT_KINDS }).notNull(),
    status: text("status", { enum: DOCUMENT_STATUSES }).notNull(),
    /** The requested selection as JSON, read by its maker; null for an archive. */
    selection: text("selection"),
    /** SHA-256 of everything the document shows: the same content is made once. Null for an archive. */
    contentHash: text("content_hash"),
    /** Number of attempts to make it: rejects late writes of an earlier attempt. */
    attempt: integer("attempt").notNull().default(0),
    /** Pages, or parts of an archive. */
    done: integer("done").notNull().default(0),
    total: integer("total").notNull(),
    /** R2 key; null until the document is made. `size` in bytes. */
    objectKey: text("object_key"),
    size: integer("size"),
    requestedBy: text("requested_by").notNull(),
    createdAt: integer("created_at").notNull(),
    /** Last heartbeat of its maker: without one, the document is made again. 0: not begun. */
    heartbeatAt: integer("heartbeat_at").notNull(),
    /** When object and row are deleted. */
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [
    uniqueIndex("document_by_content").on(table.organizationId, table.contentHash),
    uniqueIndex("document_one_active_archive")
      .on(table.organizationId)
      .where(sql`kind = 'archive' AND status IN ('queued', 'running')`),
    index("document_by_school").on(table.organizationId, table.kind, table.createdAt),
    index("document_by_expiry").on(table.expiresAt),
    index("document_by_object").on(table.objectKey),
    index("document_under_way").on(table.heartbeatAt).where(sql`status IN ('queued', 'running')`),
  ],
);
