import {
  foreignKey,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { school } from "../schools/schema.ts";
import { LEAVING_REASONS } from "./leaving.ts";

/** The fields of a pupil in a school file: the same columns in the base and in the staging of an import. */
export function pupilColumns() {
  return {
    lastName: text("last_name").notNull(),
    usualName: text("usual_name").notNull(),
    firstName: text("first_name").notNull(),
    middleName: text("middle_name").notNull(),
    thirdName: text("third_name").notNull(),
    sex: text("sex").notNull(),
    birthDate: text("birth_date").notNull(),
    birthCity: text("birth_city").notNull(),
    birthCityCode: text("birth_city_code").notNull(),
    birthDepartment: text("birth_department").notNull(),
    birthCountry: text("birth_country").notNull(),
    mef: text("mef").notNull(),
    status: text("status").notNull(),
    division: text("division").notNull(),
    /**
     * Last, first and usual name, lower-case without accents, each ended by a tab except the last one: searched, and
     * the French order by name. `name-key.ts` writes it, `name-sql.ts` takes it apart.
     */
    search: text("search").notNull(),
  };
}

/**
 * The pupils of a school, numbered inside it: the primary key makes one range of each school. No other index: a list of
 * 3 500 pupils is sorted in 2 ms without one, and seven of them made the table three times larger (decision 0061).
 */
export const pupil = sqliteTable(
  "pupil",
  {
    organizationId: integer("organization_id")
      .notNull()
      .references(() => school.id),
    /** Given by `school.next_pupil`, never given twice: the journal may name a pupil who is gone. */
    id: integer("id").notNull(),
    ine: text("ine").notNull(),
    ...pupilColumns(),
    deactivatedAt: integer("deactivated_at"),
    /** Why, and the ISO date of departure if the file gives it; null while active, or when unknown. */
    leavingReason: text("leaving_reason", { enum: LEAVING_REASONS }),
    leftOn: text("left_on"),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    uniqueIndex("pupil_by_ine").on(table.organizationId, table.ine),
  ],
);

/** The class of a pupil, year by year: an import never deletes it. */
export const schooling = sqliteTable(
  "schooling",
  {
    organizationId: integer("organization_id").notNull(),
    pupilId: integer("pupil_id").notNull(),
    /** The year in which the school year begins: 2026 for `2026-2027`. */
    year: integer("year").notNull(),
    division: text("division").notNull(),
    mef: text("mef").notNull(),
  },
  (table) => [
    // By pupil before year: without an index that begins with its columns, the foreign key would make each deleted
    // pupil scan the table.
    primaryKey({ columns: [table.organizationId, table.pupilId, table.year] }),
    foreignKey({
      columns: [table.organizationId, table.pupilId],
      foreignColumns: [pupil.organizationId, pupil.id],
    }),
  ],
);
