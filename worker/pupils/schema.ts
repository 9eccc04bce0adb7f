import { sql } from "drizzle-orm";
import {
  index,
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
    /** `last first usual`, lower-case without accents: searched, and the French order by name. */
    search: text("search").notNull(),
    /** `first last`, made the same way: the French order by first name. */
    searchFirst: text("search_first").notNull(),
  };
}

export const pupil = sqliteTable(
  "pupil",
  {
    id: text("id").primaryKey(),
    organizationId: integer("organization_id")
      .notNull()
      .references(() => school.id),
    ine: text("ine").notNull(),
    ...pupilColumns(),
    /** The part of the MEF that gives the level: programme, then duration and year. See `level.ts`. */
    formation: text("formation").generatedAlwaysAs(sql`substr(mef, 1, 3) || substr(mef, 9, 2)`, {
      mode: "virtual",
    }),
    deactivatedAt: integer("deactivated_at"),
    /** Why, and the ISO date of departure if the file gives it; null while active, or when unknown. */
    leavingReason: text("leaving_reason", { enum: LEAVING_REASONS }),
    leftOn: text("left_on"),
    /** The last import that wrote this row; null for rows without one. */
    lastImportId: text("last_import_id"),
  },
  (table) => [
    uniqueIndex("pupil_by_ine").on(table.organizationId, table.ine),
    index("pupil_by_departure")
      .on(table.organizationId, table.deactivatedAt)
      .where(sql`deactivated_at IS NOT NULL`),
    // The columns of the order come first, then those of the filters: each list reads only one of these indexes.
    index("pupil_by_name").on(table.organizationId, table.search, table.deactivatedAt),
    index("pupil_by_first_name").on(
      table.organizationId,
      table.searchFirst,
      table.search,
      table.deactivatedAt,
      table.formation,
    ),
    index("pupil_by_birth_date").on(
      table.organizationId,
      table.birthDate,
      table.search,
      table.deactivatedAt,
      table.formation,
    ),
    index("pupil_by_division").on(
      table.organizationId,
      table.division,
      table.search,
      table.deactivatedAt,
      table.formation,
    ),
    index("pupil_by_formation").on(
      table.organizationId,
      table.formation,
      table.search,
      table.deactivatedAt,
    ),
  ],
);

/** The class of a pupil, year by year: an import never deletes it. */
export const schooling = sqliteTable(
  "schooling",
  {
    organizationId: integer("organization_id").notNull(),
    pupilId: text("pupil_id")
      .notNull()
      .references(() => pupil.id),
    schoolYear: text("school_year").notNull(),
    division: text("division").notNull(),
    mef: text("mef").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.pupilId, table.schoolYear] }),
    index("schooling_by_class").on(table.organizationId, table.schoolYear, table.division),
  ],
);
