import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Append-only: triggers refuse updates, and deletions of rows younger than twelve months. */
export const journal = sqliteTable(
  "journal",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    organizationId: integer("organization_id").notNull(),
    at: integer("at").notNull(),
    /** Null when no person asked: the product itself did it. */
    userId: text("user_id"),
    event: text("event").notNull(),
    /**
     * The object of the event; never a name or an INE. `import.*`: the import. `activation.*`, `invitation.*`: the
     * invitation. `mail.*`: the mail. `member.*`: the person. `results.imported`, `results.corrected`: the file;
     * `results.moved`, `results.removed`: the number; `results.followed`: the pupil; `results.exported`,
     * `attestations.exported`, `pupils.exported`: classes. `archive.*`: the document. `campaigns.*`,
     * `pupils.leavers_*`: the school year. `campaign.*`: the campaign, but a class for `exported` and `sheets_printed`
     * and nothing for `rows_settled`. `pupil.*`: the pupil. `access.refused`: the route, without its ids.
     */
    subject: text("subject").notNull(),
    /** JSON of the other data of the sentence: roles, counts, codes, an address. */
    detail: text("detail").notNull().default("{}"),
  },
  (table) => [
    // The columns of the page's order, then its filter: a list needs only one of these indexes.
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
