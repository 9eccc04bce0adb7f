import { index, integer, sqliteTable } from "drizzle-orm/sqlite-core";

/**
 * A school in its database. The row is written when the directory places the school, or when the school moves here, and
 * never by anything else: without it no row of the school can be written, so late writes at a former place fail.
 */
export const school = sqliteTable(
  "school",
  {
    /** The number of the organization, in the central database. */
    id: integer("id").primaryKey(),
    /** Counts the writes of the pupil base: the version guard of imports and undos. Negative while the school moves. */
    baseVersion: integer("base_version").notNull().default(0),
    /** The number of the next new pupil; it only grows. */
    nextPupil: integer("next_pupil").notNull().default(1),
    /** 1: this school previews the changes of an import before it is applied. */
    seeFirst: integer("see_first").notNull().default(0),
    /** When the sweep of leavers last visited this school: it takes the oldest first. */
    visitedAt: integer("visited_at").notNull().default(0),
    /** When the retention sweep last deleted what this school had kept long enough. */
    sweptAt: integer("swept_at").notNull().default(0),
  },
  (table) => [
    index("school_by_visit").on(table.visitedAt),
    index("school_by_sweep").on(table.sweptAt),
  ],
);
