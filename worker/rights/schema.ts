import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * The end of what a school holds of pupils who left long ago: one row a school and school year of departure, written
 * when the school is warned. It also covers who left before that year.
 */
export const departure = sqliteTable(
  "departure",
  {
    organizationId: text("organization_id").notNull(),
    schoolYear: text("school_year").notNull(),
    warnedAt: integer("warned_at").notNull(),
    /** From then on the rows go, a slice at each visit. */
    dueAt: integer("due_at").notNull(),
    /** Pupils and results that went so far. */
    pupils: integer("pupils").notNull().default(0),
    results: integer("results").notNull().default(0),
    /** Null while something is left. */
    erasedAt: integer("erased_at"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.schoolYear] })],
);

/** What stays of results once their pupils are erased: numbers of a class, of nobody. */
export const certificationFigure = sqliteTable(
  "certification_figure",
  {
    organizationId: text("organization_id").notNull(),
    schoolYear: text("school_year").notNull(),
    division: text("division").notNull(),
    type: text("type").notNull(),
    status: text("status").notNull(),
    results: integer("results").notNull(),
    /** Of these, how many had a score, and the sum of them. */
    scored: integer("scored").notNull(),
    scores: integer("scores").notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.organizationId, table.schoolYear, table.division, table.type, table.status],
    }),
  ],
);
