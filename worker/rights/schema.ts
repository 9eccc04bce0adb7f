import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * The erasure of pupils who left long ago: one row per school and school year of departure, written when the school is
 * warned. It also covers pupils who left before that year.
 */
export const departure = sqliteTable(
  "departure",
  {
    organizationId: integer("organization_id").notNull(),
    schoolYear: text("school_year").notNull(),
    warnedAt: integer("warned_at").notNull(),
    /** When the mails of the warning were posted, in the central database; null until then. */
    mailedAt: integer("mailed_at"),
    /** From this time the rows are erased, a slice at each visit. */
    dueAt: integer("due_at").notNull(),
    /** The number of pupils and results erased so far. */
    pupils: integer("pupils").notNull().default(0),
    results: integer("results").notNull().default(0),
    /** Null until everything is erased. */
    erasedAt: integer("erased_at"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.schoolYear] })],
);

/** The figures kept of results once their pupils are erased: numbers of a class, without any pupil. */
export const certificationFigure = sqliteTable(
  "certification_figure",
  {
    organizationId: integer("organization_id").notNull(),
    schoolYear: text("school_year").notNull(),
    division: text("division").notNull(),
    type: text("type").notNull(),
    status: text("status").notNull(),
    results: integer("results").notNull(),
    /** How many of these results had a score, and the sum of the scores. */
    scored: integer("scored").notNull(),
    scores: integer("scores").notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.organizationId, table.schoolYear, table.division, table.type, table.status],
    }),
  ],
);
