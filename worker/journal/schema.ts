import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Append-only: triggers refuse updates, and deletions of rows younger than twelve months. */
export const journal = sqliteTable(
  "journal",
  {
    organizationId: integer("organization_id").notNull(),
    at: integer("at").notNull(),
    /** Tells apart the lines of one millisecond, in their order. */
    n: integer("n").notNull(),
    /** Null when no person asked: the product itself did it. */
    userId: text("user_id"),
    event: text("event").notNull(),
    /**
     * The object of the event; never a name or an INE. `import.*`: the number of the import in the school.
     * `activation.*`, `invitation.*`: the invitation. `mail.*`: the mail. `member.*`: the person. `results.imported`, `results.corrected`: the file;
     * `results.moved`, `results.removed`: the number; `results.followed`: the pupil; `results.exported`,
     * `attestations.exported`, `pupils.exported`: classes. `archive.*`: the document. `campaigns.*`,
     * `pupils.leavers_*`: the school year. `campaign.*`: the campaign, but a class for `exported` and `sheets_printed`
     * and nothing for `rows_settled`. `pupil.*`: the pupil. `access.refused`: the route, without its ids.
     */
    subject: text("subject").notNull(),
    /** JSON of the other data of the sentence: roles, counts, codes, an address. */
    detail: text("detail").notNull().default("{}"),
  },
  // One range of each school, in its order: a school has a few thousand lines a year, so no list needs an index.
  (table) => [primaryKey({ columns: [table.organizationId, table.at, table.n] })],
);
